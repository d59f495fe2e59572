"""All that is known of the articles of a result: a ZIP with a CSV a table, and what it all is."""

import zipfile
from collections.abc import Iterator

from entities.exports.product import Format, Product
from entities.exports.tables import TABLES

# A program reads what a file is made of from here.
ABOUT = "about.txt"
_UNIX_FILE = 0o644 << 16


class _Pieces:
    """A file that nobody can seek in, and that hands on what was written since it was asked."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._written.append(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def taken(self) -> bytes:
        taken, self._written = b"".join(self._written), []
        return taken


def write_tables(product: Product) -> Iterator[bytes]:
    pieces = _Pieces()
    with zipfile.ZipFile(pieces, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_member(ABOUT, product), about(product))
        yield pieces.taken()
        for table in TABLES:
            with archive.open(_member(f"{table.name}.csv", product), "w", force_zip64=True) as file:
                for piece in table.csv(product.found):
                    file.write(piece)
                    yield pieces.taken()
    yield pieces.taken()


def about(product: Product) -> str:
    """What the tables are, for people."""
    lines = [f"{heading}: {words}" for heading, words in product.about]
    return "\n".join([*lines, "", *(f"{table.name}: {table.says}" for table in TABLES), ""])


def _member(name: str, product: Product) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, product.at.timetuple()[:6])
    member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, _UNIX_FILE
    return member


FORMAT = Format(
    "tables",
    "Tables (CSV)",
    "application/zip",
    write_tables,
    title="A ZIP of articles, mentions, entities, relationships and evidence",
    extension="zip",
)
