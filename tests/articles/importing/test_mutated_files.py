"""Real files that were damaged: each still has one fate, and nothing breaks or hangs."""

import json
import random
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings as project
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.parse_document import parse
from articles.importing.read_files import read_files
from articles.importing.records import ArticleError, Record
from articles.importing.run_import import run
from articles.run_models import Fate, ImportRun
from tests.articles.importing import made_files as made
from tests.articles.importing.other_files import NEWS, OTHER_FILES

pytestmark = pytest.mark.django_db

PAGE = f"""<!DOCTYPE html>
<html lang="es"><head><meta charset="utf-8"><title>Tres detenidos | El Ejemplo</title>
<link rel="canonical" href="https://example.org/2012/10/tres">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Tres detenidos",
"datePublished": "2012-10-25T08:00:00-06:00", "author": [{{"name": "José Peña"}}]}}</script></head>
<body><nav><a href="/">Inicio</a></nav><article><h1>Tres detenidos</h1><p>{NEWS}</p><p>{NEWS}</p>
</article><footer>© 2012</footer></body></html>"""
RELEASE = f"""Three held – Office of the Prosecutor
Skip to content
FOR IMMEDIATE RELEASE
October 25, 2012
Contact: Press Office, (555) 555-0100

SANTA ANA, Calif. – {NEWS}

###
"""
MARKDOWN = (
    f"---\ntitle: 'Three held'\ndate: 2012-10-25\ntags: [gangs]\n---\n\n# Three held\n\n{NEWS}"
)
LINES = [{"id": n, "text": f"{NEWS} {n}", "date": "2012-10", "source": "A"} for n in range(4)]
FILES: list[tuple[str, bytes]] = [
    *((path.suffix, path.read_bytes()) for path in sorted(project.GANGINTEL_SEEDS_DIR.iterdir())),
    (".html", PAGE.encode()),
    (".html", PAGE.encode("cp1252")),
    (".txt", RELEASE.encode()),
    (".txt", RELEASE.encode("utf-16")),
    (".md", MARKDOWN.encode()),
    (".jsonl", "\n".join(map(json.dumps, LINES)).encode()),
    (".json", json.dumps(LINES[0], indent=1).encode()),
    *((ending, content) for _, ending, content in OTHER_FILES),
]
ANSWERS = ("https://example.org/1", "text/html", made.PAGE.encode())
CONTAINERS: list[tuple[str, bytes]] = [
    (".pdf", made.pdf([[made.TITLE, made.NEWS], [made.MORE]], Title=made.TITLE)),
    (".pdf", made.scanned_pdf()),
    (".docx", made.word(made.NEWS, rows=[("Name", "Age")])),
    (".odt", made.open_document(made.NEWS)),
    (".xlsx", made.workbook([made.COLUMNS, *made.ROWS])),
    (".csv", made.table([made.COLUMNS, *made.ROWS])),
    (".eml", bytes(made.mail(page=made.PAGE, attached={"a.pdf": made.pdf([[made.MORE]])}))),
    (".mbox", made.mailbox_of(made.mail(), made.mail(id="<2@example.org>"))),
    (".msg", made.msg(attached={"a.txt": made.MORE.encode()})),
    (".rss", made.RSS.encode()),
    (".atom", made.ATOM.encode()),
    (".rdf", made.RDF.encode()),
    (".warc", made.web_archive(ANSWERS, ANSWERS)),
    (".warc.gz", made.web_archive(ANSWERS, packed=True)),
    (".json", made.jsons({"title": "A", "content": {"rendered": "<p>One.</p>"}}, {"text": "Two."})),
    (".json", made.jsons({"schema": "Article", "properties": {"bodyText": ["One."]}}, indent=1)),
    (".zip", made.zipped({"a.txt": NEWS, "b/c.eml": bytes(made.mail())})),
    (".tar.gz", made.tarred({"a.txt": NEWS, "b.zip": made.zipped({"c.txt": NEWS})})),
]


@st.composite
def damaged(draw: st.DrawFn, among: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """A file of any kind, perhaps under the ending of another, with some bytes changed."""
    ending, content = draw(st.sampled_from(among))
    ending = draw(st.sampled_from([ending, ending, "", ".txt", ".html", ".jsonl", ".json"]))
    raw = bytearray(content)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(raw)))
        length = draw(st.sampled_from([1, 1, 2, 7, 40, 700]))
        piece = bytes(raw[at : at + length])
        new = draw(st.sampled_from([b"", piece * 2, piece * 300, piece[::-1], b"\0"]))
        raw[at : at + length] = draw(st.binary(min_size=1, max_size=8)) if new == piece else new
    return ending, bytes(raw[: draw(st.sampled_from([None, None, len(raw) // 2]))])


@given(st.lists(damaged(FILES), min_size=1, max_size=3))
def test_damaged_files_have_one_fate_each(tmp_path_factory, files):
    folder, items = fates_of(tmp_path_factory, files)
    # A file of an ending that holds lines may be nothing but empty lines, which is said.
    assert {Path(file).name for file, _ in items} == {file.name for file in folder.iterdir()}


@given(st.lists(damaged(CONTAINERS), min_size=1, max_size=2))
def test_damaged_documents_and_containers_have_fates_for_all_that_is_found_in_them(
    tmp_path_factory, files
):
    folder, items = fates_of(tmp_path_factory, files)
    for file in map(str, folder.iterdir()):
        assert any(name == file or name.startswith(f"{file}/") for name, _ in items)


@pytest.mark.long
@pytest.mark.parametrize("one", CONTAINERS, ids=lambda one: one[0])
def test_five_thousand_damaged_files_of_each_format(one, caplog):
    """Only read, not stored: no exception that nobody foresaw, and none takes ten seconds."""
    ending, content = one
    choice = random.Random(17)  # noqa: S311 - no secret
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{ending}")
        for _ in range(5_000):
            raw = bytearray(content)
            for _ in range(choice.randint(1, 5)):
                at = choice.randrange(len(raw) + 1)
                piece = raw[at : at + choice.choice([1, 1, 2, 8, 64, 700])]
                new = choice.choice([b"", piece * 2, piece * 50, piece[::-1], b"\0", b"\xff\xff"])
                raw[at : at + len(piece)] = (
                    new if choice.random() < 0.5 else choice.randbytes(len(piece))
                )
            path.write_bytes(raw)
            start = time.monotonic()
            found = list(read_files([str(path)]))
            assert found
            for item in found:
                if isinstance(item, Record):
                    with suppress(ArticleError):
                        parse(item)
            slowest = max(slowest, time.monotonic() - start)
    assert [record.message for record in caplog.records if record.exc_info] == []
    print(f"{ending}: at most {slowest:.2f} s")


def fates_of(tmp_path_factory, files) -> tuple[Path, list[tuple[str, str]]]:
    """Dry-run the import of these files; returns their folder, and names and reasons of items."""
    folder: Path = tmp_path_factory.mktemp("damaged")
    for number, (ending, raw) in enumerate(files):
        (folder / f"{number}{ending}").write_bytes(raw)

    found: list[tuple[str, str]] = []

    def tell(import_run: ImportRun) -> None:
        items = list(import_run.items.order_by("number"))
        assert [item.number for item in items] == list(range(1, import_run.found + 1))
        found.extend((item.file, item.reason) for item in items)
        for item in items:
            assert "could not be read (" not in item.reason  # an exception that nobody foresaw
            assert item.article is not None or item.fate in (Fate.SKIPPED, Fate.FAILED)

    run([str(folder)], dry_run=True, tell=tell)
    return folder, found
