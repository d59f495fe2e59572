"""A result as a report to read, print and hand on: one HTML file that needs nothing else."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.template.loader import get_template
from django.utils import timezone

from articles.article_choices import Handling
from entities.exports.columns import KIND_COLUMNS, Format
from entities.values import in_words

_MARKINGS = list(Handling.labels)


def write_report(rows: Iterable[dict], query: str) -> Iterator[bytes]:
    """The report in pieces, an article each; at its end how many there are and the marking of all.

    As it is written while the articles are fetched, the strictest marking is known only then.
    """
    article = get_template("entities/exports/_report_article.html")
    markings: Counter[str] = Counter()
    yield _rendered("entities/exports/_report_head.html", query=query, at=timezone.now())
    for number, row in enumerate(rows, 1):
        markings[row["handling"]] += 1
        names = [
            (kind.plural, row[column] if kind.is_entity else [*map(in_words, row[column])])
            for kind, column in KIND_COLUMNS.items()
        ]
        yield article.render({"number": number, "row": row, "names": names}).encode()
    strictest = max(markings, key=_MARKINGS.index, default="")
    yield _rendered(
        "entities/exports/_report_foot.html", articles=markings.total(), strictest=strictest
    )


def _rendered(template: str, **context: object) -> bytes:
    return get_template(template).render(context).encode()


FORMAT = Format(
    "html",
    "Report",
    "text/html; charset=utf-8",
    write_report,
    title="A page to read, print and hand on",
)
