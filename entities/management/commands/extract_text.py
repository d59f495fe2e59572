"""Show what the pipeline finds in text files."""

import json as jsonlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.importing.parse_document import parse
from articles.importing.readers import markdown, plain_text, web_page
from articles.importing.records import ArticleError, ParsedArticle, Record
from entities.extraction.explain import Story
from entities.extraction.pipeline import Pipeline, Text
from entities.extraction.result import ExtractionResult, FoundMention, FoundRelation
from entities.kinds import LABELS, Kind
from entities.management.inputs import gazetteer_at_hand, measured_at_hand
from entities.models import Reliability
from entities.models.reliability import Measured


class Command(BaseCommand):
    help = (
        "Show the names, places, dates, money, quantities and relationships that the pipeline "
        "finds in text files or saved web pages. Page furniture is left out. Stores nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object a line and file")
        parser.add_argument(
            "--explain",
            action="store_true",
            help="say of each name, also of those that were dropped, which step of the reading "
            "made, changed or dropped it, and why",
        )

    def handle(self, *, files: list[Path], json: bool, explain: bool, **options: object) -> None:
        parsed: list[tuple[Path, ParsedArticle]] = []
        failures = []
        for path in files:
            try:
                parsed.append((path, _parsed(path)))
            except ArticleError as error:
                failures.append(f"{path}: {error}")
        if parsed:
            pipeline = Pipeline(gazetteer_at_hand(self.stderr))
            measured = measured_at_hand()
            explained = pipeline.explain(_text(article) for _, article in parsed)
            for (path, article), (reading, stories) in zip(parsed, explained, strict=True):
                if json:
                    shown = _as_json(path, reading, measured)
                    if explain:
                        shown["steps"] = list(map(asdict, stories))
                    self.stdout.write(jsonlib.dumps(shown, ensure_ascii=False))
                else:
                    self._print(path, article, reading, measured)
                    for line in _told(stories) if explain else ():
                        self.stdout.write(f"  {line}")
        if failures:
            raise CommandError(" ".join(failures))

    def _print(
        self, path: Path, article: ParsedArticle, reading: ExtractionResult, measured: Measured
    ) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(f"{path}: {article.title}"))
        for line in _lines(reading, measured):
            self.stdout.write(f"  {line}")


def _parsed(path: Path) -> ParsedArticle:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ArticleError("There is no such file.") from None
    except OSError as error:
        raise ArticleError(f"It cannot be read: {error.strerror}.") from None
    ending = path.suffix.lower()
    formats = (web_page.FORMAT, markdown.FORMAT)
    media_types = (one.media_type for one in formats if ending in one.endings)
    media_type = next(media_types, plain_text.MEDIA_TYPE)
    return parse(Record(raw=raw, media_type=media_type, file=str(path)))


def _text(article: ParsedArticle) -> Text:
    body, furniture = article.reading_scope()
    return Text(
        text=article.text,
        body=body,
        furniture=furniture,
        published=article.published_on,
        precision=article.published_precision,
        dateline=article.dateline,
        language=article.language,
        analysis=tuple(article.analysis()),
    )


def _as_json(path: Path, reading: ExtractionResult, measured: Measured) -> dict[str, Any]:
    return {
        "file": str(path),
        "spans": [_span(one, reading, measured) for one in reading.mentions],
        "relations": [
            {
                "head": one.head,
                "label": one.kind.value,
                "child": one.child,
                "quote": one.quote,
                "confidence": _confidence(one, measured),
            }
            for one in reading.relations
        ],
    }


def _span(one: FoundMention, reading: ExtractionResult, measured: Measured) -> dict[str, Any]:
    known = reading.entities.get(one.key)
    span: dict[str, Any] = {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "label": LABELS[one.kind],
        "entity": one.key or one.value,
        "name": known.name if known else one.value or one.text,
        "confidence": _confidence(one, measured),
    }
    if one.kind == Kind.LOCATION:
        area = reading.meant_by(one)
        span["country"] = area.country if area else ""
        span["division"] = area.division if area else ""
    return span


def _confidence(one: FoundMention | FoundRelation, measured: Measured) -> float:
    """As the pages show it."""
    what, rule = (
        (Reliability.What.MENTION, one.origin)
        if isinstance(one, FoundMention)
        else (Reliability.What.RELATIONSHIP, one.rule)
    )
    shown = measured.confidence_of(what, rule, one.kind, one.confidence)
    return round(shown.confidence if shown else one.confidence, 2)


def _told(stories: Iterable[Story]) -> Iterator[str]:
    for story in stories:
        sign = " " if story.is_kept else "✗"
        yield f"{sign} {story.start:6}  {LABELS[story.kind]:9} {story.text!r}"
        for event in story.events:
            yield f"          {event.what} by {event.step}: {event.why}"


def _lines(reading: ExtractionResult, measured: Measured) -> Iterator[str]:
    for one in reading.mentions:
        known = reading.entities.get(one.key)
        meaning = known.name if known else one.value or "ambiguous"
        yield f"{one.start:6}  {LABELS[one.kind]:9} {one.text!r} → {meaning}  ({one.reason})"
    for relation in reading.relations:
        head, child = reading.entities[relation.head].name, reading.entities[relation.child].name
        words = relation.kind.ends.words
        hedged = ", hedged" if relation.hedged else ""
        analysis = ", the source’s analysis" if relation.analysis else ""
        sure = _confidence(relation, measured)
        yield f"        {head} {words} {child}  ({sure}{hedged}{analysis})"
