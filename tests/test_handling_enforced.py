"""Nothing that is marked above somebody's clearance shows, anywhere.

Every address is asked before marked material is planted and after: for a person who may not see it,
all answers are the same, counts included, and its keys answer like keys that nothing has. A new
address is asked too, without a word here.
"""

import re
from collections.abc import Iterator, Mapping

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from articles.clearance import markings_to_give, seen_by
from articles.clearance_models import Clearance
from articles.models import Article
from articles.near_copies.clusters import place_due
from entities.models import Delivery, Entity, SavedSearch
from entities.saved_searches.tasks import send_due
from entities.search.known_words import learn_words
from entities.weights.counting import count_due
from gangintel.services.preparation import make_group
from tests.factories import make_article, make_entity, make_mention
from tests.planted import SECRETS, keys_of_their_own, make_open, make_secret

pytestmark = pytest.mark.django_db
NOTHING_HAS = 999_999_999
# What differs from answer to answer anyway: tokens, and how long it took.
VARYING = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"|[0-9a-f-]{36}|[0-9.]+ m?s\b'
    r'|data-slip="[^"]*"'
    r"|csrfmiddlewaretoken=\w+|\d\d:\d\d:\d\d|PK\x03.*"
)
# What an address with a number is about, by the first part that stands before it.
ABOUT = {
    "articles": "article",
    "search": "article",
    "import": "run",
    "entities": "entity",
    "mentions": "mention",
    "review": "mention",
    "relationships": "relationship",
    "evidence": "evidence",
    "names": "alias",
    "acts": "action",
    "rules": "rule",
    "sources": "source",
    # Of nothing that comes from articles: one's own, or rules on lines of a source.
    "searches": "",
    "people": "",
    "furniture": "",
}
# Beginnings of what is planted, and of nothing else, where something is looked for.
BEGINNINGS = ("krevlin", "krevlinks", "torvlad+quixly", "zorvathin*", "quorzado", "planted", "vice")
LOOKED_FOR = {
    "/search/": "q",
    "/search/complete/": "q",
    "/entities/": "name",
    "/sources/": "q",
    "/rules/": "q",
    "/everywhere/": "decision=never&name",
    "/relationships/ends/": "q",
}
MORE = (
    *("/search/?q=tlp:RED", "/search/?q=vice+lords&view=map", "/search/?q=source:planted"),
    *("/search/?q=rel:allied", "/search/?q=gang:krevlin", "/search/?q=origins:1..&sort=mentions"),
    *(
        "/entities/?kind=gang&all=on",
        "/review/mentions/?status=confirmed",
        "/history/?verb=confirm",
    ),
    *("/review/relationships/?status=all", "/search/export.csv?q=vice", "/search/export.html?q="),
)


def patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield route
        elif not route.startswith("admin/"):
            yield from patterns(one, route)


ROUTES = sorted(
    route
    for route in set(patterns(get_resolver()))
    if not re.match(r"account/|\^|admin/|favicon|healthz|readyz", route) and "<uuid:" not in route
)


def addresses(keys: Mapping[str, int]) -> Iterator[str]:
    """Every address with a number in it, with the key of what it is about."""
    for route in ROUTES:
        if "<int:" in route:
            about = ABOUT[route.split("/")[0]]
            if about:
                yield "/" + re.sub(r"<int:\w+>", str(keys[about]), route)


def without_number() -> list[str]:
    """Every other address, and those where something is looked for."""
    plain = [f"/{route}" for route in ROUTES if "<" not in route]
    asked = [f"{path}?{name}={one}" for path, name in LOOKED_FOR.items() for one in BEGINNINGS]
    exports = [
        f"/{route.replace('<str:form>', form)}?q=vice"
        for route in ROUTES
        if "<str:form>" in route
        for form in ("csv", "json", "html", "jsonl", "geojson", "graphml", "bibtex", "ris")
    ]
    return [*plain, *asked, *exports, *MORE]


def words(response: object) -> str:
    content = getattr(response, "content", b"") if not response.streaming else b"".join(response)
    headers = " ".join(f"{k}: {v}" for k, v in response.items() if k not in ("X-Request-ID",))
    text = f"{response.status_code} {headers}\n{content.decode(errors='replace')}"
    return VARYING.sub("", re.sub(r"Content-Length: \d+", "", text))


@pytest.fixture
def low(client, django_user_model) -> Client:
    """Somebody who may correct everything, and sees up to GREEN."""
    person = django_user_model.objects.create_user("low")
    person.groups.add(make_group())
    client.force_login(person)
    return client


def settle() -> None:
    """What the workers do."""
    place_due()
    learn_words(lambda: False)
    count_due()


