"""The pages by HTTP: who may do what, what they answer, how many queries they need."""

import json
from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from pytest_django.asserts import assertTemplateUsed

from articles.article_choices import Origin
from entities.extraction.result import pipeline_version
from entities.extraction.store.store_results import note_failure
from entities.kinds import Kind, RelationKind
from entities.models import Mention
from entities.reader.actions import FIELDS, describe
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db
TEXT = "MS-13 fights Barrio 18 in Los Angeles.\n\nA second paragraph names MS-13 again."
MOST_QUERIES = 17


@pytest.fixture
def gang():
    return make_entity("MS-13", aliases=["MS13", "Mara Salvatrucha"])


@pytest.fixture
def article(gang):
    article = make_article(TEXT, title="=A fight")
    make_mention(article, "MS-13", gang)
    other = make_entity("Barrio 18")
    make_mention(article, "Barrio 18", other)
    make_evidence(article, "MS-13 fights Barrio 18", gang, RelationKind.RIVAL_OF, other)
    return article


@pytest.fixture
def mention(article):
    return article.mentions.earliest("start")


READING = [
    "home",
    "entities:search",
    "entities:entity_list",
    "entities:entity_detail",
    "articles:detail",
]


def address(name: str, article, gang) -> str:
    arguments = {"entities:entity_detail": [gang.pk], "articles:detail": [article.pk]}
    return reverse(name, args=arguments.get(name))


@pytest.mark.parametrize("name", READING)
def test_every_page_wants_a_log_in(client, article, gang, name):
    response = client.get(address(name, article, gang))

    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))


@pytest.mark.parametrize("name", READING)
def test_every_page_can_be_read_by_anybody_logged_in(client, reader, article, gang, name):
    client.force_login(reader)

    assert client.get(address(name, article, gang)).status_code == 200


def acts(article, mention) -> dict[str, tuple[str, dict]]:
    evidence = article.evidence.get()
    return {
        "confirm": (reverse("entities:mention_confirm", args=[mention.pk]), {}),
        "reject": (reverse("entities:mention_reject", args=[mention.pk]), {}),
        "reassign": (
            reverse("entities:mention_reassign", args=[mention.pk]),
            {"name": "New", "kind": "gang"},
        ),
        "add": (
            reverse("entities:mention_add", args=[article.pk]),
            {"words": "second", "kind": "organization"},
        ),
        "confirm evidence": (reverse("entities:evidence_confirm", args=[evidence.pk]), {}),
        "reject evidence": (reverse("entities:evidence_reject", args=[evidence.pk]), {}),
        "done": (reverse("entities:article_finish", args=[article.pk]), {}),
        "assign": (
            reverse("entities:review_assign"),
            {"article": f"{article.pk}:nobody", "person": "nobody"},
        ),
        "decide": (reverse("entities:mention_decide", args=[mention.pk]), {"decision": "confirm"}),
        "confirm on screen": (
            reverse("entities:article_confirm_shown", args=[article.pk]),
            {"mention": f"{mention.pk}:{mention.seen}"},
        ),
        "confirm ticked": (
            reverse("entities:review_mentions_confirm"),
            {"mention": f"{mention.pk}:{mention.seen}"},
        ),
    }


@pytest.mark.parametrize(
    "act",
    [
        *("confirm", "reject", "reassign", "add", "confirm evidence", "reject evidence", "done"),
        *("assign", "decide", "confirm on screen", "confirm ticked"),
    ],
)
@pytest.mark.parametrize(("who", "expected"), [("", 302), ("reader", 403), ("analyst", 302)])
def test_only_analysts_correct(client, request, article, mention, act, who, expected):
    url, data = acts(article, mention)[act]
    if who:
        client.force_login(request.getfixturevalue(who))
    before = list(Mention.objects.values())

    response = client.post(url, data)

    assert response.status_code == expected
    if who != "analyst":
        assert list(Mention.objects.values()) == before
    assert client.get(url).status_code in (302, 405)


def test_confirming_redraws_the_paragraph_and_the_card_for_htmx(
    client, analyst, mention, django_assert_max_num_queries
):
    client.force_login(analyst)
    with django_assert_max_num_queries(24):
        response = client.post(
            reverse("entities:mention_confirm", args=[mention.pk]), headers={"HX-Request": "true"}
        )

    assertTemplateUsed(response, "entities/reader/_corrected.html")
    page = response.content.decode()
    assert 'data-status="confirmed"' in page
    assert f'data-mention="{mention.pk}"' in page
    assert "second paragraph" not in page
    beside = client.get(
        reverse("entities:article_panel", args=[mention.article_id])
    ).content.decode()
    assert "Confirmed “" in beside
    assert 'id="panel"' in beside


