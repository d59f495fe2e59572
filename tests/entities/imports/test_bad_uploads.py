"""What must not come in, or must not harm: names, sizes, a full disk, other people's uploads."""

import os
import stat
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from articles.tasks import KEPT, look_after_uploads
from articles.upload_models import Upload
from articles.uploads import files
from articles.uploads.files import folder_of, path_of, remove_old
from articles.uploads.work import work_on
from tests.entities.imports.uploads import NEWS, address, analyst_named, dropped, send, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(client, analyst):
    client.force_login(analyst)
    return client


@pytest.fixture
def begun(ana):
    """The address to which files of an upload are sent, and the upload."""
    addresses = ana.post(reverse("entities:import_begin"), {"name": "case"}).json()
    return addresses["files"], Upload.objects.get()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\x.txt", "C:/Windows/x.txt"),
        ("a\0b.txt", "a b.txt"),
        ("a\nb\u2028c.txt", "a b c.txt"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("./a//b/./c.txt", "a/b/c.txt"),
        ("é" * 255 + ".txt", "é" * 255 + ".txt"),
        ("<script>alert(1)</script>.html", "<script>alert(1)</script>.html"),
    ],
)
def test_any_name_is_carried_and_none_is_written(ana, begun, name, shown):
    files_at, upload = begun
    answer = send(ana, files_at, {name: f"Three held\n\n{NEWS}"})
    assert answer.json() == {"received": {shown: len(f"Three held\n\n{NEWS}")}}
    inside = [path.name for path in folder_of(upload).iterdir()]
    assert len(inside) == 1
    assert inside[0].startswith("1")
    page = ana.get(address("import_upload", upload)).content.decode()
    assert "<script>alert" not in page


def test_a_name_that_is_too_long_is_refused_in_a_sentence(ana, begun):
    files_at, upload = begun
    answer = send(ana, files_at, {"x" * 1001: NEWS})
    assert answer.status_code == 422
    assert "has 1,001 characters with its folders" in answer.json()["error"]
    assert not upload.files.exists()


