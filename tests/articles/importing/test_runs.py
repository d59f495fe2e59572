"""A run is kept as it goes: killed, stopped, resumed, and told to people and programs."""

import json
import os
import signal
import subprocess
import sys
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from articles.importing import run_import
from articles.importing.record_run import close_interrupted
from articles.importing.run_import import run
from articles.models import Article
from articles.run_models import ImportItem, ImportRun
from articles.source_models import Document, Source
from articles.tasks import close_interrupted_imports
from tests.articles.importing.other_files import NEWS
from tests.conftest import PROJECT

State = ImportRun.State


def write_lines(folder, number: int) -> None:
    lines = [json.dumps({"text": f"{NEWS} Number {line}."}) for line in range(number)]
    (folder / "a.jsonl").write_text("\n".join(lines))


class Import:
    """`manage.py import_articles` in a process of its own, over the database of the test."""

    def __init__(self, *arguments: object) -> None:
        given = connection.get_connection_params()
        where = {key: given[key] for key in ("host", "port", "user", "password") if key in given}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "import_articles", *map(str, arguments)],
            cwd=PROJECT,
            env=os.environ | {"DATABASE_URL": make_conninfo(**where, dbname=given["dbname"])},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while not ImportRun.objects.filter(state=State.RUNNING, created__gt=0).exists():
            assert self.process.poll() is None, self.process.communicate()
            time.sleep(0.01)

    def end(self, number: signal.Signals) -> str:
        self.process.send_signal(number)
        return self.process.communicate()[1]


@pytest.mark.django_db(transaction=True)
def test_a_killed_run_is_closed_as_interrupted_and_gone_on_with(tmp_path, capsys):
    write_lines(tmp_path, 400)
    importing = Import("--source", "The Example", tmp_path)
    importing.process.send_signal(signal.SIGSTOP)
    assert close_interrupted() == []  # it lives, however slowly
    importing.end(signal.SIGKILL)
    while not (closed := close_interrupted()):
        time.sleep(0.01)  # until the server has seen that the process is gone

    killed = ImportRun.objects.get()
    assert closed == [killed]
    assert (killed.state, killed.finished_at) == (State.INTERRUPTED, killed.progress_at)
    assert 0 < killed.found == killed.created == Article.objects.count() < 400
    assert killed.read_bytes < killed.total_bytes

    call_command("import_articles", resume=True)
    resumed = ImportRun.objects.get(resumes=killed)
    assert (resumed.state, resumed.source, resumed.found) == (State.FINISHED, "The Example", 400)
    assert (resumed.unchanged, resumed.created) == (killed.created, 400 - killed.created)
    with pytest.raises(CommandError, match="no run to go on with"):
        call_command("import_articles", resume=True)


@pytest.mark.django_db(transaction=True)
def test_the_next_run_closes_a_killed_one_and_says_so(tmp_path, capsys):
    killed = ImportRun.objects.create(paths=[str(tmp_path)])
    (tmp_path / "a.txt").write_text(NEWS)
    call_command("import_articles", str(tmp_path))
    assert f"{killed} was interrupted; import_articles --resume" in capsys.readouterr().err
    killed.refresh_from_db()
    assert killed.state == State.INTERRUPTED


@pytest.mark.django_db(transaction=True)
def test_a_worker_closes_killed_runs():
    killed = ImportRun.objects.create()
    close_interrupted_imports(timestamp=0)
    killed.refresh_from_db()
    assert killed.state == State.INTERRUPTED


@pytest.mark.django_db(transaction=True)
def test_ctrl_c_stops_a_run_which_then_goes_on(tmp_path):
    write_lines(tmp_path, 400)
    importing = Import(tmp_path)
    said = importing.end(signal.SIGINT)
    assert importing.process.returncode == 130, said
    assert "Stopped; import_articles --resume goes on" in said
    stopped = ImportRun.objects.get()
    assert stopped.state == State.STOPPED
    assert 0 < stopped.found == Article.objects.count() < 400
    call_command("import_articles", resume=True, stdout=StringIO())
    assert Article.objects.count() == 400


