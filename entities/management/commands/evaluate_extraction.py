"""Measure the pipeline on annotated texts."""

import json as jsonlib
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import repeat
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.text import Span
from entities.extraction.furniture_scoring import (
    extents,
    group_of,
    score_furniture,
    table,
    texts_beside,
)
from entities.extraction.pipeline import Pipeline, Text
from entities.extraction.places.home import home_learned
from entities.extraction.places.resolve_places import Home
from entities.extraction.result import pipeline_version
from entities.extraction.scoring import Gold, Scores, confusion_table, evaluate, most_frequent
from entities.management.inputs import gazetteer_at_hand, read_gold


class Command(BaseCommand):
    help = (
        "Read the texts of a gold file (JSON lines) and compare what is found with what people "
        "annotated. Stores nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("gold", type=Path, help="JSON lines: text, body_end, spans, relations")
        parser.add_argument(
            "--texts",
            type=Path,
            metavar="FOLDER",
            help="where the annotated texts lie, if the gold file holds none",
        )
        parser.add_argument(
            "--furniture",
            choices=["given", "found"],
            help="leave out the furniture that people marked, or what the import finds",
        )
        parser.add_argument(
            "--beside",
            type=Path,
            metavar="FOLDER",
            help="learn furniture, and where the source is at home, from FOLDER/<group> too, where "
            "the texts name their group",
        )
        parser.add_argument(
            "--errors",
            action="store_true",
            help="list every disagreement, which kinds are taken for which, and the errors that "
            "most texts have",
        )
        parser.add_argument("--json", action="store_true", help="one JSON object for programs")

    def handle(
        self,
        *,
        gold: Path,
        texts: Path | None,
        errors: bool,
        json: bool,
        furniture: str | None,
        beside: Path | None,
        **options: object,
    ) -> None:
        if beside and not beside.is_dir():
            raise CommandError(f"There is no folder {beside}.")
        annotated = read_gold(gold, texts)
        tallies = {}
        left_out: Iterable[Sequence[Span]] = repeat(())
        if furniture == "found":
            found = extents(annotated, beside)
            tallies = score_furniture(annotated, found)
            left_out = (extent.furniture for extent in found)
        elif furniture == "given":
            left_out = (one.get("furniture", ()) for one in annotated)
        pipeline = Pipeline(gazetteer_at_hand(self.stderr))
        groups = dict.fromkeys(map(group_of, annotated))
        homes = {
            group: home_learned(texts_beside(beside, group), pipeline.places) for group in groups
        }
        at_home = (homes[group_of(one)] for one in annotated)
        readings = pipeline.read_many(map(_text, annotated, left_out, at_home))
        scores = evaluate(zip(annotated, readings, strict=True))
        summary = scores.summary()
        if tallies:
            summary["furniture"] = {name: tally.summary() for name, tally in tallies.items()}
        if json:
            self.stdout.write(jsonlib.dumps(summary | (_errors(scores) if errors else {})))
            return
        if errors:
            for fault in scores.faults:
                self.stdout.write(f"{fault.text}: {fault.what} {fault.detail}")
            self._print_errors(scores)
        self._print(summary, len(annotated))
        for line in table(tallies) if tallies else ():
            self.stdout.write(line)

    def _print_errors(self, scores: Scores) -> None:
        self.stdout.write("\nWhich kind was taken for which, span by span:")
        for line in confusion_table(scores.confusion):
            self.stdout.write(line)
        self.stdout.write("\nThe errors that most texts have:")
        for number, what, detail in most_frequent(scores.faults):
            self.stdout.write(f"{number:>5}  {what} {detail}")
        self.stdout.write("")

    def _print(self, summary: dict[str, Any], texts: int) -> None:
        self.stdout.write(f"{texts} texts, pipeline {pipeline_version()}")
        self.stdout.write(f"{'':16}{'precision':>10}{'recall':>10}{'F1':>10}{'of':>7}")
        names = summary["names"]
        rows = {f"{label} names": row for label, row in names["labels"].items()}
        rows |= {"all names": names["micro"], "all spans": summary["micro"]}
        rows |= {"linking (B³)": summary["linking"], "linking (pairs)": summary["pairs"]}
        rows |= {"relations": summary["relations"]}
        for name, row in rows.items():
            scores = "".join(f"{row[score]:>10.3f}" for score in ("precision", "recall", "f1"))
            self.stdout.write(f"{name:16}{scores}{row['support']:>7}")
        places = summary["places"]
        self.stdout.write(
            f"places in the right country {places['country']:.3f} of {places['country_support']}, "
            f"division {places['division']:.3f} of {places['division_support']}"
        )


def _errors(scores: Scores) -> dict[str, Any]:
    """What goes wrong, for programs."""
    return {
        "errors": [fault._asdict() for fault in scores.faults],
        "confusion": [
            {"annotated": annotated, "read": read, "spans": number}
            for (annotated, read), number in sorted(scores.confusion.items())
        ],
        "most_frequent": [
            {"texts": number, "what": what, "detail": detail}
            for number, what, detail in most_frequent(scores.faults)
        ],
    }


def _text(gold: Gold, furniture: Iterable[Sequence[int]], home: Home | None) -> Text:
    meta = gold.get("meta") or {}
    published, precision = _published(meta.get("published"))
    return Text(
        text=gold["text"],
        body=(0, gold.get("body_end") or len(gold["text"])),
        furniture=tuple((start, end) for start, end in furniture),
        published=published,
        precision=precision,
        home=home,
    )


def _published(written: str | None) -> tuple[date | None, str]:
    """A full date, a month `2012-10`, or a year."""
    if not written:
        return None, ""
    parts = [int(part) for part in written.split("-")]
    return date(*parts, *[1] * (3 - len(parts))), ("year", "month", "day")[len(parts) - 1]
