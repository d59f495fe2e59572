"""What nobody's browser sends is refused in words, and never ends in an error of the program."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from entities.models import SavedSearch
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db
HUGE = "9" * 5000


@pytest.fixture
def person(client, analyst):
    client.raise_request_exception = False
    client.force_login(analyst)
    return client


@pytest.fixture
def search(analyst):
    return SavedSearch.objects.create(user=analyst, name="Boys", query="boys")


@pytest.mark.parametrize(
    "address",
    [
        "/entities/?kind=x",
        "/search/?q=%00abc",
        "/review/?assigned=" + HUGE,
        "/review/mentions/?article=" + HUGE,
        "/history/?page=" + HUGE,
        "/relationships/1/?next=" + HUGE,
        "/admin/r/1/1/",
        "/admin/r/99/1/",
        "/admin/entities/mention/?entity__id__exact=x",
        "/admin/entities/mention/" + HUGE + "/change/",
        "/searches/?back=x%20y",
        "/search/complete/?q=%00",
        "/review/relationships/?kind=%00",
        "/sources/?name=%00",
        "/entities/?q=%00",
    ],
)
def test_an_odd_address_is_answered(person, address):
    assert person.get(address).status_code < 500


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("saved_search_change", {"watch": HUGE}),
        ("saved_search_change", {"name": "a\x00b", "watch": "daily"}),
        ("saved_search_remove", {"back": "x y"}),
        ("saved_search_looked", {"up_to": HUGE, "back": "x y"}),
        ("saved_search_looked", {"up_to": "1", "back": "x y"}),
        ("saved_search_looked", {"up_to": "1", "back": "//elsewhere.example"}),
        ("saved_search_change", {"back": "x y", "name": "A", "watch": "off"}),
    ],
)
def test_an_odd_form_of_a_saved_search_is_answered(person, search, name, form):
    response = person.post(reverse(f"entities:{name}", args=[search.pk]), form)
    assert response.status_code < 500
    assert "elsewhere" not in response.get("Location", "")


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("/searches/save/", {"q": "\x00abc", "name": "x"}),
        ("/searches/save/", {"query": "\x00abc", "name": "x", "back": "x y"}),
        ("/searches/ran/", {"token": "x", "q": "\x00"}),
        ("/searches/names/", {"names": "\x00"}),
        ("/review/assign/", {"tick": f"{HUGE}:1", "person": HUGE}),
        ("/review/assign/", {"article": HUGE, "to": HUGE, "person": HUGE, "assigned_to": HUGE}),
        ("/everywhere/decide/", {"name": "\x00", "decision": "never"}),
        ("/everywhere/decide/", {"name": "x", "decision": "is", "entity": HUGE, "until": HUGE}),
        ("/relationships/add/", {"article": HUGE, "start": HUGE, "end": HUGE}),
        ("/admin/entities/namerule/add/", {"name": "", "decision": "never"}),
        ("/admin/entities/mention/add/", {"article": "", "entity": "x", "start": HUGE}),
        ("/admin/entities/alias/add/", {"entity": "x", "name": "\x00"}),
        ("/import/uploads/", {"name": "\x00"}),
    ],
)
def test_an_odd_form_is_answered(person, address, form):
    assert person.post(address, form).status_code < 500


def test_a_mention_takes_odd_numbers_and_an_empty_referer(person):
    mention = make_mention(make_article("The Boys ran."), "The Boys", make_entity("The Boys"))
    for name in ("mention_resize", "mention_split", "mention_reassign", "mention_join"):
        address = reverse(f"entities:{name}", args=[mention.pk])
        form = {"start": HUGE, "end": HUGE, "at": HUGE, "entity": HUGE, "other": HUGE}
        assert person.post(address, form).status_code < 500
    address = reverse("entities:mention_confirm", args=[mention.pk])
    assert person.post(address, headers={"Referer": ""}).status_code < 500
    address = reverse("entities:article_undo", args=[mention.article_id])
    assert person.post(address, headers={"Referer": ""}).status_code < 500
    act = mention.article.actions.get()
    for name in ("action_redo", "action_undo"):
        address = reverse(f"entities:{name}", args=[act.pk])
        assert person.post(address, headers={"Referer": ""}).status_code < 500
        assert person.post(address, headers={"Referer": "x y"}).status_code < 500
    address = reverse("entities:review_undo", args=[act.pk])
    assert person.post(address, headers={"Referer": ""}).status_code < 500


@pytest.mark.parametrize("charset", ["utf-16", "nonsense", "idna", "rot13", "base64"])
def test_a_form_in_another_encoding_is_answered(client, db, charset):
    client.raise_request_exception = False
    kind = f"application/x-www-form-urlencoded; charset={charset}"
    response = client.generic("POST", "/account/login/", b"username=a&password=x", kind)
    assert response.status_code < 500


@pytest.mark.parametrize("length", [150, 151, 256, 60_000])
def test_a_user_name_of_any_length_is_only_wrong(client, db, length):
    response = client.post("/account/login/", {"username": "a" * length, "password": "x"})
    assert response.status_code == 200
    assert b"do not go together" in response.content


def test_pages_after_log_in_are_kept_nowhere(person):
    assert person.get("/").headers["Cache-Control"] == "private, no-store"
    assert person.get("/").headers["X-Request-ID"] != person.get("/").headers["X-Request-ID"]


def test_what_the_admin_shows_has_a_page_of_its_own_or_none(person):
    article = make_article()
    kind = ContentType.objects.get_for_model(article)
    assert person.get(f"/admin/r/{kind.pk}/{article.pk}/").url == article.get_absolute_url()
    assert person.get(f"/admin/r/{kind.pk}/0/").status_code == 404
