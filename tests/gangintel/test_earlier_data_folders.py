"""Data folders of earlier versions: they open, and what people did in them still stands.

`data_folders/README.md` says how the dumps were made and what is in them.
"""

import lzma
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from psycopg.conninfo import make_conninfo
from pytest_django import DjangoDbBlocker

from articles.importing.record_run import close_interrupted
from articles.models import Article
from articles.run_models import ImportRun
from entities.actions import undo_redo
from entities.extraction.pipeline import Pipeline
from entities.extraction.queue.read_pending import extract
from entities.gazetteer.database import gazetteer_from_database
from entities.kinds import Status
from entities.models import (
    Action,
    BulkAction,
    Entity,
    Mention,
    NameRule,
    Relationship,
    ReviewerLabels,
    SavedSearch,
)
from entities.models.verbs import Verb
from entities.search.digests import differences
from gangintel.database.programs import program_folder
from tests.factories import make_article

DUMP = Path(__file__).parent / "data_folders" / "0.1.0.sql.xz"
# Primary keys in it.
REJECTED, UNDONE, MERGE, FINISHED, REOPENED = 6, 27, 28, 33, 34
ARTICLE_ON_ZETAS, ARTICLE_ON_FAYER = 1, 2
# Runs of imports as they were kept then, which the dump has none of that failed.
RUNS = """
INSERT INTO articles_importrun (id, paths, created, finished_at, errors) VALUES
(101, '{/news}', 3, now(), '[{"file": "b.jsonl", "line": 2, "error": "No JSON."},
    {"file": "c.pdf", "line": null, "error": "A PDF."}]'),
(102, '{/news}', 1, now(), '[{"file": "", "line": null, "error": "Stopped before the end."}]'),
(103, '{/news}', 0, NULL, '[]');
"""


