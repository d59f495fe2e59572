"""The registry of formats: told by ending and content, and a new one is one new file."""

import sys
from io import StringIO

import pytest
from django.core.management import call_command

from articles.importing import readers
from articles.importing.file_kinds import SAMPLE
from articles.importing.parse_document import parse
from articles.importing.read_files import read_files
from articles.importing.records import Record
from articles.models import Article
from articles.source_models import Document

NEWS = "Police held three men in the capital on Monday."
HTML = b"\xef\xbb\xbf\n<!DOCTYPE html><html><body><p>One.</p></body></html>"
# A format that nobody uses: cables, parted by lines of plus signs.
CABLES = """
from articles.importing.readers import Format
from articles.importing.records import DeclaredMetadata, Record


def read(path):
    with open(path, "rb") as file:
        for number, cable in enumerate(file.read().split(b"++++"), 1):
            yield Record(cable.strip(), "application/x-cable", path, line=number)


def parse(record):
    sender, text = record.raw.decode().split("\\n", 1)
    return DeclaredMetadata(text=text, source=sender, id=str(record.line))


FORMAT = Format(
    name="cables",
    media_type="application/x-cable",
    endings=frozenset({".cable"}),
    read=read,
    parse=parse,
    recognizes=lambda sample: sample.startswith(b"++++"),
)
"""


@pytest.fixture
def with_reader(tmp_path_factory, monkeypatch):
    """Registers the source of a reader as if its file stood among the others."""

    def register(name: str, source: str) -> dict[str, readers.Format]:
        folder = tmp_path_factory.mktemp("readers")
        (folder / f"{name}.py").write_text(source)
        monkeypatch.setattr(readers, "__path__", [*readers.__path__, str(folder)])
        return readers.registered_formats()

    yield register
    sys.modules.pop("articles.importing.readers.cables", None)


def formats_in(folder) -> dict[str, str]:
    """The media type of every file that is taken from the folder."""
    found = {}
    for item in read_files([str(folder)]):
        assert isinstance(item, Record)
        found[item.file.removeprefix(f"{folder}/")] = item.media_type
    return found


@pytest.mark.django_db
def test_a_new_format_is_one_new_file(with_reader, monkeypatch, tmp_path):
    monkeypatch.setattr(readers, "FORMATS", with_reader("cables", CABLES))
    (tmp_path / "old.cable").write_text(f"El Faro\n{NEWS}\n++++\nReuters\n{NEWS} More.")
    (tmp_path / "a.txt").write_text(NEWS)
    call_command("import_articles", str(tmp_path), format="auto", stdout=StringIO())

    cables = Article.objects.filter(document__media_type="application/x-cable").order_by("pk")
    assert list(cables.values_list("source__name", "identity")) == [
        ("El Faro", "El Faro:1"),
        ("Reuters", "Reuters:2"),
    ]
    assert Document.objects.filter(media_type="text/plain").count() == 1


def test_what_a_format_recognizes_needs_no_ending(with_reader, monkeypatch, tmp_path):
    monkeypatch.setattr(readers, "FORMATS", with_reader("cables", CABLES))
    (tmp_path / "old").write_text("++++")
    assert readers.format_of_file(str(tmp_path / "old")).name == "cables"


@pytest.mark.parametrize(
    ("own", "taken"),
    [("cables", "text"), ("application/x-cable", "text/html"), (".cable", ".json")],
)
def test_two_formats_share_nothing(with_reader, own, taken):
    with pytest.raises(ValueError, match=f"Two formats have '{taken}'"):
        with_reader("cables", CABLES.replace(own, taken))


def test_the_content_tells_the_format_before_the_ending_does(tmp_path):
    for ending in (".TXT", ".html", ".json", ""):
        (tmp_path / f"a{ending}").write_bytes(HTML)
    (tmp_path / "part.html").write_text("<p>One.</p>")
    (tmp_path / "lines.txt").write_text('{"text": "One."}\n')
    assert formats_in(tmp_path) == {
        **dict.fromkeys(["a", "a.TXT", "a.html", "a.json", "part.html"], "text/html"),
        "lines.txt": "application/json",
    }


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (HTML, "text/html"),
        (b'{"text": "One."}\n', "application/json"),
        (b'{"text": "' + b"long " * SAMPLE + b'"}\n', "application/json"),
        (b"{not JSON but prose}\n", "text/plain"),
        (NEWS.encode("utf-16"), "text/plain"),
    ],
)
def test_the_content_tells_the_format_of_an_unknown_ending(tmp_path, content, media_type):
    (tmp_path / "a.dat").write_bytes(content)
    assert formats_in(tmp_path) == {"a.dat": media_type}


def test_bytes_of_a_format_that_is_gone_are_read_as_text():
    record = Record(NEWS.encode(), "application/x-cable", "old.cable")
    assert parse(record).text == NEWS
