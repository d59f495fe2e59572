"""A result list as a report to read, print and hand on: one HTML file that needs nothing else."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.template.loader import get_template
from django.utils import timezone

from articles.models import Handling

_MARKINGS = list(Handling.labels)


def write_report(rows: Iterable[dict], query: str) -> Iterator[str]:
    """The report in pieces, an article each; at its end how many there are and the marking of all.

    As it is written while the articles are fetched, the strictest marking is known only then.
    """
    article = get_template("entities/reports/_article.html")
    markings: Counter[str] = Counter()
    yield get_template("entities/reports/_head.html").render({"query": query, "at": timezone.now()})
    for number, row in enumerate(rows, 1):
        markings[row["handling"]] += 1
        yield article.render({"number": number, "row": row})
    strictest = max(markings, key=_MARKINGS.index, default="")
    yield get_template("entities/reports/_foot.html").render(
        {"articles": markings.total(), "strictest": strictest}
    )
