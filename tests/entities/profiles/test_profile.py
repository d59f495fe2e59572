"""What the first screen of an entity says: who it is, with whom, where, since when, how we know."""

import pytest
from django.urls import reverse

from articles.models import Article
from entities.kinds import Kind, RelationKind
from entities.models import Relationship
from entities.profiles import relationship_groups
from entities.profiles.beside import log_likelihood
from entities.profiles.profile import Profile
from entities.profiles.relationship_groups import Groups
from entities.profiles.relationship_quotes import quotes_of
from entities.profiles.timeline import life_of
from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from entities.weights.counting import count_due
from tests.factories import make_article, make_entity, make_evidence, make_mention, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def gang():
    return make_entity("MS-13", subtype="street_gang", country="SV", gazetteer_key="gang:ms-13")


def state(head, kind, child, **fields):
    number = Article.objects.count()
    text = f"{head.name} and {child.name} were named {number} times."
    return make_evidence(make_article(text, **fields), text, head, kind, child).relationship


def headings(entity) -> list[tuple[str, list[str]]]:
    return [
        (group.heading, [line.other.name for line in group.lines]) for group in Groups(entity).all()
    ]


def test_each_kind_of_entity_has_the_groups_that_the_rows_of_relationships_give_it(gang):
    rival, cobra = make_entity("Barrio 18"), make_entity("Cobra", Kind.PERSON)
    clique, prison = make_entity("Normandie"), make_entity("Ilopango", Kind.LOCATION)
    police = make_entity("PNC", Kind.AGENCY)
    state(gang, RelationKind.RIVAL_OF, rival)
    state(clique, RelationKind.FACTION_OF, gang)
    state(cobra, RelationKind.LEADER_OF, gang)
    state(cobra, RelationKind.IMPRISONED_IN, prison)
    state(gang, RelationKind.OPERATES_IN, prison)
    state(police, RelationKind.ACTS_AGAINST, gang)

    assert headings(gang) == [
        ("Rivals", ["Barrio 18"]),
        ("Factions", ["Normandie"]),
        ("Leaders", ["Cobra"]),
        ("Places", ["Ilopango"]),
        ("Against it", ["PNC"]),
    ]
    assert headings(clique) == [("Faction of", ["MS-13"])]
    assert headings(cobra) == [("Leads", ["MS-13"]), ("Imprisoned in", ["Ilopango"])]
    assert headings(prison) == [("Gangs here", ["MS-13"]), ("Held here", ["Cobra"])]
    assert headings(police) == [("Acts against", ["MS-13"])]


def test_of_a_large_group_those_of_most_origins_are_shown_and_the_rest_when_asked(
    gang, monkeypatch
):
    monkeypatch.setattr(relationship_groups, "FIRST_LINES", 2)
    for number in range(4):
        rival = make_entity(f"Rival {number}")
        for time in range(number + 1):
            state(gang, RelationKind.RIVAL_OF, rival, source=make_source(f"Paper {time}"))
    count_due()

    (group,) = Groups(gang).all()
    assert [line.other.name for line in group.lines] == ["Rival 3", "Rival 2"]
    assert (group.size, group.more) == (4, 2)
    (group,) = Groups(gang, unfolded=group.name).all()
    assert group.more == 0


def test_a_quote_that_stands_in_many_articles_is_shown_once_and_a_search_finds_them(gang):
    city = make_entity("Lima", Kind.LOCATION)
    for number in range(5):
        article = make_article(f"MS-13 is in Lima. {number} men.")
        make_mention(article, "MS-13", gang)
        make_evidence(article, "MS-13 is in Lima", gang, RelationKind.OPERATES_IN, city)

    (group,) = Groups(gang).all()
    quotes = quotes_of(group.lines[0].relationship)

    (proof,) = quotes.proofs
    assert (len(proof.also), quotes.stated) == (4, 5)
    assert Search(SearchRequest(quotes.query)).page().total == 5


