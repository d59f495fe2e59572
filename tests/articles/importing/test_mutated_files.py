"""Real files that were damaged: each still has one fate, and nothing breaks or hangs."""

import json
from pathlib import Path

import pytest
from django.conf import settings as project
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.run_import import run
from articles.run_models import Fate, ImportRun
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


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of any kind, perhaps under the ending of another, with some bytes changed."""
    ending, content = draw(st.sampled_from(FILES))
    ending = draw(st.sampled_from([ending, ending, "", ".txt", ".html", ".jsonl", ".json"]))
    raw = bytearray(content)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(raw)))
        length = draw(st.sampled_from([1, 1, 2, 7, 40, 700]))
        piece = bytes(raw[at : at + length])
        new = draw(st.sampled_from([b"", piece * 2, piece * 300, piece[::-1], b"\0"]))
        raw[at : at + length] = draw(st.binary(min_size=1, max_size=8)) if new == piece else new
    return ending, bytes(raw[: draw(st.sampled_from([None, None, len(raw) // 2]))])


@given(st.lists(damaged(), min_size=1, max_size=3))
def test_damaged_files_have_one_fate_each(tmp_path_factory, files):
    folder: Path = tmp_path_factory.mktemp("damaged")
    for number, (ending, raw) in enumerate(files):
        (folder / f"{number}{ending}").write_bytes(raw)

    def tell(import_run: ImportRun) -> None:
        items = list(import_run.items.order_by("number"))
        assert [item.number for item in items] == list(range(1, import_run.found + 1))
        # A file of an ending that holds lines may be nothing but empty lines, which is said.
        assert {Path(item.file).name for item in items} == {file.name for file in folder.iterdir()}
        for item in items:
            assert "could not be read (" not in item.reason  # an exception that nobody foresaw
            assert item.article is not None or item.fate in (Fate.SKIPPED, Fate.FAILED)

    run([str(folder)], dry_run=True, tell=tell)
