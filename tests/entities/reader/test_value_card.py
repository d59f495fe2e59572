"""The card of a date or a sum: what it means in words, and the form that corrects it."""

import re
from datetime import date

import pytest
from django.urls import reverse

from entities.kinds import Kind, Status
from entities.models import Mention
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def article():
    text = "MS-13 met in June and in recent years.\n\nThey asked for $1,500."
    return make_article(text, published_on=date(2012, 10, 25), published_precision="day")


@pytest.fixture
def june(article):
    return make_mention(article, "June", kind=Kind.DATE, value="2012-06")


@pytest.fixture
def sum_of_money(article):
    return make_mention(article, "$1,500", kind=Kind.MONEY, value="USD 1500")


@pytest.fixture
def quantity():
    article = make_article("They hid at least 12 rifles.")
    return make_mention(article, "at least 12 rifles", kind=Kind.QUANTITY, value=">=12 rifles")


@pytest.fixture
def unread(article):
    return make_mention(article, "recent years", kind=Kind.DATE)


def address(mention) -> str:
    return reverse("entities:mention_value", args=[mention.pk])


def card(client, mention) -> str:
    page = client.get(reverse("entities:mention_card", args=[mention.pk])).content.decode()
    return " ".join(re.sub(r"<(?!input)[^>]*>", "", page).split())


def test_the_card_says_in_words_what_is_meant(client, analyst, june, sum_of_money, unread):
    client.force_login(analyst)

    assert "means June 2012" in card(client, june)
    assert 'name="value" value="2012-06"' in card(client, june)
    assert "means USD 1,500" in card(client, sum_of_money)
    assert "not read: type what it means" in card(client, unread)


def test_the_card_of_a_quantity_says_what_it_is_and_takes_words(client, analyst, quantity):
    client.force_login(analyst)

    assert "means at least 12 rifles" in card(client, quantity)
    assert "Such as 12 firearms, 3 kg cocaine" in card(client, quantity)
    client.post(address(quantity), {"value": "15 to 20 AK-47 rifles", "seen": quantity.seen})

    assert "means 15 to 20 AK-47 rifles" in card(client, quantity)
    assert quantity.article.mentions.get().value == "15-20 AK-47 rifles"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("many rifles", "“many rifles” is no number with what it counts: write one such as 12"),
        ("12", "“12” is no number with what it counts: write one such as 12 firearms"),
        ("-3 kg", "“-3 kg” is less than nothing: write one such as 12 firearms"),
        ("20-15 rifles", "“20-15 rifles” ends below where it begins: write the smaller number"),
        ("12 " + "very " * 15 + "long rifles", "is too long: write one such as 12 firearms"),
    ],
)
def test_a_faulty_quantity_is_refused_with_an_example(client, analyst, quantity, written, sentence):
    client.force_login(analyst)

    response = client.post(address(quantity), {"value": written}, headers=HTMX)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert quantity.article.mentions.get().value == ">=12 rifles"


def test_an_entity_has_no_such_form(client, analyst, article):
    client.force_login(analyst)
    gang = make_mention(article, "MS-13", make_entity("MS-13"))
    assert 'name="value"' not in card(client, gang)


def test_who_may_only_read_sees_what_is_meant_and_no_form(client, reader, june):
    client.force_login(reader)
    assert "means June 2012" in card(client, june)
    assert 'name="value"' not in card(client, june)


@pytest.mark.parametrize(("who", "expected"), [("", 302), ("reader", 403), ("analyst", 302)])
def test_only_analysts_correct_a_value(client, request, june, who, expected):
    if who:
        client.force_login(request.getfixturevalue(who))

    response = client.post(address(june), {"value": "2011-06", "seen": june.seen})

    assert response.status_code == expected
    june.refresh_from_db()
    assert june.value == ("2011-06" if who == "analyst" else "2012-06")
    assert client.get(address(june)).status_code in (302, 405)


def test_a_corrected_value_is_drawn_at_once(client, analyst, june):
    client.force_login(analyst)

    response = client.post(address(june), {"value": "june 2011", "seen": june.seen}, headers=HTMX)

    page = response.content.decode()
    assert "means <strong>June 2011</strong>" in page
    assert "“June” now means June 2011." in page
    assert "June 2011 · date · confirmed" in page  # the title of its mark
    assert june.article.mentions.get().status == Status.CONFIRMED


def test_without_javascript_it_leads_back_to_the_mention(client, analyst, sum_of_money):
    client.force_login(analyst)

    response = client.post(address(sum_of_money), {"value": "MXN 2.5 million"}, follow=True)

    page = response.content.decode()
    assert "“$1,500” now means MXN 2,500,000." in page
    assert 'value="MXN 2500000"' in page


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("2012-13", "No calendar has “2012-13”: write 2012-06-19"),
        ("abc", "“abc” is no date: write 2012-06-19"),
        ("x" * 101, "at most 100 characters"),
    ],
)
def test_a_faulty_value_is_refused_in_one_sentence(
    client, analyst, june, headers, written, sentence
):
    client.force_login(analyst)
    before = list(Mention.objects.values())

    response = client.post(address(june), {"value": written}, headers=headers)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert list(Mention.objects.values()) == before


def test_a_value_that_somebody_else_changed_is_shown(client, analyst, june, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("bo"))
    client.post(address(june), {"value": "2011", "seen": june.seen})
    client.force_login(analyst)

    response = client.post(address(june), {"value": "2010", "seen": june.seen}, headers=HTMX)

    assert response.status_code == 409
    assert "bo changed “June” before you" in response.content.decode()
    assert "means <strong>2011</strong>" in response.content.decode()


def test_marked_words_are_read_and_their_card_shows_it(client, analyst, article):
    client.force_login(analyst)
    url = reverse("entities:mention_add", args=[article.pk])

    page = client.post(url, {"words": "June", "kind": "date"}, headers=HTMX).content.decode()

    assert "means <strong>June 2012</strong>" in page


def test_the_review_list_says_it_in_words(client, analyst, june, unread):
    client.force_login(analyst)
    page = " ".join(client.get(reverse("entities:review_mentions")).content.decode().split())
    assert "means June 2012" in page
    assert "not read: open it and type what it means" in page
