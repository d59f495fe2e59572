"""The card by which a passage is said to state a relationship, while the text may change."""

import pytest
from django.urls import reverse

from articles.models import Article
from entities.models import Evidence, Relationship
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Los Zetas have trained MS-13.", "The two are enemies."
TEXT = f"{FIRST}\n\n{SECOND}"
CHANGED = "The text has changed since you opened it"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def article():
    return make_article(TEXT)


@pytest.fixture
def gangs(article):
    gangs = make_entity("Los Zetas"), make_entity("MS-13")
    for gang in gangs:
        make_mention(article, gang.name, gang)
    return gangs


@pytest.fixture
def signed_in(client, analyst):
    client.force_login(analyst)
    return client


def said(article, gangs, quote: str = FIRST, **fields) -> dict:
    """What the card's form says of this passage."""
    start = TEXT.index(FIRST)
    head, child = gangs
    return {
        "article": article.pk,
        "start": start,
        "end": start + len(FIRST),
        "quote": quote,
        "kind": "trains",
        "head": head.pk,
        "child": child.pk,
        **fields,
    }


def rewrite(article: Article) -> None:
    text = f"Police said so. {TEXT}"
    Article.objects.filter(pk=article.pk).update(text=text, body_end=len(text))


def test_the_card_holds_the_words_that_it_shows(signed_in, article, gangs):
    card = signed_in.get(
        reverse("entities:relationship_add"),
        {"article": article.pk, "start": 0, "end": len(FIRST)},
        headers=HTMX,
    ).content.decode()

    assert f'name="quote" value="{FIRST}"' in card
    assert CHANGED not in card


def test_what_is_stated_of_an_older_text_is_refused_and_nothing_is_stored(
    signed_in, article, gangs
):
    rewrite(article)

    answer = signed_in.post(
        reverse("entities:relationship_add"), said(article, gangs), headers=HTMX
    )

    assert answer.status_code == 422
    assert CHANGED in answer.content.decode()
    assert not Relationship.objects.exists()


def test_a_card_for_words_of_an_older_text_says_so_at_once(signed_in, article, gangs):
    rewrite(article)

    card = signed_in.get(reverse("entities:relationship_add"), said(article, gangs), headers=HTMX)

    assert CHANGED in card.content.decode()


def test_a_correction_of_words_of_an_older_text_is_refused(signed_in, article, gangs):
    evidence = make_evidence(article, FIRST, gangs[0], "supplies", gangs[1])
    rewrite(article)

    answer = signed_in.post(
        reverse("entities:relationship_change", args=[evidence.relationship_id]),
        said(article, gangs, evidence=evidence.pk),
        headers=HTMX,
    )

    assert CHANGED in answer.content.decode()
    assert Evidence.objects.get().status == "proposed"


@pytest.mark.parametrize("quote", ["", FIRST, FIRST.replace(" ", "\r\n")])
def test_line_ends_and_a_program_without_words_are_no_other_words(signed_in, article, gangs, quote):
    signed_in.post(reverse("entities:relationship_add"), said(article, gangs, quote))

    assert Evidence.objects.get().quote == FIRST


def test_other_words_are_taken_without_scripts(signed_in, article, gangs):
    given = said(article, gangs, words=SECOND, do="words")

    page = signed_in.get(reverse("entities:relationship_add"), given).content.decode()

    start = TEXT.index(SECOND)
    assert f'name="start" value="{start}"' in page
    assert f'name="quote" value="{SECOND}"' in page
    assert CHANGED not in page
