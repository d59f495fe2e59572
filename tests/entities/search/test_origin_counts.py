"""Articles are found by how many origins stand behind what they state."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from entities.kinds import RelationKind
from entities.search.fields.origin_counts import Corroborated
from entities.search.fields.registry import parse
from entities.search.language.tree import QueryError, to_text
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from entities.weights.counting import count_due
from tests.factories import make_article, make_entity, make_evidence, make_source


@pytest.fixture
def archive():
    """Two papers on a rivalry, and one of them on a supply that it alone knows of."""
    ms13, barrio, zetas = map(make_entity, ("MS-13", "Barrio 18", "Los Zetas"))
    for place, quote in enumerate(["MS-13 fights Barrio 18.", "They are at war."], 1):
        article = make_article(
            f"{quote} Los Zetas sell arms.", title=f"War {place}", source=make_source(f"P{place}")
        )
        make_evidence(article, quote, ms13, RelationKind.RIVAL_OF, barrio)
    make_evidence(article, "Los Zetas sell arms.", zetas, RelationKind.SUPPLIES, ms13)
    supply = make_article("Arms came from Los Zetas.", title="Arms", source=make_source("P2"))
    make_evidence(supply, "Arms came from Los Zetas.", zetas, RelationKind.SUPPLIES, ms13)
    make_article("Nothing else.", title="Nothing")
    count_due()


def titles(query: str) -> list[str]:
    return sorted(hit.article.title for hit in Search(SearchRequest(query)).page().hits)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("origins:>=2", Corroborated(2, ">=")),
        ("origins:3", Corroborated(3)),
        ("origins:< 2", Corroborated(2, "<")),
    ],
)
def test_it_is_read_and_written(query, expected):
    assert parse(query) == expected
    assert parse(to_text(expected)) == expected


def test_what_is_no_number_is_mended():
    with pytest.raises(QueryError, match="no number of origins") as refused:
        parse("origins:many")
    assert refused.value.repaired == "origins:>=2"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("origins:>=2", ["War 1", "War 2"]),
        ("origins:1", ["Arms", "War 2"]),
        ("origins:>2", []),
        ("-origins:>=1", ["Nothing"]),
        # The same relationship is meant.
        ("rel:supplies origins:>=2", []),
        ("rel:supplies origins:1", ["Arms", "War 2"]),
        ("rel:rival_of(MS-13) origins:>=2", ["War 1", "War 2"]),
        ('rel:rival_of(MS-13, "Barrio 18") origins:1', []),
        ("(rel:supplies OR rel:rival_of) origins:>=2", ["War 1", "War 2"]),
        # What is denied is denied as a whole.
        ("-rel:supplies origins:>=2", ["War 1"]),
    ],
)
def test_it_finds_what_so_many_origins_state(archive, query, found):
    assert titles(query) == found


@pytest.mark.django_db
def test_it_says_why(archive):
    (one,) = [
        hit
        for hit in Search(SearchRequest("origins:>=2")).page().hits
        if hit.article.title == "War 2"
    ]
    assert [str(reason) for reason in one.reasons] == [
        "matched by what it states: MS-13 rival of Barrio 18 (proposed, 2 origins in 2 articles)"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "stated"),
    [
        ("rel:rival_of(MS-13)", [("MS-13", "rival_of", "Barrio 18", "proposed", 2)]),
        ("origins:1", [("Los Zetas", "supplies", "MS-13", "proposed", 1)]),
        ("war", []),
    ],
)
def test_the_command_lists_the_relationships_that_were_asked_for(archive, query, stated):
    out = StringIO()
    call_command("search", query, json=True, stdout=out)
    (one,) = [hit for hit in json.loads(out.getvalue())["hits"] if hit["title"] == "War 2"]
    keys = ("head", "kind", "child", "status", "origins")
    assert [tuple(found[key] for key in keys) for found in one["relationships"]] == stated


@pytest.mark.django_db
def test_what_is_taken_away_has_the_relationships_of_each_article(archive, client, reader):
    client.force_login(reader)
    files = {
        form: b"".join(
            client.get(
                reverse("entities:search_export", args=[form]), {"q": "war"}
            ).streaming_content
        ).decode()
        for form in ("csv", "json", "html")
    }
    said = (
        "MS-13 rival of Barrio 18 (proposed, 2 origins in 2 articles); "
        "Los Zetas supplies MS-13 (proposed, 1 origin in 2 articles)"
    )
    assert said in files["csv"]
    assert "2 more relationships are proposed by the machine and not checked" in files["html"]
    (one,) = [row for row in json.loads(files["json"]) if row["title"] == "War 2"]
    assert [(found["child"], found["origins"]) for found in one["relationships"]] == [
        ("Barrio 18", 2),
        ("MS-13", 1),
    ]


@pytest.mark.django_db
def test_the_help_says_what_an_origin_is(client, reader):
    client.force_login(reader)
    page = client.get(reverse("entities:search")).content.decode()
    assert "quotations of the same sentence are one origin" in page
    assert "origins:&gt;=2" in page
