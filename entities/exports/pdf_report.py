"""A report as PDF: tagged, with bookmarks and embedded fonts, the marking on every page.

What is written in it goes to typst as data, never as markup.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import typst

from entities.exports.product import MOST_SET_AT_ONCE, Format, Product
from entities.exports.report import Report

_TEMPLATE = Path(__file__).with_name("report.typ")


def write_pdf(product: Product) -> Iterator[bytes]:
    report = Report(product)
    said = {
        "title": report.title,
        "marking": product.marking,
        "rests_on": report.rests_on,
        "only_confirmed": not product.with_proposals,
        "most_named": [[kind, [asdict(one) for one in some]] for kind, some in report.most_named],
        "relationships": [asdict(line) for line in report.relationships],
        "left_out": report.left_out,
        "notes": [asdict(note) for note in report.notes],
        "articles": [asdict(item) for item in report.articles()],
        "about": product.about,
        "made": f"{product.at:%-d %B %Y, %H:%M} UTC",
        "by": product.by,
        "day": [product.at.year, product.at.month, product.at.day],
    }
    data = json.dumps(said, ensure_ascii=False)
    yield typst.compile(_TEMPLATE, root=_TEMPLATE.parent, sys_inputs={"data": data})


FORMAT = Format(
    "pdf",
    "PDF",
    "application/pdf",
    write_pdf,
    title="The report as PDF",
    is_report=True,
    most=MOST_SET_AT_ONCE,
)
