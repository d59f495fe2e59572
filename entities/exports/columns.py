"""What is exported, an article a row, and what a format is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from entities.kinds import ENTITY_KINDS, Kind
from entities.search.results.engine import Search
from entities.search.results.hits import Hit
from entities.search.statements import Statement, statements

# Relationships are fetched for so many articles at once.
_A_TIME = 500

# Each kind of entity has a column for the names in the article.
KIND_COLUMNS = {kind: kind.plural.lower() for kind in ENTITY_KINDS}
COLUMNS = (
    "id",
    "title",
    "source",
    "grade",
    "handling",
    "published",
    "published_precision",
    "dateline",
    "review_status",
    *KIND_COLUMNS.values(),
    "relationships",
    "matched_by",
    "quote",
    "link",
)


@dataclass(frozen=True)
class Format:
    """A form of file in which a result can be taken away.

    `name` stands in the address and for the command, `label` on the link with `title` as what it
    says of itself. `write` is given the rows and the query that found them, and gives the file in
    pieces, so that a large one is never in memory as a whole.
    """

    name: str
    label: str
    media_type: str
    write: Callable[[Iterable[dict], str], Iterator[bytes]]
    title: str = ""
    extension: str = ""

    @property
    def file_name(self) -> str:
        return f"gangintel-articles.{self.extension or self.name}"


def rows(search: Search, *, root: str) -> Iterator[dict]:
    """One dictionary an article with `COLUMNS`; `root` begins links.

    Entity columns are lists of names, that of relationships is one of `Statement`.
    """
    everything = search.everything()
    while some := list(islice(everything, _A_TIME)):
        stated = statements([hit.article.pk for hit in some])
        for hit in some:
            yield _row(hit, stated[hit.article.pk], root)


def _row(hit: Hit, stated: list[Statement], root: str) -> dict:
    article, passage = hit.article, hit.passage
    names: dict[str, list[str]] = {column: [] for column in KIND_COLUMNS.values()}
    for one in hit.mentions:
        names[KIND_COLUMNS[Kind(one.kind)]].append(one.name)
    return {
        "id": article.pk,
        "title": article.title,
        "source": article.source.name,
        "grade": article.grade,
        "handling": article.get_handling_display(),
        "published": hit.published,
        "published_precision": article.published_precision,
        "dateline": article.dateline,
        "review_status": article.get_review_status_display(),
        **{column: sorted(set(found)) for column, found in names.items()},
        "relationships": stated,
        "matched_by": [str(reason) for reason in hit.reasons],
        "quote": " ".join(article.text[passage.start : passage.end].split()),
        "link": root + article.get_absolute_url(),
    }
