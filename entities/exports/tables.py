"""The tables in which all that is known of some articles is taken away.

A table is one statement, so that a million of its rows leave at the speed of the database. Rows of
all tables refer to each other by the numbers of articles, entities and relationships.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection

from articles.clearance import shown_sql
from entities.exports.found import Found
from entities.exports.spreadsheet import FORMULA_STARTS

# Rows are fetched so many at a time.
_A_TIME = 2_000


@dataclass(frozen=True)
class Column:
    """`is_text`: words that somebody else has written, which a spreadsheet must never run.

    `is_date`: in ISO 8601, no more exact than it is known.
    """

    name: str
    sql: str
    is_text: bool = False
    is_date: bool = False


@dataclass(frozen=True)
class Table:
    """`columns` are selected from what `source` joins to `found`, in this `order`."""

    name: str
    says: str
    columns: tuple[Column, ...]
    source: str
    order: str

    @cached_property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def rows(self, found: Found, **values: object) -> Iterator[tuple[Any, ...]]:
        """The rows; `values` are named in the statement."""
        columns = ", ".join(column.sql for column in self.columns)
        with connection.cursor().connection.cursor(name=f"export_{self.name}") as cursor:
            cursor.itersize = _A_TIME
            cursor.execute(self._statement(found, columns), found.parameters)
            yield from cursor

    def dictionaries(self, found: Found) -> Iterator[dict[str, Any]]:
        for row in self.rows(found):
            yield dict(zip(self.names, row, strict=True))

    def csv(self, found: Found) -> Iterator[bytes]:
        """CSV with a header (RFC 4180) in UTF-8, formulas defused; written by the database."""
        columns = ", ".join(f'{_cell(column)} AS "{column.name}"' for column in self.columns)
        copied = f"COPY ({self._statement(found, columns)}) TO STDOUT WITH (FORMAT csv, HEADER)"
        with connection.cursor() as cursor, cursor.copy(copied, found.parameters) as pieces:
            yield from map(bytes, pieces)

    def _statement(self, found: Found, columns: str) -> str:
        # What is joined to what was found is not told where only hidden articles tell of it.
        source = self.source.replace("{seen_parent}", shown_sql("parent.handling"))
        return f"{found.clause} SELECT {columns} {source} ORDER BY {self.order}"


def _cell(column: Column) -> str:
    if not column.is_text:
        return column.sql
    starts = "".join(FORMULA_STARTS).replace("'", "''")
    return (
        f"CASE WHEN strpos('{starts}', left({column.sql}, 1)) > 0 "
        f"AND {column.sql} <> '' THEN '''' || {column.sql} ELSE {column.sql} END"
    )


def _text(name: str, sql: str) -> Column:
    return Column(name, sql, is_text=True)


def _date(name: str, day: str, precision: str) -> Column:
    """A date no more exact than it is known: `2012-10-25`, `2012-10` or `2012`."""
    length = f"CASE {precision} WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END"
    return Column(name, f"left(to_char({day}, 'YYYY-MM-DD'), {length})", is_date=True)


def _moment(name: str, sql: str) -> Column:
    return Column(name, f"""to_char({sql} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')""")


def _page(text: str, place: str) -> Column:
    """The page on which a place lies, from 1; empty without pages."""
    starts = f"unnest({text}.page_starts) AS first WHERE first <= {place}"
    return Column("page", f"nullif((SELECT count(*) FROM {starts}), 0)")  # noqa: S608


_ARTICLE = """
    JOIN articles_article article ON article.id = found.article_id
    JOIN articles_source source ON source.id = article.source_id
    JOIN articles_document document ON document.id = article.document_id
"""
_GRADE = "source.reliability || article.credibility"

ARTICLES = Table(
    "articles",
    "an article a row",
    (
        Column("id", "article.id"),
        _text("title", "article.title"),
        _text("byline", "article.byline"),
        _text("source", "source.name"),
        Column("grade", _GRADE),
        Column("handling", "'TLP:' || article.handling"),
        _date("published", "article.published_on", "article.published_precision"),
        _date("updated", "article.updated_on", "article.updated_precision"),
        _text("dateline", "article.dateline"),
        Column("language", "article.language"),
        _text("sections", "array_to_string(article.sections, '; ')"),
        _text("url", "article.url"),
        Column("review_status", "article.review_status"),
        Column("origin", "place.cluster"),
        _text("file", "document.original_name"),
        Column("sha256", "document.sha256"),
        _moment("captured", "document.captured_at"),
    ),
    f"FROM found {_ARTICLE} JOIN articles_clusterplace place ON place.article_id = article.id",
    "article.published_on DESC NULLS LAST, article.id DESC",
)
MENTIONS = Table(
    "mentions",
    "a name, date, sum or quantity in a text a row; start and end count characters of the text",
    (
        Column("id", "mention.id"),
        Column("article", "mention.article_id"),
        Column("kind", "mention.kind"),
        Column("entity", "mention.entity_id"),
        _text("entity_name", "entity.name"),
        _text("words", "mention.name"),
        _text("value", "mention.value"),
        Column("start", "mention.start"),
        Column("end", 'mention."end"'),
        Column("status", "mention.status"),
        Column("confidence", "round(mention.confidence::numeric, 3)::float"),
        Column("found_by", "mention.origin"),
    ),
    """FROM found JOIN entities_mention mention ON mention.article_id = found.article_id
          AND mention.revision_id IS NULL AND mention.status <> 'rejected'
        LEFT JOIN entities_entity entity ON entity.id = mention.entity_id""",
    "mention.article_id, mention.start, mention.id",
)
ENTITIES = Table(
    "entities",
    "a gang, person, place, agency or organization a row, counted in these articles",
    (
        Column("id", "entity.id"),
        Column("kind", "entity.kind"),
        Column("subtype", "entity.subtype"),
        _text("name", "entity.name"),
        _text(
            "aliases",
            """(SELECT string_agg(alias.name, '; ' ORDER BY alias.name)
                  FROM entities_alias alias WHERE alias.entity_id = entity.id
                   AND alias.status <> 'rejected' AND alias.name <> entity.name)""",
        ),
        Column("country", "entity.country"),
        Column("division", "entity.division"),
        Column("parent", "entity.parent_id"),
        _text("parent_name", "parent.name"),
        Column("latitude", "entity.latitude"),
        Column("longitude", "entity.longitude"),
        Column("gazetteer_key", "entity.gazetteer_key"),
        Column("articles", "counted.articles"),
        Column("mentions", "counted.mentions"),
        Column("confirmed", "counted.confirmed"),
    ),
    """FROM (
            SELECT entity_id, sum(articles)::int AS articles, sum(mentions)::int AS mentions,
                   sum(confirmed)::int AS confirmed
              FROM (
                SELECT mention.entity_id, count(DISTINCT mention.article_id) AS articles,
                       count(*) AS mentions,
                       count(*) FILTER (WHERE mention.status = 'confirmed') AS confirmed
                  FROM found JOIN entities_mention mention
                    ON mention.article_id = found.article_id AND mention.entity_id IS NOT NULL
                   AND mention.revision_id IS NULL AND mention.status <> 'rejected'
                 GROUP BY mention.entity_id
                UNION ALL
                SELECT ended.entity_id, 0, 0, 0
                  FROM found JOIN entities_evidence evidence
                    ON evidence.article_id = found.article_id
                   AND evidence.revision_id IS NULL AND evidence.status <> 'rejected'
                  JOIN entities_relationship relationship
                    ON relationship.id = evidence.relationship_id
                   AND relationship.status <> 'rejected'
                 CROSS JOIN LATERAL
                    (VALUES (relationship.head_id), (relationship.child_id)) AS ended (entity_id)
              ) AS each
             GROUP BY entity_id
        ) AS counted
        JOIN entities_entity entity ON entity.id = counted.entity_id
        LEFT JOIN entities_entity parent ON parent.id = entity.parent_id{seen_parent}""",
    "counted.articles DESC, entity.name, entity.id",
)
RELATIONSHIPS = Table(
    "relationships",
    "a relationship a row that these articles state, with how often they do",
    (
        Column("id", "relationship.id"),
        Column("head", "relationship.head_id"),
        _text("head_name", "head.name"),
        Column("kind", "relationship.kind"),
        Column("child", "relationship.child_id"),
        _text("child_name", "child.name"),
        Column("status", "relationship.status"),
        _date("valid_from", "relationship.valid_from", "relationship.valid_from_precision"),
        _date("valid_to", "relationship.valid_to", "relationship.valid_to_precision"),
        Column("is_former", "relationship.is_former"),
        Column("origins", "stated.origins"),
        Column("articles", "stated.articles"),
        Column("quotes", "stated.quotes"),
        Column("hedged", "stated.hedged"),
        _text("note", "relationship.note"),
    ),
    """FROM (
            SELECT evidence.relationship_id, count(DISTINCT place.cluster) AS origins,
                   count(DISTINCT evidence.article_id) AS articles, count(*) AS quotes,
                   count(*) FILTER (WHERE evidence.hedged) AS hedged
              FROM found JOIN entities_evidence evidence
                ON evidence.article_id = found.article_id
               AND evidence.revision_id IS NULL AND evidence.status <> 'rejected'
              JOIN articles_clusterplace place ON place.article_id = evidence.article_id
             GROUP BY evidence.relationship_id
        ) AS stated
        JOIN entities_relationship relationship
          ON relationship.id = stated.relationship_id AND relationship.status <> 'rejected'
        JOIN entities_entity head ON head.id = relationship.head_id
        JOIN entities_entity child ON child.id = relationship.child_id""",
    "head.name, relationship.kind, child.name, relationship.id",
)
EVIDENCE = Table(
    "evidence",
    "a sentence that states a relationship a row, with where it stands and in which bytes",
    (
        Column("id", "evidence.id"),
        Column("relationship", "evidence.relationship_id"),
        Column("article", "evidence.article_id"),
        _text("quote", "evidence.quote"),
        Column("start", "evidence.start"),
        Column("end", 'evidence."end"'),
        _page("article", "evidence.start"),
        Column("status", "evidence.status"),
        Column("confidence", "round(evidence.confidence::numeric, 3)::float"),
        Column("hedged", "evidence.hedged"),
        Column("attributed", "evidence.attributed"),
        Column("analysis", "evidence.analysis"),
        Column("found_by", "evidence.rule"),
        Column("grade", f"coalesce(nullif(evidence.grade, ''), {_GRADE})"),
        _text("title", "article.title"),
        _text("source", "source.name"),
        _date("published", "article.published_on", "article.published_precision"),
        _text("url", "article.url"),
        Column("origin", "place.cluster"),
        Column("sha256", "document.sha256"),
    ),
    f"""FROM found {_ARTICLE}
        JOIN articles_clusterplace place ON place.article_id = article.id
        JOIN entities_evidence evidence ON evidence.article_id = article.id
         AND evidence.revision_id IS NULL AND evidence.status <> 'rejected'
        JOIN entities_relationship relationship ON relationship.id = evidence.relationship_id
         AND relationship.status <> 'rejected'""",
    "evidence.relationship_id, article.published_on NULLS LAST, evidence.id",
)
TABLES = (ARTICLES, MENTIONS, ENTITIES, RELATIONSHIPS, EVIDENCE)
