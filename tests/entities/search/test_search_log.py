from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from entities.models import SearchRun
from entities.search.search_log import forget, forget_old, remember, slip
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_a_page_that_somebody_sees_is_remembered_once(reader):
    signed = slip("truce", user=reader, seconds=0.123, total=3)

    assert remember(signed, user=reader)
    assert remember(signed, user=reader)
    (run,) = SearchRun.objects.all()
    assert (run.query, run.seconds, run.total, run.user) == ("truce", 0.123, 3, reader)


def test_nobody_can_log_for_another_or_make_figures_up(reader, analyst):
    signed = slip("truce", user=reader, seconds=0.1, total=3)

    assert not remember(signed, user=analyst)
    assert not remember(signed[:-3] + "abc", user=reader)
    assert not remember(signing.dumps({"user": reader.pk}, salt="another"), user=reader)
    assert not SearchRun.objects.exists()


def test_an_old_slip_counts_no_more(reader, monkeypatch):
    signed = slip("truce", user=reader, seconds=0.1, total=3)
    monkeypatch.setattr("entities.search.search_log._VALID_SECONDS", -1)

    assert not remember(signed, user=reader)


def test_a_person_forgets_their_own_searches(reader, analyst):
    for user in (reader, analyst):
        remember(slip("truce", user=user, seconds=0.1, total=1), user=user)

    assert forget(reader) == 1
    assert [run.user for run in SearchRun.objects.all()] == [analyst]


def test_old_searches_are_forgotten(reader):
    remember(slip("old", user=reader, seconds=0.1, total=1), user=reader)
    SearchRun.objects.update(at=timezone.now() - timedelta(days=181))
    remember(slip("new", user=reader, seconds=0.1, total=1), user=reader)
    forget_old()

    assert [run.query for run in SearchRun.objects.all()] == ["new"]


def seen(client, query: str):
    """Ask for the page and hand in its slip, as its script does."""
    page = client.get(reverse("entities:search"), {"q": query})
    return client.post(reverse("entities:search_ran"), {"slip": page.context["slip"]})


def test_the_history_shows_what_was_found_and_what_failed(client, reader):
    make_article("A truce.")
    client.force_login(reader)
    assert seen(client, "truce").status_code == 204
    assert seen(client, 'truce "').status_code == 204

    shown = client.get(reverse("entities:search_history")).content.decode()
    assert "/search/?q=truce" in shown
    assert "has no partner" in shown
    assert client.post(reverse("entities:search_ran"), {"slip": "x"}).status_code == 400

    client.post(reverse("entities:search_history_forget"))
    assert "Nothing yet" in client.get(reverse("entities:search_history")).content.decode()


def test_the_page_itself_writes_nothing(client, reader):
    client.force_login(reader)
    client.get(reverse("entities:search"), {"q": "truce"})

    assert not SearchRun.objects.exists()


def test_supervisors_see_slow_and_failed_searches_of_all(client, reader, analyst):
    remember(slip("slow one", user=reader, seconds=2.5, total=9), user=reader)
    remember(slip("quick one", user=reader, seconds=0.1, total=9), user=reader)
    remember(slip("bad one", user=reader, seconds=0.1, fault="No."), user=reader)
    client.force_login(analyst)
    shown = client.get(reverse("entities:search_log")).content.decode()

    assert "slow one" in shown
    assert "bad one" in shown
    assert "quick one" not in shown
    client.force_login(reader)
    assert client.get(reverse("entities:search_log")).status_code == 403


def shown(client, name: str, **parameters) -> set[str]:
    """The searches that the list shows, of those that `filled` made."""
    page = client.get(reverse(f"entities:{name}"), parameters).content.decode()
    return {query for query in ("slow one", "slow two", "bad one") if f">{query}</a>" in page}


@pytest.fixture
def filled(reader, analyst):
    remember(slip("slow one", user=reader, seconds=2.5, total=9), user=reader)
    remember(slip("slow two", user=analyst, seconds=2, total=9), user=analyst)
    remember(slip("bad one", user=reader, seconds=0.1, fault="No."), user=reader)


def test_the_log_is_narrowed_by_section_person_and_words(client, reader, analyst, filled):
    client.force_login(analyst)

    assert shown(client, "search_log") == {"slow one", "slow two", "bad one"}
    assert shown(client, "search_log", show="failed") == {"bad one"}
    assert shown(client, "search_log", show="slow", user=reader.pk) == {"slow one"}
    assert shown(client, "search_log", q="ONE") == {"slow one", "bad one"}
    assert shown(client, "search_log", q="nothing") == set()


def test_one_section_of_the_log_has_pages(client, analyst, monkeypatch, filled):
    monkeypatch.setattr("entities.saved_searches.views._RUNS_A_PAGE", 1)
    client.force_login(analyst)

    assert shown(client, "search_log") == {"slow one", "bad one"}
    assert shown(client, "search_log", show="slow", page=2) == {"slow two"}
    page = client.get(reverse("entities:search_log"), {"show": "slow"}).content.decode()
    assert 'href="?show=slow&amp;page=2"' in page


def test_the_own_history_is_narrowed_by_words_and_failure(client, reader, filled):
    client.force_login(reader)

    assert shown(client, "search_history") == {"slow one", "bad one"}
    assert shown(client, "search_history", q="slow") == {"slow one"}
    assert shown(client, "search_history", failed=1) == {"bad one"}
    page = client.get(reverse("entities:search_history"), {"q": "slow", "failed": 1})
    assert "No search of yours fits." in page.content.decode()


@pytest.mark.parametrize("name", ["search_history", "search_log"])
def test_the_lists_need_few_queries(client, analyst, name, django_assert_max_num_queries):
    for number in range(40):
        remember(slip(f"q{number}", user=analyst, seconds=2, total=1), user=analyst)
    client.force_login(analyst)
    with django_assert_max_num_queries(8):
        client.get(reverse(f"entities:{name}"))