def test_a_correction_by_a_plain_form_leads_back_to_the_mention(client, analyst, mention):
    client.force_login(analyst)

    response = client.post(reverse("entities:mention_confirm", args=[mention.pk]), follow=True)

    assert f'id="mention-{mention.pk}"' in response.content.decode()
    assert "Confirmed “MS-13”." in response.content.decode()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"start": 10, "end": 9999, "kind": "gang"}, "no words of this text"),
        ({"start": 0, "end": 3, "kind": "gang"}, "part of another mention"),
        ({"words": "Nowhere", "kind": "gang"}, "occurs 0 times"),
        ({"words": "MS-13", "nth": 3, "kind": "gang"}, "occurs 2 times"),
        ({"words": "second", "kind": "ghost"}, "no such kind"),
        ({"words": "second"}, "Choose what kind"),
        ({"kind": "gang"}, "Mark some words"),
        ({"start": "x", "end": "y", "kind": "gang"}, "whole number"),
    ],
)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_faulty_mention_is_refused_in_one_sentence(
    client, analyst, article, data, sentence, headers
):
    client.force_login(analyst)
    before = Mention.objects.count()

    response = client.post(
        reverse("entities:mention_add", args=[article.pk]), data, headers=headers
    )

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Mention.objects.count() == before


def test_a_mention_that_is_gone_is_not_found(client, analyst):
    client.force_login(analyst)

    assert client.post(reverse("entities:mention_confirm", args=[999])).status_code == 404


def test_undo_takes_back_the_last_act(client, analyst, mention):
    client.force_login(analyst)
    client.post(reverse("entities:mention_confirm", args=[mention.pk]))

    response = client.post(reverse("entities:article_undo", args=[mention.article_id]), follow=True)

    mention.refresh_from_db()
    assert mention.status == "proposed"
    assert "Undone: Confirmed “MS-13”" in response.content.decode()
    again = client.post(reverse("entities:article_undo", args=[mention.article_id]))
    assert again.status_code == 422


def test_the_picker_finds_by_alias_and_forgives_typing_errors(client, analyst, mention):
    client.force_login(analyst)
    url = reverse("entities:mention_picker", args=[mention.pk])

    assert (
        "similar to alias “Mara Salvatrucha”"
        in client.get(f"{url}?q=mara+salvatruca").content.decode()
    )
    assert "No entity carries this name" in client.get(f"{url}?q=zzzzzz").content.decode()


@pytest.mark.parametrize("query", ['truce "gang', "x" * 10_000, "gang:", "a " * 99])
def test_a_query_that_cannot_be_meant_is_a_bad_request_with_a_sentence(client, reader, query):
    client.force_login(reader)
    url = f"{reverse('entities:search')}?{urlencode({'q': query})}"

    response = client.get(url)

    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


def test_the_raw_document_is_saved_never_shown(client, reader, article):
    client.force_login(reader)

    response = client.get(reverse("articles:document", args=[article.pk]))

    assert response.content == bytes(article.document.raw)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"


def test_text_is_never_taken_for_markup(client, analyst):
    article = make_article("<script>alert(1)</script> & <b>Los</b>", title="<i>T</i>")
    make_mention(article, "<b>Los</b>", make_entity("<u>Los</u>"))
    client.force_login(analyst)

    page = client.get(article.get_absolute_url()).content.decode()
    search = client.get(reverse("entities:search") + "?q=los").content.decode()

    for tag in ("<script>alert", "<b>Los", "<i>T", "<u>Los"):
        assert tag not in page
        assert tag not in search


def test_the_result_list_is_exported_as_csv_and_json(client, reader, article):
    client.force_login(reader)

    csv = b"".join(client.get("/search/export.csv?q=gang:MS13").streaming_content).decode()
    found = json.loads(b"".join(client.get("/search/export.json?q=gang:MS13").streaming_content))

    header, row = csv.removeprefix("\ufeff").splitlines()
    assert header.startswith("id,title,source,grade")
    assert "'=A fight" in row  # a spreadsheet must not run it
    assert found[0]["gangs"] == ["Barrio 18", "MS-13"]
    assert found[0]["matched_by"] == ["matched MS-13 by name"]
    assert json.loads(b"".join(client.get("/search/export.json?q=nothing").streaming_content)) == []


