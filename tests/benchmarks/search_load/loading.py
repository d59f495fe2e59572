"""Load a collection by COPY: indexes and triggers step aside meanwhile, digests come in one go."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection

from entities.models import SearchRow
from entities.names import fold
from search_load.collection import SOURCES, Collection, Thing, Written, vocabulary

PEOPLE = 20_000
TOWNS = 1000
TABLES = ("articles_document", "articles_article", "entities_mention", "entities_evidence")
_DIGEST = "entities_digest"
# Digests are counted by two at once, so many at a time.
WRITERS, _PIECE = 2, 10_000


def make_sources() -> None:
    _execute(
        "INSERT INTO articles_source (name, reliability) SELECT 'Paper ' || number, "
        "substr('ABCDEF', 1 + number %% 6, 1) FROM generate_series(1, %s) number",
        SOURCES,
    )


def make_people() -> None:
    """The gazetteer knows hardly any people: they come with the articles."""
    first = ("Ana", "Bea", "Cleo", "Dan", "Eva", "Fia", "Gus", "Hal", "Ida", "Jon")
    last = [
        f"{a}{b}{c}ez"
        for a in ("Ba", "Co", "Du", "Fe", "Gi", "Lo", "Ma", "Ne", "Pa", "Ro")
        for b in ("ba", "co", "du", "fe", "gi", "lo", "ma", "ne", "pa", "ro", "su", "ta", "vi")
        for c in ("b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "z", "q", "j")
    ]
    names = [f"{one} {other}" for other in last for one in first][:PEOPLE]
    _execute(
        "WITH made AS (INSERT INTO entities_entity (kind, name) SELECT 'person', unnest(%s::text[])"
        " RETURNING id, name) INSERT INTO entities_alias (entity_id, name, normalized, origin)"
        " SELECT id, name, normalized, 'article'"
        "   FROM made JOIN unnest(%s::text[], %s::text[]) AS folded(name, normalized) USING (name)",
        *(names, names, [fold(name) for name in names]),
    )


def make_towns() -> Thing:
    """A place with 1,000 places in it, which the gazetteer has none of before anybody reads."""
    ((key, name),) = _rows(
        "SELECT id, name FROM entities_entity WHERE gazetteer_key = 'place:US-CA'"
    )
    towns = [f"Villa {word.title()}" for word in vocabulary()[:TOWNS]]
    _execute(
        "WITH made AS (INSERT INTO entities_entity (kind, subtype, name, parent_id, population)"
        " SELECT 'location', 'city', town, %s, 200000000 - 100000 * row_number() OVER ()"
        "   FROM unnest(%s::text[]) town RETURNING id, name)"
        " INSERT INTO entities_alias (entity_id, name, normalized, origin)"
        " SELECT id, name, lower(name), 'article' FROM made",
        *(key, towns),
    )
    return Thing(key, "location", name)


def sampled_texts(count: int) -> list[str]:
    """Texts of articles from everywhere in the collection."""
    return [
        text
        for (text,) in _rows(
            "SELECT text FROM articles_article WHERE id IN ("
            "  SELECT 1 + (number * 7919) %% (SELECT max(id) FROM articles_article)"
            "    FROM generate_series(1, %s) number)",
            count,
        )
    ]


def known_things() -> dict[str, list[Thing]]:
    """What the articles can mention, by kind, the same order every time; one name once."""
    found: dict[str, list[Thing]] = {}
    # As mixed as the gazetteer is, the first are the most frequent: larger places before.
    for key, kind, name in _rows(
        "SELECT DISTINCT ON (kind, coalesce(-population, 0), md5(name)) id, kind, name"
        "  FROM entities_entity WHERE merged_into_id IS NULL AND subtype <> 'region'"
        " ORDER BY kind, coalesce(-population, 0), md5(name), id"
    ):
        found.setdefault(kind, []).append(Thing(key, kind, name))
    return found


def load(collection: Collection) -> dict[str, float]:
    """Returns the seconds that each step took."""
    took: dict[str, float] = {}
    relationships: dict[tuple[int, int], int] = {}
    sources = [key for (key,) in _rows("SELECT id FROM articles_source ORDER BY id DESC LIMIT 200")]
    with _stepping_aside([_DIGEST], took):
        with _stepping_aside(TABLES, took):
            began = time.perf_counter()
            for batch in collection.batches():
                _copy_articles(batch, sources)
                _copy_finds(batch, relationships)
            took["articles and mentions"] = time.perf_counter() - began
        _execute("INSERT INTO articles_clusterplace (article_id) SELECT id FROM articles_article")
        began = time.perf_counter()
        pieces = range(1, collection.size + 1, _PIECE)
        with ThreadPoolExecutor(WRITERS) as writers:
            list(writers.map(_digest, pieces))
        took["digests"] = time.perf_counter() - began
    began = time.perf_counter()
    for table in TABLES[:2]:
        _execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")  # noqa: S608
    connection.cursor().execute("VACUUM (ANALYZE)")
    took["statistics"] = time.perf_counter() - began
    return took


def _digest(first: int) -> None:
    columns = ", ".join(field.column for field in SearchRow._meta.concrete_fields)
    try:
        _execute(
            f"INSERT INTO {_DIGEST} ({columns}) SELECT {columns} FROM entities_digest_now"  # noqa: S608
            "  WHERE article_id >= %s AND article_id < %s",
            *(first, first + _PIECE),
        )
    finally:
        connection.close()


@contextmanager
def _stepping_aside(tables: Sequence[str], took: dict[str, float]) -> Iterator[None]:
    """Take away what every row would be put into one by one, and put it back at the end."""
    indexes = _rows(
        "SELECT format('DROP INDEX %%I', indexrelid::regclass), pg_get_indexdef(indexrelid)"
        "  FROM pg_index WHERE indrelid = ANY(%s::regclass[]) AND NOT indisunique"
        "   AND NOT indisexclusion",
        list(tables),
    )
    constraints = _rows(
        "SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),"
        "       format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,"
        "              pg_get_constraintdef(oid))"
        "  FROM pg_constraint WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('x', 'f')",
        list(tables),
    )
    for table in tables:
        _execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    for undo, _ in [*indexes, *constraints]:
        _execute(undo)
    yield
    for table in tables:
        _execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    for _, redo in [*indexes, *constraints]:
        began = time.perf_counter()
        _execute(redo)
        took[redo.split(" USING ")[0][:70]] = time.perf_counter() - began


def _copy_articles(batch: list[Written], sources: list[int]) -> None:
    with _copied("articles_document", "id, raw, media_type, original_name") as copy:
        for one in batch:
            raw = f"{one.number}\n{one.text}".encode()
            copy.write_row((one.number, raw, "text/plain", f"{one.number}.txt"))
    columns = "id, source_id, document_id, title, published_on, published_precision, language, "
    columns += "text, body_end, credibility"
    with _copied("articles_article", columns) as copy:
        for one in batch:
            copy.write_row(
                (
                    *(one.number, sources[one.source], one.number, one.title, one.day, "day"),
                    *("en", one.text, len(one.text), str(1 + one.number % 6)),
                )
            )


def _copy_finds(batch: list[Written], relationships: dict[tuple[int, int], int]) -> None:
    columns = 'article_id, kind, entity_id, start, "end", name, normalized, confidence, origin'
    with _copied("entities_mention", columns) as copy:
        for one in batch:
            for place, (start, end, thing) in enumerate(one.mentions):
                sure = 0.5 + (one.number * 7 + place * 13) % 50 / 100
                copy.write_row(
                    (
                        *(one.number, thing.kind, thing.key, start, end, thing.name),
                        *(fold(thing.name), sure, "gazetteer"),
                    )
                )
    stated = [(one, one.relationship) for one in batch if one.relationship]
    for _, (_, _, head, child) in stated:
        if (head.key, child.key) not in relationships:
            ((key,),) = _rows(
                "INSERT INTO entities_relationship (kind, head_id, head_kind, child_id, child_kind)"
                " VALUES ('rival_of', %s, 'gang', %s, 'gang') RETURNING id",
                *(head.key, child.key),
            )
            relationships[head.key, child.key] = key
    columns = 'relationship_id, article_id, start, "end", quote, rule'
    with _copied("entities_evidence", columns) as copy:
        for one, (start, end, head, child) in stated:
            key = relationships[head.key, child.key]
            copy.write_row((key, one.number, start, end, one.text[start:end], "bench"))


@contextmanager
def _copied(table: str, columns: str) -> Iterator:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        yield copy


def _rows(statement: str, *parameters) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
        return cursor.fetchall()


def _execute(statement: str, *parameters) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