@pytest.mark.django_db
def test_a_run_stops_between_two_batches(tmp_path, monkeypatch):
    monkeypatch.setattr(run_import, "BATCH", 50)
    write_lines(tmp_path, 120)
    seen = []

    def stop_after_two_batches(size):
        seen.append(size)
        if len(seen) == 2:
            signal.raise_signal(signal.SIGINT)

    stopped = run([str(tmp_path)], progress=stop_after_two_batches)
    assert (stopped.state, stopped.created) == (State.STOPPED, 100)
    again = run([str(tmp_path)])
    assert (again.state, again.created, again.unchanged) == (State.FINISHED, 20, 100)


@pytest.mark.django_db
def test_a_fault_of_the_program_leaves_an_interrupted_run(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(NEWS)
    monkeypatch.setattr(run_import, "known_bytes", lambda hashes: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        run([str(tmp_path)])
    assert ImportRun.objects.get().state == State.INTERRUPTED


@pytest.mark.django_db
def test_a_batch_and_its_record_are_kept_together_or_not_at_all(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(NEWS)

    def refuse(*arguments, **options):
        raise DatabaseError("no room left")

    monkeypatch.setattr(run_import, "record", refuse)
    with pytest.raises(DatabaseError, match="no room left"):
        run([str(tmp_path)])
    assert not Article.objects.exists()
    assert ImportRun.objects.get().created == 0


@pytest.mark.django_db
def test_what_is_to_be_resumed_is_not_named(tmp_path):
    with pytest.raises(CommandError, match="--resume goes on with the paths of the last run"):
        call_command("import_articles", str(tmp_path), resume=True)
    with pytest.raises(CommandError, match="Name the files or folders"):
        call_command("import_articles")


@pytest.mark.django_db
def test_the_last_unfinished_run_is_resumed_with_its_user_and_format(tmp_path, analyst):
    (tmp_path / "a.html").write_text("Not a page but text.")
    ended = {"state": State.STOPPED, "finished_at": timezone.now()}
    ImportRun.objects.create(paths=["/elsewhere"], **ended)
    ImportRun.objects.create(paths=[str(tmp_path)], user=analyst, format="text", **ended)
    call_command("import_articles", resume=True, stdout=StringIO())
    resumed = ImportRun.objects.latest("pk")
    assert (resumed.user, resumed.format, resumed.created) == (analyst, "text", 1)
    assert Document.objects.get().media_type == "text/plain"


def messy_folder(folder) -> None:
    (folder / "a.txt").write_text(f"Three held\n\nBy Jane Doe\nOctober 25, 2012\n\n{NEWS} {NEWS}\n")
    (folder / "b.txt").write_text(
        f"Three held\n\nBy Jane Doe\nOctober 25, 2012\n\n{NEWS} {NEWS}\r\n"
    )
    (folder / "c.jsonl").write_text('{"text": "One.", "date": "2012-10"}\n{oops\n')
    (folder / "d.rtf").write_bytes(b"{\\rtf1")


@pytest.mark.django_db
def test_a_dry_run_tells_programs_of_each_item_what_would_be_stored(tmp_path):
    messy_folder(tmp_path)
    out = StringIO()
    with pytest.raises(CommandError, match="1 article"):
        call_command("import_articles", str(tmp_path), dry_run=True, json=True, stdout=out)
    for model in (Article, Document, Source, ImportRun, ImportItem):
        assert not model.objects.exists()

    first, copy, line, broken, skipped = map(json.loads, out.getvalue().splitlines())
    assert list(first) == [
        *("file", "position", "title", "byline", "published", "precision", "updated", "source"),
        *("url", "language", "sections", "body_start", "body_end", "furniture"),
        *("analysis", "text"),
        *("fate", "reason"),
    ]
    call_command("import_articles", str(tmp_path / "a.txt"), stdout=StringIO())
    article = Article.objects.get()
    assert first == {
        "file": str(tmp_path / "a.txt"),
        "position": None,
        "title": "Three held",
        "byline": "Jane Doe",
        "published": "2012-10-25",
        "precision": "day",
        "updated": None,
        "source": "Unknown source",
        "url": None,
        "language": "en",
        "sections": [],
        "body_start": article.body_start,
        "body_end": article.body_end,
        "furniture": [list(span) for span in article.furniture],
        "analysis": [],
        "text": article.text,
        "fate": "created",
        "reason": None,
    }
    assert (copy["fate"], copy["text"]) == ("duplicates", first["text"])
    assert "Three held" in copy["reason"]
    assert (line["position"], line["published"], line["precision"]) == (1, "2012-10-01", "month")
    assert (broken["position"], broken["fate"], broken["text"]) == (2, "failed", None)
    assert (skipped["fate"], skipped["title"], skipped["sections"]) == ("skipped", None, None)
    assert skipped["reason"].startswith("This is an RTF document")


@pytest.mark.django_db
def test_a_dry_run_tells_where_the_source_analyses(tmp_path):
    text = f"Three held\n\n{NEWS}\n\nAnálisis de El Puerto\n\n{NEWS}"
    (tmp_path / "a.txt").write_text(text)
    out = StringIO()
    call_command("import_articles", str(tmp_path), dry_run=True, json=True, stdout=out)
    (item,) = map(json.loads, out.getvalue().splitlines())
    assert item["analysis"] == [[text.index("Análisis"), len(text)]]
    assert item["sections"] == []


@pytest.mark.django_db
def test_a_dry_run_shows_what_a_changed_file_would_become(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(f"Three held\n{NEWS}")
    run([str(file)])
    before = Article.objects.values().get()
    file.write_text(f"Four held\n{NEWS}")
    out = StringIO()
    call_command("import_articles", str(file), dry_run=True, json=True, stdout=out)
    item = json.loads(out.getvalue())
    assert (item["fate"], item["title"]) == ("revised", "Four held")
    assert Article.objects.values().get() == before


@pytest.mark.django_db
def test_programs_get_the_counts_and_why_something_was_left_out(tmp_path):
    messy_folder(tmp_path)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_articles", str(tmp_path), json=True, stdout=out)
    (line,) = out.getvalue().splitlines()
    report = json.loads(line)
    error = report["failed"][0].pop("error")
    assert error.startswith("This is not valid JSON")
    reason = ImportItem.objects.get(fate="skipped").reason
    assert report == {
        "created": 2,
        "unchanged": 0,
        "revised": 0,
        "duplicates": 1,
        "skipped": [{"file": str(tmp_path / "d.rtf"), "reason": reason}],
        "failed": [{"file": str(tmp_path / "c.jsonl"), "line": 2}],
    }


@pytest.mark.django_db
def test_people_get_the_reasons_in_groups(tmp_path, capsys):
    for number in range(12):
        (tmp_path / f"{number:02}.rtf").write_bytes(b"{\\rtf1")
    for number in range(25):
        (tmp_path / f"{number:02}.txt").write_bytes(
            "José Peña y".encode() + b" " * number + b"\xff"
        )
    (tmp_path / "table.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CommandError):
        call_command("import_articles", str(tmp_path))
    shown = capsys.readouterr()
    assert shown.out.startswith("Imported: 38 found: 0 new,")
    assert shown.out.endswith("13 skipped, 25 failed.\n")
    first, *others, last = shown.err.splitlines()
    assert first.startswith(f"12 skipped, such as {tmp_path}/00.rtf: This is an RTF document;")
    assert len(others) == 19
    assert "table.csv: This is a table" not in last
    assert last == "… and more; the run lists all of them, in the administration."