def fill(count: int, gang) -> None:
    place = make_entity("El Salvador", Kind.LOCATION)
    for number in range(count):
        inner = make_entity(f"Town {number}", Kind.LOCATION, parent=place)
        article = make_article(f"MS-13 was seen in Town {number}.", title=f"T {number}")
        make_mention(article, "MS-13", gang)
        make_mention(article, f"Town {number}", inner)
        make_evidence(article, article.text[:-1], gang, RelationKind.OPERATES_IN, inner)


@pytest.mark.parametrize("name", READING)
@pytest.mark.parametrize("count", [1, 30])
def test_a_page_needs_few_queries_however_long_it_is(
    client, analyst, article, gang, name, count, django_assert_max_num_queries
):
    fill(count, gang)
    client.force_login(analyst)
    url = address(name, article, gang)
    if name == "entities:search":
        url += "?q=seen+gang:MS-13+location:%22El+Salvador%22+status:not_begun"

    # Each field that is asked for is counted without itself, too; names and relationships are
    # weighed.
    most = {"entities:search": 25, "entities:entity_detail": 20}.get(name, MOST_QUERIES)
    with django_assert_max_num_queries(most):
        assert client.get(url).status_code == 200


def test_home_tells_namesakes_apart(client, reader):
    land = make_entity("San Salvador", Kind.LOCATION, subtype="division")
    town = make_entity("San Salvador", Kind.LOCATION, subtype="city", parent=land)
    article = make_article("Calm in San Salvador, not in Soyapango.")
    make_mention(article, "San Salvador", town)
    make_mention(article, "Soyapango", make_entity("Soyapango", Kind.LOCATION, subtype="city"))
    client.force_login(reader)

    places = client.get(reverse("home")).context["places"]
    assert {(one.name, one.told_by) for one in places} == {
        ("San Salvador", "city"),
        ("San Salvador", "division"),
        ("Soyapango", ""),
    }


def test_headline_date_and_analysis_are_shown_as_what_they_are(client, reader):
    lead = "Police in the capital arrested three alleged leaders of the gang on Monday."
    text = f"Share\nThree held\nMay 4, 2020\n{lead}\n\nExample Analysis\n\n{lead} It is weak."
    lines = ("Three held", "May 4, 2020")
    spans = {words: (at := text.index(words), at + len(words)) for words in lines}
    article = make_article(
        text,
        title="Three held",
        head=tuple(spans.values()),
        body_start=text.index(lead),
        updated_on=date(2020, 5, 6),
        updated_precision="day",
        published_on=date(2020, 5, 4),
        published_precision="day",
        published_from=Origin.FILE_NAME,
    )
    client.force_login(reader)
    page = " ".join(client.get(article.get_absolute_url()).content.decode().split())
    assert page.count("<h1") == 1 and ">Three held</h1>" in page
    assert 'class="dated"' in page and ">May 4, 2020</p>" in page
    assert 'class="heading analysis"' in page and page.count("Analysis of the source") == 2
    assert "from the file&#x27;s name" in page and "6 May 2020" in page
    assert article.is_news(*spans["Three held"]) and not article.is_news(0, 5)


def test_a_date_that_a_person_sets_is_no_hint_any_more(analyst):
    article = make_article(
        published_on=date(2020, 5, 4), published_precision="day", published_from=Origin.FOLDER
    )
    shown = {name: getattr(article, f"{name}_id" if name == "source" else name) for name in FIELDS}
    values = {"published_on": date(2020, 5, 5), "published_precision": "day"}
    describe(article, values, user=analyst, shown=shown)
    article.refresh_from_db()
    assert (article.published_from, article.date_is_guessed) == ("", False)


def test_what_could_not_be_read_is_told_on_home_and_on_the_page(client, reader):
    article = make_article("Nothing to see.", title="A text that fails")
    client.force_login(reader)
    home, page = reverse("home"), article.get_absolute_url()
    assert "Could not be read" not in client.get(home).content.decode()
    note_failure(article, ValueError("no such name"), seconds=0, version=pipeline_version())
    shown = client.get(home).content.decode()
    assert "Could not be read" in shown and "ValueError: no such name" in shown
    assert "A text that fails" in shown
    shown = " ".join(client.get(page).content.decode().split())
    assert "could not read this article" in shown and "ValueError: no such name" in shown
    assert "found no name" not in shown
