"""Nothing that is marked above somebody's clearance shows, anywhere.

Every address is asked before marked material is planted and after: for a person who may not see it,
all answers are the same, counts included, and its keys answer like keys that nothing has. A new
address is asked too, without a word here.
"""

import re
from collections.abc import Iterator, Mapping

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from articles.near_copies.clusters import place_due
from entities.search.known_words import learn_words
from entities.weights.counting import count_due
from gangintel.services.preparation import make_group
from tests.planted import SECRETS, keys_of_their_own, make_open, make_secret

pytestmark = pytest.mark.django_db
NOTHING_HAS = 999_999_999
# What differs from answer to answer anyway: tokens, and how long it took.
VARYING = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"|[0-9a-f-]{36}|[0-9.]+ m?s\b'
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
        for form in ("csv", "json", "html")
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
    client.raise_request_exception = False
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
