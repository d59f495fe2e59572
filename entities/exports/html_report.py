"""A report as a page to read, print and hand on: one HTML file that needs nothing else."""

from collections.abc import Iterator

from django.template.loader import get_template

from entities.exports.product import Format, Product
from entities.exports.report import Report

_HEAD, _ARTICLE, _FOOT = (
    f"entities/exports/_report_{part}.html" for part in ("head", "article", "foot")
)


def write_report(product: Product) -> Iterator[bytes]:
    """The report in pieces, so that many articles need little memory."""
    report = Report(product)
    yield get_template(_HEAD).render({"report": report, "product": product}).encode()
    article = get_template(_ARTICLE)
    for item in report.articles():
        yield article.render({"item": item}).encode()
    yield get_template(_FOOT).render({"report": report, "product": product}).encode()


FORMAT = Format(
    "html",
    "Report",
    "text/html; charset=utf-8",
    write_report,
    title="A page to read, print and hand on",
    is_report=True,
)