def test_the_best_quote_stands_below_its_line(gang):
    rival = make_entity("Barrio 18")
    for words, fields in (
        ("MS-13 may fight Barrio 18.", {"hedged": True, "status": "confirmed"}),
        ("MS-13 fights Barrio 18.", {"status": "confirmed"}),
        ("MS-13 hates Barrio 18.", {}),
    ):
        make_evidence(make_article(words), words, gang, RelationKind.RIVAL_OF, rival, **fields)

    (line,) = Groups(gang).all()[0].lines
    assert line.quote.quote == "MS-13 fights Barrio 18."


def test_a_lifeline_spans_the_period_and_leaves_unknown_ends_open(gang):
    link = state(gang, RelationKind.RIVAL_OF, make_entity("Barrio 18"))
    crew = make_entity("Crew")
    dated = {"published_on": "2019-07-01", "published_precision": "day"}
    state(gang, RelationKind.ALLIED_WITH, crew, **dated)
    Relationship.objects.filter(pk=link.pk).update(
        valid_from="2010-01-01", valid_from_precision="year"
    )
    profile = Profile(gang)
    ally, rival = profile.lines

    since = life_of(rival, profile.axis)
    stated = life_of(ally, profile.axis)

    assert since.words == "since 2010"
    assert since.bar[0] == 0 and len(since.tails) == 1
    # An axis of ten years, of which July 2019 is near the end.
    assert stated.bar is None and stated.dots == [pytest.approx(152, abs=1)]


def test_the_page_says_when_it_was_seen_and_where_its_facts_come_from(client, reader, gang):
    for day in ("2012-10-25", "2015-03-01"):
        article = make_article(
            f"On {day} MS-13 was seen.", published_on=day, published_precision="day"
        )
        make_mention(article, "MS-13", gang)
    faction = make_entity("Normandie", gazetteer_key="gang:x", parent=gang)
    client.force_login(reader)

    page = " ".join(client.get(gang.get_absolute_url()).content.decode().split())

    assert "25 Oct 2012 to 1 Mar 2015" in page
    assert "OFAC SDN 15412" in page and "by the gazetteer" in page
    assert f'without a quote: <a href="{faction.get_absolute_url()}">Normandie</a>' in page
    assert "On 2012-10-25 <a" in page.replace("…", "")
    assert reverse("entities:profile_correct", args=[gang.pk]) not in page


def test_the_profile_of_a_place_is_its_fact_sheet(client, reader, gang):
    country = make_entity("El Salvador", Kind.LOCATION, subtype="country", country="SV")
    city = make_entity(
        "San Miguel", Kind.LOCATION, parent=country, latitude=13.48, longitude=-88.18,
        population=158136, country="SV", gazetteer_key="place:geonames:3583446",
    )  # fmt: skip
    ward = make_entity("Barrio Concepción", Kind.LOCATION, parent=city)
    state(gang, RelationKind.OPERATES_IN, city)
    client.force_login(reader)

    page = " ".join(client.get(city.get_absolute_url()).content.decode().split())

    assert "13.48° N, 88.18° W" in page and "158,136" in page and "GeoNames" in page
    assert country.get_absolute_url() in page and ward.get_absolute_url() in page
    assert "Gangs here" in page and 'aria-label="San Miguel: 1 origin"' in page
    # What holds inside a place is said of it, too, and where.
    (line,) = Groups(country).all()[0].lines
    assert (line.other, line.where) == (gang, city)


def test_what_is_named_beside_it_more_often_than_chance_is_told(gang):
    police, paper = make_entity("PNC", Kind.AGENCY), make_entity("El Diario", Kind.ORGANIZATION)
    for number in range(24):
        text = f"El Diario wrote piece {number}" + (" of MS-13 and PNC." if number < 6 else ".")
        article = make_article(text)
        make_mention(article, "El Diario", paper)
        if number < 6:
            make_mention(article, "MS-13", gang)
            make_mention(article, "PNC", police)

    (found,) = Profile(gang).beside
    assert (found.name, found.together) == ("PNC", 6)
    # Dunning's table of 2 × 2: 110 and 2442 of "the swiss", 111 and 29114 without.
    assert log_likelihood(110, 111, 110 + 2442, 111 + 29114) == pytest.approx(270.72, abs=0.01)
    assert log_likelihood(1, 2, 10, 20) == pytest.approx(0)
