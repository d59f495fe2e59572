"""Reads texts with one pipeline for all tests: building it takes seconds."""

from datetime import date
from functools import cache

from entities.extraction.pipeline import Pipeline
from entities.extraction.result import ExtractionResult, FoundMention
from entities.gazetteer.read_files import gazetteer_from_files
from entities.kinds import Kind, RelationKind

PUBLISHED = date(2012, 10, 25)  # a Thursday


@cache
def pipeline() -> Pipeline:
    return Pipeline(gazetteer_from_files())


def read(text: str, **options) -> ExtractionResult:
    options.setdefault("published", PUBLISHED)
    return pipeline().read(text, **options)


def words(reading: ExtractionResult, kind: Kind) -> list[str]:
    """The written forms of all mentions of a kind, in the order of the text."""
    return [one.text for one in reading.mentions if one.kind == kind]


def mention(reading: ExtractionResult, written: str) -> FoundMention:
    """The first mention of these words."""
    return next(one for one in reading.mentions if one.text == written)


def values(text: str, kind: Kind, **options) -> dict[str, str]:
    """Values by the words that state them."""
    return {one.text: one.value for one in read(text, **options).mentions if one.kind == kind}


def stated(text: str, kind: RelationKind) -> set[tuple[str, str]]:
    """The relationships of a kind as pairs of names; symmetric ones in alphabetical order."""
    reading = read(text)
    pairs = {
        (reading.entities[one.head].name, reading.entities[one.child].name)
        for one in reading.relations
        if one.kind == kind
    }
    return {tuple(sorted(pair)) for pair in pairs} if kind.ends.symmetric else pairs