def test_nobody_else_looks_into_the_folder(ana, begun):
    files_at, upload = begun
    send(ana, files_at, {"a.txt": NEWS})
    for path in (folder_of(upload).parent, folder_of(upload)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    assert stat.S_IMODE(os.stat(path_of(upload.files.get())).st_mode) == 0o600


def test_a_piece_that_comes_twice_or_too_early_is_left_alone(ana, begun):
    files_at, upload = begun

    def piece(offset: int, content: bytes):
        fields = {"name": "a.txt", "size": 6, "offset": offset}
        return ana.post(files_at, fields | {"piece": SimpleUploadedFile("piece", content)}).json()

    assert piece(0, b"abc") == {"received": {"a.txt": 3}}
    assert piece(0, b"abc") == {"received": {"a.txt": 3}}
    assert piece(5, b"f") == {"received": {"a.txt": 3}}
    assert ana.get(files_at).json() == {"received": {"a.txt": 3}}
    assert "has become longer" in piece(3, b"defg")["error"]
    assert piece(3, b"def") == {"received": {"a.txt": 6}}
    assert Path(path_of(upload.files.get())).read_bytes() == b"abcdef"


def test_a_full_disk_is_said_and_what_came_is_gone_on_with(ana, begun, monkeypatch):
    files_at, _ = begun
    with monkeypatch.context() as full:
        full.setattr(files.shutil, "disk_usage", lambda path: SimpleNamespace(free=1000))
        answer = send(ana, files_at, {"a.txt": NEWS})
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("The disk of the server is full")
    assert send(ana, files_at, {"a.txt": NEWS}).json() == {"received": {"a.txt": len(NEWS)}}


def test_too_many_and_too_large_is_refused(ana, begun, monkeypatch):
    files_at, _ = begun
    monkeypatch.setattr(files, "MOST_FILES", 2)
    answer = send(ana, files_at, {"a": "a", "b": "b", "c": "c"}).json()
    assert answer["error"] == "At once 2 files are taken: drop the others later."
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    assert "GB are taken" in send(ana, files_at, {"a": "a" * 11}).json()["error"]


@pytest.mark.parametrize("fields", [{}, {"name": "a"}, {"name": "a", "size": "x", "offset": "0"}])
def test_a_request_that_is_not_whole_is_refused(ana, begun, fields):
    files_at, _ = begun
    answer = ana.post(files_at, {**fields, "piece": SimpleUploadedFile("piece", b"x")})
    assert answer.status_code == 422
    assert "reload it" in answer.json()["error"]


VIEWS = [
    *("import_upload", "import_state", "import_rows", "import_files", "import_look"),
    *("import_set_for_all", "import_columns", "import_take_in", "import_try_again"),
    *("import_stop", "import_remove"),
]
OF_ITEMS = ["import_item", "import_mend", "import_leave_out"]
ACTS = [*VIEWS[4:], *OF_ITEMS[1:]]


def ask(client, view: str, upload: Upload):
    url = address(view, upload, *([1] if view in OF_ITEMS else []))
    return client.post(url) if view in ACTS else client.get(url)


@pytest.mark.parametrize("view", [*VIEWS, *OF_ITEMS])
def test_nobody_else_sees_or_changes_what_was_dropped(ana, client, view, reader):
    upload = dropped(ana, {"a.txt": f"Three held\n\n{NEWS}"})
    client.force_login(analyst_named("ben"))
    assert ask(client, view, upload).status_code == 404
    client.force_login(reader)
    assert ask(client, view, upload).status_code == 403
    client.logout()
    assert ask(client, view, upload).status_code == 302
    upload.refresh_from_db()
    assert (upload.state, upload.items.get().values) == (Upload.State.READY, {})


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("get", "/import/"),
        ("get", "/import/runs/"),
        ("post", "/import/uploads/"),
        ("post", "/import/form/"),
    ],
)
def test_a_reader_is_refused_and_sees_no_entry(client, reader, method, url):
    client.force_login(reader)
    assert getattr(client, method)(url, {"name": "x", "text": NEWS}).status_code == 403
    assert not Upload.objects.exists()
    assert 'data-go="i"' not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"title": " "}, "An article has a title"),
        ({"title": "x" * 501}, "at most 500 characters"),
        ({"title": "x", "published": "19.6.2012"}, "“19.6.2012” is no date"),
        ({"title": "x", "published": "2999"}, "lies in the future"),
        ({"title": "x", "url": "javascript:alert(1)"}, "no address of the web"),
        ({"title": "x", "source": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_is_not_said_of_an_item(ana, values, sentence):
    upload = dropped(ana, {"a.txt": f"Three held\n\n{NEWS}"})
    answer = ana.post(address("import_mend", upload, 1), values)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert upload.items.get().values == {}


def test_what_is_taken_in_is_not_mended_any_more(ana):
    upload = take_in(ana, dropped(ana, {"a.txt": f"Three held\n\n{NEWS}"}))
    answer = ana.post(address("import_mend", upload, 1), {"title": "Other"})
    assert answer.status_code == 422
    assert "is taken in by now" in answer.content.decode()
    assert Article.objects.get().title == "Three held"


def test_a_damaged_file_is_refused_and_the_rest_goes_on(ana):
    upload = dropped(
        ana,
        {
            "a.zip": b"PK\x03\x04" + bytes(30),
            "b.pdf": b"%PDF-1.5 nothing",
            "c.docx": b"PK\x03\x04 no archive",
            "d.html": b"<script>alert(1)</script>" + bytes(10),
            "e.txt": f"Three held\n\n{NEWS}",
            "f.txt": "",
        },
    )
    assert upload.items.filter(fate__in=["failed", "skipped"]).count() == 5
    assert all(item.reason for item in upload.items.exclude(fate="created"))
    take_in(ana, upload)
    assert Article.objects.get().title == "Three held"


def test_what_nobody_foresaw_is_said_and_not_tried_for_ever(ana, monkeypatch):
    upload = dropped(ana, {"a.txt": f"Three held\n\n{NEWS}"})
    ana.post(address("import_set_for_all", upload), {"source": "X"})
    monkeypatch.setattr("articles.uploads.look_at._rows", lambda *arguments: 1 / 0)
    assert work_on(upload.pk, lambda: False)
    upload.refresh_from_db()
    assert upload.state == Upload.State.READY
    assert "The server could not go on (ZeroDivisionError" in upload.fault
    assert (
        upload.fault.replace("'", "&#x27;")
        in ana.get(address("import_upload", upload)).content.decode()
    )


def test_what_was_dropped_goes_after_a_day_and_runs_stay(ana, django_capture_on_commit_callbacks):
    kept = dropped(ana, {"a.txt": f"Three held\n\n{NEWS}"})
    old = dropped(ana, {"b.txt": f"Four held\n\n{NEWS}"})
    taken = take_in(ana, dropped(ana, {"c.txt": f"Five held\n\n{NEWS}"}))
    folders = [folder_of(upload) for upload in (kept, old, taken)]
    long_ago = timezone.now() - KEPT - timedelta(minutes=1)
    Upload.objects.exclude(pk=kept.pk).update(touched_at=long_ago)

    with django_capture_on_commit_callbacks(execute=True):
        look_after_uploads(0)
    assert [folder.exists() for folder in folders] == [True, False, False]
    taken.refresh_from_db()
    assert (taken.state, taken.run.created) == (Upload.State.REMOVED, 1)
    assert not Upload.objects.filter(pk=old.pk).exists()
    page = ana.get(f"/import/runs/{taken.run.pk}/").content.decode()
    assert "Five held" in page
    assert "Remove files" not in page

    stray = folders[0].parent / "0123"
    stray.mkdir()
    remove_old(timezone.now() + timedelta(minutes=1))
    assert not stray.exists()


def test_two_people_drop_the_same_at_once(ana, client, django_user_model):
    raw = {"a.txt": f"Three held\n\n{NEWS}"}
    first = dropped(ana, raw)
    client.force_login(analyst_named("ben"))
    second = dropped(client, raw)
    assert [one.items.get().fate for one in (first, second)] == ["created", "created"]
    assert take_in(client, second).run.created == 1
    client.force_login(first.owner)
    run = take_in(client, first).run
    assert (run.created, run.unchanged) == (0, 1)


def test_the_page_needs_few_queries(ana, django_assert_max_num_queries):
    upload = dropped(ana, {f"{n}.txt": f"Held {n}\n\n{NEWS} Number {n}." for n in range(60)})
    with django_assert_max_num_queries(16):
        ana.get(address("import_upload", upload))
    run = take_in(ana, upload).run
    with django_assert_max_num_queries(16):
        ana.get(f"/import/runs/{run.pk}/")
    with django_assert_max_num_queries(16):
        ana.get("/import/")
