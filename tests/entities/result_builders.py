"""Readings as the pipeline would hand them over. Offsets are found in the text, never typed."""

from collections.abc import Iterable

from articles.models import Article
from entities.extraction.result import (
    ExtractionResult,
    FoundMention,
    FoundRelation,
    pipeline_version,
)
from entities.extraction.store.store_results import Counts, Read
from entities.extraction.store.store_results import store as store_all
from entities.gazetteer.snapshot import GazetteerEntity
from entities.kinds import Kind, RelationKind


def found(
    article: Article, words: str, kind: Kind, key: str = "", *, number: int = 1, **fields
) -> FoundMention:
    """The `number`th place where the words stand."""
    start = -1
    for _ in range(number):
        start = article.text.index(words, start + 1)
    fields.setdefault("confidence", 0.9)
    fields.setdefault("origin", "test")
    return FoundMention(start, start + len(words), words, kind, key, **fields)


def related(
    article: Article, head: str, kind: RelationKind, child: str, quote: str, **fields
) -> FoundRelation:
    start = article.text.index(quote)
    fields.setdefault("confidence", 0.8)
    fields.setdefault("rule", "test")
    return FoundRelation(
        RelationKind(kind), head, child, start, start + len(quote), quote, **fields
    )


def reading(
    mentions: Iterable[FoundMention],
    relations: Iterable[FoundRelation] = (),
    names: dict[str, tuple[str, ...]] | None = None,
) -> ExtractionResult:
    """What is new goes by the longest of its names, whom only an alias names by that."""
    mentions = tuple(mentions)
    written: dict[str, list[str]] = {}
    kinds: dict[str, Kind] = {}
    for mention in mentions:
        if mention.key:
            written.setdefault(mention.key, []).append(mention.text)
            if mention.origin == "rule:alias":
                written[mention.key].insert(0, f"alias “{mention.text}”")
            kinds[mention.key] = mention.kind
    return ExtractionResult(
        mentions=mentions,
        relations=tuple(relations),
        entities={
            key: GazetteerEntity(key, kinds[key], max(texts, key=len))
            for key, texts in written.items()
        },
        names={
            key: tuple(dict.fromkeys(texts))
            for key, texts in written.items()
            if key.startswith("new:")
        }
        | (names or {}),
    )


def store(
    article: Article, reading: ExtractionResult, *, seconds: float, version: str | None = None
) -> Counts | None:
    """Store one reading as the present pipeline's, unless another version is given."""
    (counts,) = store_all([Read(article, reading, seconds)], version=version or pipeline_version())
    return counts


class NoPlaces:
    """Stands for what knows places by name: it knows none, so no source has a home."""

    def options(self, written):
        return ()

    def only_area(self, normalized):
        return None
