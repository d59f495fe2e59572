"""Details of an article, corrected in place: what is refused, what follows, the way back."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from articles.models import Article
from articles.source_models import Source
from entities.actions import undo_redo
from entities.actions.recorder import CorrectionError
from entities.extraction.queue.read_pending import pending
from entities.extraction.result import pipeline_version
from entities.models import Action, Extraction
from entities.reader import actions
from tests.factories import make_article, make_entity, make_mention, make_source

pytestmark = pytest.mark.django_db
TEXT = "Log in to read.\n\nMS-13 met Barrio 18.\n\nNobody was hurt.\n\nAll rights reserved."


@pytest.fixture
def article():
    article = make_article(TEXT, title="A meeting", title_is_made=True)
    make_mention(article, "MS-13", make_entity("MS-13"))
    Extraction.objects.create(
        article=article,
        pipeline_version=pipeline_version(),
        text_hash=article.text_hash,
        seconds=0.1,
    )
    return article


@pytest.fixture
def form(client, analyst, article):
    """The values of the form as the page has them; a function that sends it changed."""
    client.force_login(analyst)
    page = client.get(article.get_absolute_url()).content.decode()
    carried = re.search(r'name="shown" value="([^"]+)"', page)[1].replace("&quot;", '"')
    values = {
        "title": "A meeting",
        "published": "",
        "source": "The Daily Example",
        "byline": "",
        "language": "en",
        "credibility": "6",
        "handling": "CLEAR",
        "body_start": 0,
        "body_end": len(TEXT),
        "shown": carried,
    }

    def send(htmx: bool = True, **changes):
        headers = {"HX-Request": "true"} if htmx else {}
        url = reverse("entities:article_details", args=[article.pk])
        answer = client.post(url, values | changes, headers=headers)
        article.refresh_from_db()
        return answer

    return send


def test_several_details_are_one_act_with_a_way_back(form, article, analyst):
    before = Article.objects.values().get()
    answer = form(title=" A  better title ", byline="By Ana", published="2012-06", credibility="2")

    assert answer.status_code == 200
    assert (article.title, article.title_is_made, article.byline) == (
        "A better title",
        False,
        "By Ana",
    )
    assert (article.published_on, article.published_precision) == (date(2012, 6, 1), "month")
    act = Action.objects.get()
    assert act.summary == (
        "Changed the title and the date and the byline and the credibility of “A better title”"
    )
    undo_redo.undo(act, user=analyst)
    assert Article.objects.values().get() == before


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2012", (date(2012, 1, 1), "year")),
        ("2012-6", (date(2012, 6, 1), "month")),
        ("2012-06-19", (date(2012, 6, 19), "day")),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(form, article, written, expected):
    form(published=written)

    assert (article.published_on, article.published_precision) == expected


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": "   "}, "An article has a title"),
        ({"title": "x" * 501}, "at most 500"),
        ({"published": "2012-13"}, "is no date"),
        ({"published": "2012-00-10"}, "is no date"),
        ({"published": "0000"}, "is no date"),
        ({"published": "June 2012"}, "is no date"),
        ({"published": (date.today() + timedelta(2)).isoformat()}, "lies in the future"),
        ({"source": "  "}, "An article has a source"),
        ({"source": "Nobody"}, "There is no source “Nobody”"),
        ({"language": "English"}, "ISO 639"),
        ({"body_start": 3}, "begins at a paragraph"),
        ({"body_end": 20}, "ends with a paragraph"),
        ({"body_start": TEXT.index("Nobody"), "body_end": 15}, "end before it begins"),
        ({"body_start": "x"}, "whole number"),
        ({"credibility": "9"}, "Select a valid choice"),
        ({"shown": "forged"}, "not whole"),
    ],
)
@pytest.mark.parametrize("htmx", [True, False])
def test_a_faulty_detail_is_refused_in_one_sentence(form, article, changes, sentence, htmx):
    before = Article.objects.values().get()
    answer = form(htmx, **changes)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Article.objects.values().get() == before
    assert not Action.objects.exists()


def test_a_field_that_somebody_else_changed_is_not_overwritten(form, article, django_user_model):
    other = django_user_model.objects.create_superuser("bea")
    shown = {
        name: getattr(article, article._meta.get_field(name).attname) for name in actions.FIELDS
    }
    actions.describe(article, {"title": "Theirs"}, user=other, shown=shown)

    answer = form(title="Mine", byline="By Ana")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The title is “Theirs” by now, since bea changed it" in page
    assert (article.title, article.byline) == ("Theirs", "")

    # What the person left alone stays as the other made it.
    assert form(byline="By Ana").status_code == 200
    assert (article.title, article.byline) == ("Theirs", "By Ana")


def test_a_source_is_known_in_any_case(form, article):
    example = make_source("El Diario")
    form(source="el  DIARIO")

    assert article.source == example
    assert Source.objects.count() == 2


def test_a_new_source_is_made_deliberately_and_goes_with_undo(form, article, analyst):
    form(source="La Prensa", new_source="1")
    assert article.source.name == "La Prensa"

    undo_redo.undo(Action.objects.get(), user=analyst)
    assert not Source.objects.filter(name="La Prensa").exists()


def test_a_source_that_others_use_meanwhile_stays(form, article, analyst):
    form(source="La Prensa", new_source="1")
    make_article("Another.", source=article.source)

    with pytest.raises(CorrectionError, match="used elsewhere"):
        undo_redo.undo(Action.objects.get(), user=analyst)
    article.refresh_from_db()
    assert article.source.name == "La Prensa"


@pytest.mark.parametrize(
    ("changes", "again"),
    [
        ({"published": "2012"}, True),
        ({"body_start": TEXT.index("MS-13")}, True),
        ({"body_end": TEXT.index("\n\nAll")}, True),
        ({"title": "Another"}, False),
        ({"handling": "AMBER"}, False),
    ],
)
def test_what_the_pipeline_judges_by_lets_it_read_again(form, article, analyst, changes, again):
    form(**changes)
    assert pending().filter(pk=article.pk).exists() is again
    assert article.mentions.count() == 1

    Extraction.objects.get_or_create(
        article=article,
        pipeline_version=pipeline_version(),
        text_hash=article.text_hash,
        defaults={"seconds": 0.1},
    )
    undo_redo.undo(Action.objects.get(), user=analyst)
    assert pending().filter(pk=article.pk).exists() is again


def test_the_same_values_change_nothing(form, article):
    answer = form()

    assert "Nothing was different." in answer.content.decode()
    assert not Action.objects.exists()


def test_a_new_body_draws_the_page_anew_and_other_details_do_not(form, article):
    assert "HX-Refresh" not in form(byline="By Ana").headers
    assert form(body_start=TEXT.index("MS-13"), byline="By Ana").headers["HX-Refresh"] == "true"


def test_a_source_is_graded_for_all_its_articles(client, analyst, article):
    client.force_login(analyst)
    url = reverse("entities:source_grade", args=[article.pk])

    assert client.post(url, {"reliability": "B", "shown": "F"}).status_code == 302
    assert client.post(url, {"reliability": "Z", "shown": "B"}).status_code == 422
    stale = client.post(url, {"reliability": "C", "shown": "F"})
    assert "is B by now" in stale.content.decode()
    article.source.refresh_from_db()
    assert article.source.reliability == "B"
    act = Action.objects.get()
    assert (act.article, act.summary) == (article, "Graded the source The Daily Example B")
    undo_redo.undo(act, user=analyst)
    article.source.refresh_from_db()
    assert article.source.reliability == "F"


@pytest.mark.parametrize("name", ["article_details", "source_grade"])
def test_only_analysts_correct_details(client, reader, article, name):
    url = reverse(f"entities:{name}", args=[article.pk])
    assert client.post(url).status_code == 302
    client.force_login(reader)
    assert client.post(url).status_code == 403
    assert client.get(url).status_code in (403, 405)
    assert "Correct these" not in client.get(article.get_absolute_url()).content.decode()


def test_the_page_needs_few_queries(client, analyst, article, django_assert_max_num_queries):
    client.force_login(analyst)
    with django_assert_max_num_queries(14):
        client.get(article.get_absolute_url())
