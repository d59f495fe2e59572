"""What GangIntel does where the machine or the database gives way."""

import json
import logging

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.test import Client
from django.urls import path
from procrastinate.contrib.django.models import ProcrastinateWorker

from articles import disk
from articles.importing.run_import import refuse_when_nearly_full
from gangintel import logs, urls
from gangintel.sessions import sessions_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(settings, monkeypatch):
    monkeypatch.setattr(disk, "_looked", (-100, 0))
    settings.GANGINTEL_LEAST_FREE_MB = 10**12


def test_who_watches_the_machine_asks_without_an_account(client, request):
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503  # no worker lives here
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_register_worker_v1()")
    assert ProcrastinateWorker.objects.exists()
    assert client.get("/readyz").content == b"ready\n"
    request.getfixturevalue("full")
    assert client.get("/readyz").content == b"not ready\n"


def test_on_a_full_disk_pages_are_shown_and_nothing_is_changed(client, analyst, full):
    client.force_login(analyst)
    assert b"The disk is nearly full" in client.get("/").content
    answer = client.post("/searches/save/", {"q": "boys", "name": "Boys"})
    assert answer.status_code == 507 and b"makes room" in answer.content
    assert not analyst.saved_searches.exists()
    with pytest.raises(disk.DiskNearlyFull, match="until somebody makes room"):
        refuse_when_nearly_full()


def gone(request):
    raise OperationalError("the connection is closed")


def endless(request):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout TO 50")
        cursor.execute("SELECT pg_sleep(30)")


@pytest.mark.parametrize(
    ("view", "words"), [(gone, "cannot be reached"), (endless, "This took too long")]
)
def test_a_page_says_what_the_database_keeps_from_it(client, analyst, monkeypatch, view, words):
    added = path("broken/", view)
    monkeypatch.setattr(urls, "urlpatterns", [added, *urls.urlpatterns])
    from django.urls import clear_url_caches

    clear_url_caches()
    client.force_login(analyst)
    client.raise_request_exception = False
    answer = client.get("/broken/")
    assert answer.status_code == 503 and words in answer.content.decode()
    monkeypatch.undo()
    clear_url_caches()


def test_the_log_is_cut_and_rotates(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "LARGEST", 5000)
    handler = logs.RotatingFile(str(tmp_path / "logs" / "it.log"))
    handler.setFormatter(logs.JsonFormatter())
    for _ in range(20):
        with logs.of_request() as number:
            record = logging.LogRecord("it", logging.WARNING, "", 1, "a" * 4_000_000, None, None)
            handler.emit(record)
    files = sorted(file.name for file in (tmp_path / "logs").iterdir())
    assert files == ["it.log", *(f"it.log.{place}" for place in range(1, logs.KEPT + 1))]
    line = json.loads((tmp_path / "logs" / "it.log.1").read_text().splitlines()[-1])
    assert len(line["message"]) == 2000 and len(line["request"]) == len(number)
    assert (tmp_path / "logs" / "it.log").stat().st_mode & 0o777 == 0o600


def test_administrators_make_accounts_and_give_what_each_may(client, analyst):
    client.force_login(analyst)
    form = {"username": "rob", "role": "analyst", "clearance": "AMBER", "is_active": "on"}
    assert b"shown this once" in client.post("/people/add/", form).content
    assert b"already" in client.post("/people/add/", form).content
    rob = User.objects.get(username="rob")
    assert rob.has_perm("entities.change_mention") and rob.clearance.level == "AMBER"
    other = Client()
    other.force_login(rob)
    assert other.get("/people/").status_code == 403
    client.post(f"/people/{rob.pk}/", {"role": "reader", "clearance": "RED"})
    rob = User.objects.get(pk=rob.pk)
    assert not rob.is_active and not rob.has_perm("entities.change_mention")
    assert not list(sessions_of(rob))
    answer = client.post(f"/people/{analyst.pk}/", {"role": "reader", "clearance": "RED"})
    assert answer.status_code == 422


def test_one_logs_out_everywhere(client, analyst):
    browsers = [client, Client()]
    for one in browsers:
        one.post("/account/login/", {"username": "ana", "password": "a long pass phrase"})
    assert b"This browser" in client.get("/account/sessions/").content
    client.post("/account/sessions/end/")
    assert [one.get("/").status_code for one in browsers] == [302, 302]
