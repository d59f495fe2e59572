"""Nothing in silence: whatever lies in a folder has one fate, and the counts add up to it."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing import read_files as finding
from articles.importing.read_files import Skipped, read_files
from articles.importing.readers import shown_path
from articles.importing.records import Failure, Record
from articles.importing.run_import import run
from articles.run_models import ImportItem, ImportRun
from tests.articles.importing.other_files import NEWS, OTHER_FILES

pytestmark = pytest.mark.django_db


def lying_in(folder: Path) -> list[str]:
    """All that lies in a folder and is none, by means that know nothing of imports."""
    found = []
    for place, folders, files in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]
        found += [shown_path(os.path.join(place, name)) for name in [*files, *links]]
    return sorted(found)


def items_of(*paths: Path) -> list[ImportItem]:
    """Every item of a dry run over the paths, once it is clear that they add up."""
    seen: list[ImportItem] = []

    def tell(import_run: ImportRun) -> None:
        seen.extend(import_run.items.order_by("number"))
        assert import_run.found == len(seen)
        for fate, number in import_run.counts.items():
            assert number == sum(item.fate == fate for item in seen)

    run([str(path) for path in paths], dry_run=True, tell=tell)
    assert [item.number for item in seen] == list(range(1, len(seen) + 1))
    return seen


def fates(folder: Path) -> dict[str, str]:
    return {item.file.removeprefix(f"{folder}/"): item.fate for item in items_of(folder)}


def reasons(folder: Path) -> dict[str, str]:
    return {item.file.removeprefix(f"{folder}/"): item.reason for item in items_of(folder)}


def test_a_folder_of_all_kinds_of_files_says_what_became_of_each(tmp_path):
    for number, (_, ending, content) in enumerate(OTHER_FILES):
        (tmp_path / f"{number}{ending}").write_bytes(content)
    for folder in (".git/objects", "sub/deeper", ".hidden/sub", "empty"):
        (tmp_path / folder).mkdir(parents=True)
        if folder != "empty":
            (tmp_path / folder / "x.txt").write_text(f"Text of {folder}.")
    (tmp_path / "a.txt").write_text(NEWS)
    (tmp_path / "same.txt").write_text(NEWS)
    (tmp_path / "copy.txt").write_text(f"{NEWS}\r")
    (tmp_path / "line.txt").write_text(f"{NEWS}\n")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "empty.dat").write_text("")
    (tmp_path / ".hidden.txt").write_text(NEWS)
    (tmp_path / "to a file").symlink_to("a.txt")
    (tmp_path / "to a folder").symlink_to("sub")
    (tmp_path / "to itself").symlink_to("to itself")
    (tmp_path / "to nothing").symlink_to("nowhere")
    (tmp_path / "sub" / "up").symlink_to("..")
    (tmp_path / "unreadable.txt").symlink_to("/proc/self/mem")
    os.mkfifo(tmp_path / "pipe.txt")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "socket"))
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("Text of the café.")

    found = fates(tmp_path)
    assert sorted(f"{tmp_path}/{name}" for name in found) == lying_in(tmp_path)
    skipped = {f"{number}{ending}" for number, (_, ending, _) in enumerate(OTHER_FILES)}
    assert {name for name in found if found[name] == "skipped"} == skipped | {
        *(".git/objects/x.txt", ".hidden/sub/x.txt", ".hidden.txt", "empty.dat"),
        *("to a folder", "sub/up", "pipe.txt", "socket"),
    }
    assert {name for name in found if found[name] == "failed"} == {
        *("empty.txt", "to itself", "to nothing", "unreadable.txt")
    }
    assert {name for name in found if found[name] == "unchanged"} == {"same.txt", "to a file"}
    said = reasons(tmp_path)
    assert said["same.txt"] == f"The same bytes are here already, from {tmp_path}/a.txt."
    assert said["to nothing"] == finding.VANISHED
    assert "Too many levels of symbolic links" in said["to itself"]
    assert "cannot be read: Input/output error" in said["unreadable.txt"]
    assert all(said[name] for name in found if found[name] in ("skipped", "failed"))


CONTENTS = [
    *(NEWS, f"{NEWS}\r", f"{NEWS} More.", "", "\n", "<html><p>One.</p></html>", '{"text": "One."}'),
    *("a,b,c\n1,2,3\n4,5,6\n", "[TEXT]", "\0\1\2", "%PDF-1.4", "{oops"),
]
NAMES = ["a", "b.txt", "c.html", "d.json", ".e", "f.csv", "g.dat", "h.jsonl", "ñ.txt"]
FOLDERS = ["", "sub", "sub/sub", ".sub", "sub/.sub"]
PLACES = st.tuples(st.sampled_from(FOLDERS), st.sampled_from(NAMES))


@given(
    st.dictionaries(PLACES, st.sampled_from(CONTENTS), max_size=8),
    st.dictionaries(PLACES, st.sampled_from(["a", "..", "/nowhere", "sub"]), max_size=3),
)
@settings(max_examples=60)
def test_the_counts_of_any_folder_add_up_to_what_lies_in_it(tmp_path_factory, files, links):
    folder = tmp_path_factory.mktemp("any")
    for place in FOLDERS:
        (folder / place).mkdir(parents=True, exist_ok=True)
    for (place, name), content in files.items():
        (folder / place / name).write_text(content, newline="")
    for place, name in links.keys() - files.keys():
        (folder / place / name).symlink_to(links[place, name])
    items = items_of(folder)
    if lying := lying_in(folder):
        assert sorted({item.file for item in items}) == lying
    else:
        assert [item.reason for item in items] == [finding.NOTHING_INSIDE]


def test_lines_of_a_file_are_counted_one_by_one(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n\n{oops\n{"text": "One."}\n[]\n')
    found = [(item.position, item.fate) for item in items_of(tmp_path)]
    assert found == [(1, "created"), (3, "failed"), (4, "unchanged"), (5, "failed")]


def test_a_file_that_is_named_twice_is_met_twice(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(NEWS)
    found = [(item.file, item.fate) for item in items_of(file, tmp_path, file)]
    assert found == [(str(file), fate) for fate in ("created", "unchanged", "unchanged")]


def test_what_changes_while_the_folder_is_read_is_said(tmp_path):
    for name in ("a.txt", "b.txt", "c.jsonl", "d/e.txt", "f/g.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"text": "One."}\n')
    reading = read_files([str(tmp_path)])
    next(reading)
    (tmp_path / "b.txt").unlink()
    (tmp_path / "c.jsonl").write_bytes(b"{\\rtf1")
    (tmp_path / "d/e.txt").unlink()
    (tmp_path / "d").rmdir()
    (tmp_path / "f/late.txt").write_text(NEWS)
    gone, changed, gone_folder, *rest = reading
    assert gone == Failure(str(tmp_path / "b.txt"), None, finding.VANISHED)
    assert isinstance(changed, Skipped)
    assert gone_folder == Failure(str(tmp_path / "d"), None, finding.VANISHED)
    assert [type(item) for item in rest] == [Record, Record]


def test_a_folder_that_cannot_be_opened_does_not_hide_those_after_it(tmp_path, monkeypatch):
    for folder in ("a", "b", "c"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").write_text(NEWS)
    listing = os.scandir

    def scandir(path):
        if path == str(tmp_path / "b"):
            raise PermissionError(13, "Permission denied", path)
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    first, refused, last = read_files([str(tmp_path)])
    assert isinstance(first, Record)
    assert refused == Failure(str(tmp_path / "b"), None, "It cannot be read: Permission denied.")
    assert isinstance(last, Record)


def test_folders_may_lie_in_each_other_as_deep_as_the_system_allows(tmp_path):
    here = os.getcwd()
    try:
        os.chdir(tmp_path)
        for _ in range(25):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
        Path("x.txt").write_text(NEWS)
    finally:
        os.chdir(here)
    (tmp_path / "z.txt").write_text(NEWS)
    article, too_deep = read_files([str(tmp_path)])
    assert isinstance(article, Record)
    assert isinstance(too_deep, Failure)
    assert too_deep.error == "It cannot be read: File name too long."


def test_a_reader_that_breaks_stops_no_other_file(tmp_path, monkeypatch, caplog):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(NEWS)
    telling = finding.readers.format_of_file

    def format_of_file(path, given):
        if path.endswith("a.txt"):
            raise KeyError("\0")
        return telling(path, given)

    monkeypatch.setattr(finding.readers, "format_of_file", format_of_file)
    broken, fine = items_of(tmp_path)
    assert broken.reason == "It could not be read (KeyError: '\\x00')."
    assert (broken.fate, fine.fate) == ("failed", "created")
    assert "Could not read" in caplog.text
