"""The articles of a result as references: BibTeX and RIS, for programs that manage literature."""

import re
from collections.abc import Iterator
from typing import Any

from entities.exports.product import Format, Product
from entities.exports.tables import ARTICLES

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {sign: f"\\{sign}" for sign in "$&%#_"}
_BIBTEX = re.compile("|".join(map(re.escape, _SIGNS)))


def write_bibtex(product: Product) -> Iterator[bytes]:
    for heading, words in product.about:
        yield f"% {heading}: {_line(words)}\n".encode()
    for row in ARTICLES.dictionaries(product.found):
        year, month, _ = _parts(row["published"])
        fields = {
            "title": f"{{{_escaped(row['title'])}}}",
            "author": f"{{{_escaped(row['byline'])}}}" if row["byline"] else "",
            "journal": _escaped(row["source"]),
            "year": year,
            "month": str(int(month)) if month else "",
            "date": row["published"] or "",
            # An address stands as it is: BibTeX programs set it letter by letter.
            "url": _line(row["url"]).replace("{", "%7B").replace("}", "%7D"),
            "langid": row["language"],
            "note": _escaped(_note(row)),
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        entry = ",\n".join(lines)
        yield f"@article{{gangintel-{row['id']},\n{entry}\n}}\n".encode()


def write_ris(product: Product) -> Iterator[bytes]:
    for row in ARTICLES.dictionaries(product.found):
        year, month, day = _parts(row["published"])
        fields = {
            "TY": "NEWS",
            "ID": f"gangintel-{row['id']}",
            "TI": row["title"],
            "AU": row["byline"],
            "T2": row["source"],
            "PY": year,
            "DA": f"{year}/{month}/{day}" if year else "",
            "UR": row["url"],
            "LA": row["language"],
            "N1": _note(row),
        }
        lines = [f"{tag}  - {_line(value)}\r\n" for tag, value in fields.items() if value]
        yield "".join([*lines, "ER  - \r\n\r\n"]).encode()


def _note(row: dict[str, Any]) -> str:
    return f"{row['handling']}, grade {row['grade']}, SHA-256 {row['sha256']}"


def _parts(published: str | None) -> tuple[str, str, str]:
    """Year, month and day, each empty where it is not known."""
    year, month, day = [*(published or "").split("-"), "", ""][:3]
    return year, month, day


def _escaped(text: str) -> str:
    return _BIBTEX.sub(lambda sign: _SIGNS[sign.group()], _line(text))


def _line(text: str) -> str:
    return " ".join(text.split())


BIBTEX = Format(
    "bibtex",
    "BibTeX",
    "application/x-bibtex; charset=utf-8",
    write_bibtex,
    title="The articles as references",
    extension="bib",
)
RIS = Format(
    "ris",
    "RIS",
    "application/x-research-info-systems; charset=utf-8",
    write_ris,
    title="The articles as references",
)
