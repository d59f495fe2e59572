"""The list of results as it is taken away: an article a row."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import islice

from entities.kinds import ENTITY_KINDS, VALUE_KINDS, Kind
from entities.models import Mention
from entities.search.results.engine import Search
from entities.search.results.hits import Hit
from entities.search.statements import Statement, statements

# Relationships and values are fetched for so many articles at once.
_A_TIME = 500

# Each kind has a column: for the names in the article, or for the values in its order.
KIND_COLUMNS = {kind: kind.plural.lower() for kind in (*ENTITY_KINDS, *VALUE_KINDS)}
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
    "page",
    # How many near-copies the row stands for beside its own article; 0 where each is a row.
    "copies",
    "link",
)


def rows(search: Search, *, root: str) -> Iterator[dict]:
    """One dictionary an article with `COLUMNS`, or an origin where these are counted; `root` begins
    links.

    Columns of kinds are lists of names or values, that of relationships is one of `Statement`.
    """
    everything = search.everything()
    while some := list(islice(everything, _A_TIME)):
        articles = [hit.article.pk for hit in some]
        stated, meant = statements(articles), _values(articles)
        for hit in some:
            yield _row(hit, stated[hit.article.pk], meant[hit.article.pk], root)


Values = dict[Kind, list[str]]


def _values(articles: Collection[int]) -> dict[int, Values]:
    """The values of each of the articles as they are kept, once each; one query."""
    values: dict[int, Values] = defaultdict(lambda: {kind: [] for kind in VALUE_KINDS})
    found = Mention.objects.live().filter(article__in=articles, kind__in=VALUE_KINDS)
    rows = found.exclude(value="").order_by("article", "start")
    for article, kind, value in rows.values_list("article", "kind", "value"):
        if value not in (listed := values[article][Kind(kind)]):
            listed.append(value)
    return values


def _row(hit: Hit, stated: list[Statement], values: Values, root: str) -> dict:
    article, passage = hit.article, hit.passage
    names: dict[Kind, set[str]] = {kind: set() for kind in ENTITY_KINDS}
    for one in hit.mentions:
        names[Kind(one.kind)].add(one.name)
    listed = {kind: sorted(found) for kind, found in names.items()} | values
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
        **{column: listed[kind] for kind, column in KIND_COLUMNS.items()},
        "relationships": stated,
        "matched_by": [str(reason) for reason in hit.reasons],
        "quote": " ".join(article.text[passage.start : passage.end].split()),
        "page": article.page_at(passage.start),
        "copies": len(hit.copies),
        "link": root + article.get_absolute_url(),
    }
