"""The same articles in SQLite's own text search, to compare with."""

import sqlite3
import time
from pathlib import Path

from search_load.collection import Collection

_RANKED = "SELECT rowid, title FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT 20"


def build(collection: Collection, folder: Path) -> Path:
    """Write all articles into a database in the folder, if it is not there already."""
    path = folder / f"articles-{collection.size}.sqlite"
    if path.exists():
        return path
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with sqlite3.connect(part) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute(
            "CREATE VIRTUAL TABLE articles USING fts5(title, body, tokenize = 'porter unicode61')"
        )
        for batch in collection.batches():
            rows = ((one.number, one.title, one.text) for one in batch)
            database.executemany("INSERT INTO articles (rowid, title, body) VALUES (?, ?, ?)", rows)
        database.execute("INSERT INTO articles (articles) VALUES ('optimize')")
    database.close()
    return part.rename(path)


def timed(path: Path, queries: list[str]) -> list[float]:
    """Seconds that each query takes, ranked by bm25, the best twenty, without a page around."""
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA cache_size = -1000000")
        seconds = []
        for query in queries:
            began = time.perf_counter()
            database.execute(_RANKED, [query]).fetchall()
            seconds.append(time.perf_counter() - began)
    database.close()
    return seconds
