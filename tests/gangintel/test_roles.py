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


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            if not route.startswith("admin/"):
                yield from addresses(one, route)
        elif isinstance(one, URLPattern) and not route.startswith(("admin/", "^")):
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
    # These two end the session that the others need; they are for whoever has one.
    names = EVERY.keys() - {"logout", "sessions_end"}
    real = {
        name: (least(clients, "get", EVERY[name]), least(clients, "post", EVERY[name]))
        for name in sorted(names)
    }
    wrong = {name: row for name, row in real.items() if row != TABLE.get(name)}
    assert not wrong, "\n".join(f"{name!r}: {row}," for name, row in wrong.items())
    assert not TABLE.keys() - real.keys()


# By the name of each address: the least role that may GET it, and that may POST to it; nothing
# where nobody may.
READER, ANALYST, ADMINISTRATOR = Role.READER, Role.ANALYST, Role.ADMINISTRATOR
TABLE = {
    "action_detail": (READER, ""),
    "action_do_again": ("", ANALYST),
    "action_redo": ("", ANALYST),
    "action_take_back": ("", ANALYST),
    "action_try_again": ("", ANALYST),
    "action_undo": ("", ANALYST),
    "action_undo_rest": ("", ANALYST),
    "article_approve": ("", ANALYST),
    "article_comment": ("", READER),
    "article_confirm_shown": ("", ANALYST),
    "article_copies": (READER, ""),
    "article_copies_join": ("", ANALYST),
    "article_copies_part": ("", ANALYST),
    "article_copies_take_over": ("", ANALYST),
    "article_details": ("", ANALYST),
    "article_finish": ("", ANALYST),
    "article_lock": ("", ANALYST),
    "article_panel": (READER, ""),
    "article_presence": ("", READER),
    "article_redo": ("", ANALYST),
    "article_refresh": (READER, ""),
    "article_relationships": (READER, ""),
    "article_reopen": ("", ANALYST),
    "article_restore": ("", ANALYST),
    "article_send_back": ("", ANALYST),
    "article_undo": ("", ANALYST),
    "article_unlock": ("", ANALYST),
    "articles_change": (ANALYST, ""),
    "articles_change_do": ("", ANALYST),
    "contradiction_dates": (READER, ""),
    "contradiction_resolve": ("", ANALYST),
    "contradiction_resolve_place": ("", ANALYST),
    "contradictions": (READER, ""),
    "detail": (READER, ""),
    "document": (READER, ""),
    "duplicate_decide": ("", ANALYST),
    "duplicates": (READER, ""),
    "entity_detail": (READER, ""),
    "entity_list": (READER, ""),
    "entity_merge": (READER, ANALYST),
    "entity_note": ("", ANALYST),
    "entity_relate": (READER, ""),
    "entity_relationship_judge": ("", ANALYST),
    "entity_relationship_quotes": (READER, ""),
    "entity_split": (READER, ANALYST),
    "entity_watch": ("", READER),
    "evidence_confirm": ("", ANALYST),
    "evidence_decide": ("", ANALYST),
    "evidence_reject": ("", ANALYST),
    "favicon.ico": (NOBODY, NOBODY),
    "furniture_end": ("", ANALYST),
    "furniture_preview": (READER, ""),
    "furniture_rules": (READER, ""),
    "furniture_say": ("", ANALYST),
    "healthz": (NOBODY, ""),
    "history": (READER, ""),
    "home": (READER, ""),
    "import_begin": ("", ANALYST),
    "import_columns": ("", ANALYST),
    "import_files": (ANALYST, ANALYST),
    "import_form": ("", ANALYST),
    "import_item": (ANALYST, ""),
    "import_leave_out": ("", ANALYST),
    "import_look": ("", ANALYST),
    "import_mend": ("", ANALYST),
    "import_of_article": (ANALYST, ""),
    "import_page": (ANALYST, ""),
    "import_remove": ("", ANALYST),
    "import_rows": (ANALYST, ""),
    "import_run": (ANALYST, ""),
    "import_run_state": (ANALYST, ""),
    "import_runs": (ANALYST, ""),
    "import_set_for_all": ("", ANALYST),
    "import_state": (ANALYST, ""),
    "import_stop": ("", ANALYST),
    "import_take_in": ("", ANALYST),
    "import_try_again": ("", ANALYST),
    "import_upload": (ANALYST, ""),
    "kind_styles": (NOBODY, ""),
    "login": (NOBODY, NOBODY),
    "mention_add": ("", ANALYST),
    "mention_card": (READER, ""),
    "mention_confirm": ("", ANALYST),
    "mention_decide": ("", ANALYST),
    "mention_join": ("", ANALYST),
    "mention_kind": ("", ANALYST),
    "mention_name": ("", ANALYST),
    "mention_picker": (READER, ""),
    "mention_reassign": ("", ANALYST),
    "mention_reject": ("", ANALYST),
    "mention_resize": ("", ANALYST),
    "mention_split": ("", ANALYST),
    "mention_value": ("", ANALYST),
    "name_add": ("", ANALYST),
    "name_end": ("", ANALYST),
    "name_list": (READER, ""),
    "name_list_export": (READER, ""),
    "name_lists": (READER, READER),
    "note_answer": ("", READER),
    "note_change": (READER, READER),
    "note_remove": ("", READER),
    "notes": (READER, ""),
    "palette": (READER, ""),
    "password_change": (READER, READER),
    "password_change_done": (READER, ""),
    "people": (ADMINISTRATOR, ""),
    "person_add": ("", ADMINISTRATOR),
    "person_change": ("", ADMINISTRATOR),
    "profile_correct": (ANALYST, ANALYST),
    "readyz": (NOBODY, ""),
    "relationship_add": (READER, ANALYST),
    "relationship_change": ("", ANALYST),
    "relationship_confirm": ("", ANALYST),
    "relationship_detail": (READER, ""),
    "relationship_ends": (READER, ""),
    "relationship_note": ("", ANALYST),
    "relationship_reject": ("", ANALYST),
    "relationship_undo": ("", ANALYST),
    "relationships_review": (READER, ""),
    "review_articles": (READER, ""),
    "review_assign": ("", ANALYST),
    "review_changed": (READER, ""),
    "review_mentions": (READER, ""),
    "review_mentions_confirm": ("", ANALYST),
    "review_name_decide": ("", ANALYST),
    "review_name_places": (READER, ""),
    "review_names": (READER, ""),
    "review_next": (READER, ""),
    "review_people": (READER, ""),
    "rule_decide": ("", ANALYST),
    "rule_end": ("", ANALYST),
    "rule_list": (READER, ""),
    "rule_preview": (READER, READER),
    "saved_search_add": ("", READER),
    "saved_search_change": ("", READER),
    "saved_search_looked": ("", READER),
    "saved_search_new": (READER, ""),
    "saved_search_remove": ("", READER),
    "saved_searches": (READER, ""),
    "search": (READER, ""),
    "search_complete": (READER, ""),
    "search_export": (READER, ""),
    "search_history": (READER, ""),
    "search_history_forget": ("", READER),
    "search_like": (READER, ""),
    "search_log": (ADMINISTRATOR, ""),
    "search_preview": (READER, ""),
    "search_ran": ("", READER),
    "search_step": (READER, ""),
    "session": (READER, READER),
    "sessions": (READER, ""),
    "source_detail": (READER, ""),
    "source_grade": ("", ANALYST),
    "source_list": (READER, ""),
    "source_merge": (READER, ANALYST),
    "source_rename": ("", ANALYST),
    "source_set_grade": ("", ANALYST),
    "source_set_home": ("", ANALYST),
    "source_set_language": ("", ANALYST),
    "watched_add": ("", ANALYST),
    "watched_list": (READER, ""),
    "watched_look_now": ("", ANALYST),
    "watched_pause": ("", ANALYST),
    "watched_remove": ("", ANALYST),
    "watched_resume": ("", ANALYST),
    "withdrawals": (READER, ""),
    "withdrawals_withdraw": ("", ANALYST),
}