@pytest.fixture(scope="module")
def folder(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The dump in a database of its own, migrated as `manage.py up` does."""
    with django_db_blocker.unblock():
        tests = connection.settings_dict["NAME"]
        name = f"{tests}_earlier"
        _execute(tests, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        _execute(tests, f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
        try:
            _execute(name, lzma.decompress(DUMP.read_bytes()).decode())
            _execute(name, RUNS)
            _connect(name)
            call_command("migrate", interactive=False, verbosity=0)
            yield
        finally:
            _connect(tests)
            _execute(tests, f'DROP DATABASE "{name}" WITH (FORCE)')


def _where() -> dict[str, str]:
    given = connection.get_connection_params()
    return {name: given[name] for name in ("host", "port", "user", "password") if name in given}


def _execute(database: str, statements: str) -> None:
    """On a connection of its own, with none of the settings of Django's."""
    with psycopg.connect(**_where(), dbname=database, autocommit=True) as own:
        own.execute(statements)


def _connect(database: str) -> None:
    connection.close()
    connection.close_pool()
    connection.settings_dict["NAME"] = database


@pytest.fixture
def opened(folder: None, django_db_blocker: DjangoDbBlocker) -> Iterator[User]:
    """What the test does is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield User.objects.get(username="ana")
        transaction.set_rollback(True)


@pytest.fixture
def ana(opened: User) -> Client:
    client = Client()
    client.force_login(opened, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def page(ana: Client, address: str) -> str:
    response = ana.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_earlier_runs_list_their_errors_as_items_and_one_that_was_killed_is_closed(opened):
    failed, stopped, killed = ImportRun.objects.filter(pk__gt=100).order_by("pk")
    assert (failed.state, failed.created, failed.failed) == ("finished", 3, 2)
    assert list(failed.items.values_list("number", "file", "position", "fate", "reason")) == [
        (1, "b.jsonl", 2, "failed", "No JSON."),
        (2, "c.pdf", None, "failed", "A PDF."),
    ]
    assert (stopped.state, stopped.failed) == ("stopped", 0)
    assert close_interrupted() == [killed]


def test_every_page_opens(ana):
    gang = Entity.objects.get(gazetteer_key="gang:ms-13")
    for address, words in {
        "/": "GangIntel",
        f"/articles/{ARTICLE_ON_ZETAS}/": "Los Zetas",
        f"/articles/{ARTICLE_ON_FAYER}/": "Fayer",
        f"/entities/{gang.pk}/": "The Mara of the Thirteen",
        "/entities/": "MS-13",
        "/history/": "Merged alias “Scarface” into alias “Cobra”",
        f"/acts/{MERGE}/": "Scarface",
        "/rules/": "InSight Crime",
        "/review/": "Major US Cities at Risk",
        "/review/mentions/": "El Salvador",
        "/review/people/": "Ana Lyst",
        "/searches/": "Mara",
        "/searches/names/1/": "Los Zetas",
        "/admin/entities/action/": "evidence",
        f"/admin/entities/mention/{Mention.objects.live().first().pk}/change/": "Mention",
    }.items():
        assert words in page(ana, address), address


@pytest.mark.parametrize("query", ["MS-13", "kind:gang", "mentions:gang>=2", "rel:rival_of"])
def test_the_search_finds(ana, query):
    assert "leaders" in page(ana, f"/search/?q={query.replace('>', '%3E')}")


def test_the_acts_are_there(opened):
    acts = Action.objects.order_by("pk")
    assert [act.pk for act in acts] == [*range(1, 35)]
    assert [act.pk for act in acts if act.undone_at] == [UNDONE]
    assert {act.verb for act in acts} <= {*Verb}
    assert NameRule.objects.filter(ended_at=None).count() == 2
    assert BulkAction.objects.get().is_done
    assert set(SavedSearch.objects.values_list("name", flat=True)) == {"Mara", "rel:rival_of"}


def test_what_is_kept_for_the_search_is_what_it_has_to_be(opened):
    assert [*map(str, differences())] == []


def test_it_ends_in_the_same_tables_as_a_new_one(opened):
    earlier = connection.settings_dict["NAME"]
    assert schema(earlier) == schema(earlier.removesuffix("_earlier"))


def schema(database: str) -> list[str]:
    """What pg_dump says of a database, without what it writes differently after a dump."""
    where = make_conninfo(**_where(), dbname=database)
    dump = [program_folder() / "pg_dump", "--schema-only", "--no-owner", "--no-privileges", where]
    said = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
    casts = r"::(character varying|text)(\[\])?|[()]"
    return [
        re.sub(casts, "", line) if "CHECK" in line else line
        for line in said.splitlines()
        # psql's own commands have a key of each dump.
        if not line.startswith(("\\", "--", "COMMENT")) and line
    ]


def test_an_act_can_be_undone_and_done_again(opened):
    act = Action.objects.get(pk=REJECTED)
    mention = Mention.objects.get(pk=act.changes.get(model="entities.mention").row)
    assert mention.status == Status.REJECTED
    undo_redo.undo(act, user=opened)
    mention.refresh_from_db()
    assert mention.status == Status.PROPOSED
    undo_redo.redo(act, user=opened)
    mention.refresh_from_db()
    assert mention.status == Status.REJECTED


def test_a_finished_review_can_be_undone_and_finished_again(opened):
    """What the reviewers made of it goes along, in a table that was called otherwise."""
    finished, reopened = Action.objects.get(pk=FINISHED), Action.objects.get(pk=REOPENED)
    labels = ReviewerLabels.objects.filter(article=ARTICLE_ON_ZETAS)
    assert labels.count() == 1
    undo_redo.undo(reopened, user=opened)
    undo_redo.undo(finished, user=opened)
    assert not labels.exists()
    undo_redo.redo(finished, user=opened)
    assert labels.count() == 1


def test_the_merge_can_be_undone(opened):
    scarface, cobra = (Entity.objects.get(name=f"alias “{name}”") for name in ("Scarface", "Cobra"))
    assert scarface.merged_into == cobra
    mentions = Mention.objects.live().filter(entity=scarface)
    links = Relationship.objects.live().of(scarface)
    assert (mentions.count(), links.count()) == (0, 0)
    undo_redo.undo(Action.objects.get(pk=MERGE), user=opened)
    scarface.refresh_from_db()
    assert scarface.merged_into is None
    assert mentions.get().name == "Scarface"
    assert links.count() == 3
    assert [*differences()] == []


def test_the_rules_still_hold(opened):
    article = make_article("Fayer fled from Los Angeles to San Diego, InSight Crime reported.")
    (done,) = extract([article.pk], Pipeline(gazetteer_from_database()))
    assert not done.failed
    found = {one.name: one.entity.name for one in article.mentions.all()}
    assert found == {
        "Fayer": "alias “Fayer”",
        "Los Angeles": "Los Angeles",
        "San Diego": "San Diego",
    }
    assert [*differences()] == []


def test_an_article_can_be_read_anew(opened):
    """With a later pipeline: what people decided stays."""
    decided = Mention.objects.exclude(status=Status.PROPOSED).order_by("pk")
    before = [*decided.values_list("pk", "name", "entity", "status")]
    Article.objects.get(pk=ARTICLE_ON_ZETAS).extractions.all().delete()
    (done,) = extract([ARTICLE_ON_ZETAS], Pipeline(gazetteer_from_database()))
    assert not done.failed
    assert [*decided.values_list("pk", "name", "entity", "status")] == before