def test_nothing_tells_of_what_is_hidden(low, analyst):
    keys_of_their_own()
    shown = make_open(analyst)
    settle()
    asked = [*without_number(), *addresses(shown)]
    before = {address: words(low.get(address)) for address in asked}
    assert sum(text.startswith("200") for text in before.values()) > 60
    secret = make_secret(analyst)
    settle()
    faults = []
    for address, text in before.items():
        now = words(low.get(address))
        if now != text:
            pair = zip(now.splitlines(), text.splitlines(), strict=False)
            faults.append((address, *next(((a, b) for a, b in pair if a != b), (now[-99:], ""))))
    nothing = dict.fromkeys(secret, NOTHING_HAS)
    for address, other in zip(addresses(secret), addresses(nothing), strict=True):
        for ask in (low.get, low.post):
            answer = ask(address)
            if answer.status_code != ask(other).status_code:
                faults.append((address, answer.status_code, "exists"))
            if any(one in words(answer).lower() for one in SECRETS):
                faults.append((address, "names it"))
    assert not faults, "\n".join(str(fault)[:600] for fault in faults)


def test_a_marking_hides_at_once_and_for_new_accounts_from_amber_on(client, reader, analyst):
    """Two people side by side; and whoever raises a marking sees what they marked."""
    article = make_article("The Vice Lords met.", title="Meeting")
    lords = make_entity("Vice Lords")
    make_mention(article, "Vice Lords", lords)
    other = Client()
    other.force_login(analyst)
    client.force_login(reader)
    for handling, level, seen in (
        ("GREEN", "GREEN", True),
        ("AMBER", "GREEN", False),
        ("AMBER", "AMBER", True),
        ("AMBER+STRICT", "AMBER", False),
        ("RED", "AMBER+STRICT", False),
        ("RED", "RED", True),
    ):
        Clearance.objects.update_or_create(user=reader, defaults={"level": level})
        Article.objects.filter(pk=article.pk).update(handling=handling)
        for page in (article, lords):
            answer = client.get(page.get_absolute_url())
            assert answer.status_code == (200 if seen else 404), (handling, level)
            assert other.get(page.get_absolute_url()).status_code == 200
    Clearance.objects.filter(user=reader).update(level="GREEN")
    with seen_by(reader):
        assert [value for value, _ in markings_to_give()] == ["CLEAR", "GREEN"]


def test_what_is_known_follows_the_most_open_article_that_tells_it():
    marked, told = make_article("The Vice Lords.", handling="RED"), make_article("The Vice Lords.")
    lords = make_entity("Vice Lords")
    make_mention(marked, "Vice Lords", lords)

    def marking() -> str:
        lords.refresh_from_db()
        return lords.handling

    assert marking() == "RED"
    mention = make_mention(told, "Vice Lords", lords)
    assert marking() == "CLEAR"
    mention.delete()
    assert marking() == "RED"
    Article.objects.filter(pk=marked.pk).update(handling="AMBER")
    assert marking() == "AMBER"
    marked.mentions.all().delete()
    assert marking() == "AMBER"  # whoever knows it knows it from there


def test_a_merge_of_a_hidden_and_an_open_entity_is_nobodys_who_sees_one_alone(low):
    hidden, seen = make_entity("Krevlinsk Syndicate"), make_entity("Vice Lords")
    make_mention(make_article("Krevlinsk Syndicate", handling="RED"), "Krevlinsk Syndicate", hidden)
    for one, into in ((hidden, seen), (seen, hidden)):
        answer = low.post(f"/entities/{one.pk}/merge/", {"into": into.pk, "other": into.pk})
        assert answer.status_code in (404, 422) and "krevlinsk" not in words(answer).lower()
    assert not Entity.objects.exclude(merged_into=None).exists()


def test_a_letter_tells_only_what_may_be_seen_when_it_is_sent(reader, settings, mailoutbox):
    settings.GANGINTEL_SENDS_EMAIL = True
    User.objects.filter(pk=reader.pk).update(email="rob@example.org")
    search = SavedSearch.objects.create(user=reader, name="All", query="lords")
    rest, marked = (make_article("Lords.", title=title) for title in ("Open", "Zorvathine"))
    Delivery.objects.create(search=search, found=2, articles=[rest.pk, marked.pk])
    Article.objects.filter(pk=marked.pk).update(handling="RED")
    send_due(lambda: False)
    assert "1 new article " in mailoutbox[0].subject
    assert "Open" in mailoutbox[0].body and "Zorvathine" not in mailoutbox[0].body


def test_a_long_file_holds_only_what_may_be_seen_until_its_last_piece(low):
    make_article("Lords.", title="Open")
    answer = low.get("/search/export.csv?q=lords")
    Article.objects.update(handling="RED")
    assert b"Open" not in b"".join(answer)
