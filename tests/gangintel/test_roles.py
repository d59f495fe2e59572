"""Who may ask what: every address, with every role and method. A new address needs its row."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from gangintel.roles import Role, give

pytestmark = pytest.mark.django_db
NOBODY = "nobody"
LADDER = [NOBODY, Role.READER, Role.ANALYST, Role.SUPERVISOR, Role.ADMINISTRATOR]
KEY, TOKEN = "999999999", "12345678-1234-1234-1234-123456789012"
# What is asked without an account.
OPEN = {"login", "healthz", "readyz", "favicon.ico"}


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            if not route.startswith("admin/"):
                yield from addresses(one, route)
        elif isinstance(one, URLPattern) and not route.startswith(("admin/", "^", "")[:2]):
            filled = re.sub(r"<int:\w+>", KEY, route).replace("<uuid:token>", TOKEN)
            yield one.name or route, "/" + filled.replace("<str:form>", "csv")


EVERY = dict(addresses(get_resolver()))


def least(clients: dict[str, Client], method: str, address: str) -> str:
    """The least role that is not turned away; nothing where nobody may ask so."""
    for role, client in clients.items():
        answer = getattr(client, method)(address)
        if answer.status_code == 405:
            return ""
        if answer.status_code != 403 and not (
            answer.status_code == 302 and answer.url.startswith("/account/login/?next=")
        ):
            return role
    return "more"


@pytest.fixture
def clients(django_user_model) -> dict[str, Client]:
    """One logged in for each role; what they send ends with the test."""
    found = {NOBODY: Client(raise_request_exception=False)}
    for role in LADDER[1:]:
        user = django_user_model.objects.create_user(role)
        give(user, role=role, clearance="RED")
        found[role] = Client(raise_request_exception=False)
        found[role].force_login(user)
    return found


def test_every_address_is_for_whom_the_table_says(clients):
    ends = {"logout", "sessions_end"}  # tried last: they end the session that the others need
    names = sorted(EVERY, key=lambda name: (name in ends, name))
    real = {
        name: (least(clients, "get", EVERY[name]), least(clients, "post", EVERY[name]))
        for name in names
    }
    wrong = {name: row for name, row in real.items() if row != TABLE.get(name)}
    assert not wrong, wrong
    assert not TABLE.keys() - real.keys()


def test_roles_are_a_ladder(clients):
    """Whoever may do more is turned away nowhere where those below are let in."""
    for name, (get, post) in TABLE.items():
        for method, role in (("get", get), ("post", post)):
            if role and name not in {"logout", "sessions_end"}:
                for above in LADDER[LADDER.index(role) :]:
                    answer = getattr(clients[above], method)(EVERY[name])
                    assert answer.status_code != 403, (name, method, above)


# By the name of each address: the least role that may GET it, and that may POST to it.
TABLE: dict[str, tuple[str, str]] = {}
