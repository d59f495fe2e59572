"""Templates and style sheets are written so that a change of one thing changes one line.

The style sheets were laid out by `npx prettier@3 --print-width 100 --write "static/css/*.css"`.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
LONGEST_LINE = 160
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What may hold a semicolon, a colon or a brace that means nothing.
TEXT = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|url\([^)]*\)")


def long_lines(text: str) -> Iterator[str]:
    """The lines of a template with more than LONGEST_LINE characters: their numbers and lengths."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            yield f"{number}: {len(line)} characters"


def crowded_lines(text: str) -> Iterator[str]:
    """The lines of a style sheet that hold several declarations, or one beside a brace."""
    plain = COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    for number, line in enumerate(TEXT.sub("x", plain).split("\n"), 1):
        ends_in_the_midst = re.search(r";\s*\S", line)
        has_neighbour = re.search(r"\{\s*[^\s}]|[^\s{]\s*\}|\}\s*\S", line)
        if ends_in_the_midst or has_neighbour:
            yield f"{number}: {line.strip()[:60]}"


def faults(folder: str, ending: str, check: Callable[[str], Iterator[str]]) -> list[str]:
    files = sorted((PROJECT / folder).rglob(f"*{ending}"))
    assert files
    return [
        f"{file.relative_to(PROJECT)}:{fault}"
        for file in files
        for fault in check(file.read_text(encoding="utf-8"))
    ]


def test_no_line_of_a_template_is_too_long():
    assert faults("templates", ".html", long_lines) == []


def test_a_line_of_a_style_sheet_holds_one_declaration():
    assert faults("static", ".css", crowded_lines) == []


def test_a_long_line_is_seen():
    assert list(long_lines("a\n" + "é" * 160 + "\n" + "é" * 161)) == ["3: 161 characters"]


@pytest.mark.parametrize(
    "crowded",
    [
        "a { color: red }",
        "a {\n  color: red; margin: 0;\n}",
        "a {\n  color: red; }",
        "a { color: red;\n}",
        "@media print {\n  a { display: none; }\n}",
        "a {\n} b {\n}",
        "a {\n  /* why */ color: red; margin: 0;\n}",
    ],
)
def test_a_crowded_line_is_seen(crowded):
    assert len(list(crowded_lines(crowded))) == 1


@pytest.mark.parametrize(
    "airy",
    [
        "a {\n  color: red;\n}\n",
        'a:hover,\nb::after {\n  content: "; }";\n}',
        "a {\n  background: url(data:image/png;base64,AA==);\n}",
        "/* not a { b: c; d: e } */\na {\n}",
        "@import url(a.css);\n:root {\n  --a: b;\n\n  --c: calc(\n    1px + 2px\n  );\n}",
        "a {\n  color: red; /* why */\n}",
        ".presence:empty {}",
    ],
)
def test_a_line_with_one_declaration_is_not_complained_about(airy):
    assert list(crowded_lines(airy)) == []
