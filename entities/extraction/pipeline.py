"""Reads texts: what each names, what it means by it, and how the named are related.

A pure function of the text and a snapshot of the gazetteer, in named steps (`steps.STEPS`): no
database.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from articles.importing.language import DEFAULT, languages_in
from entities.extraction.candidates import Candidate
from entities.extraction.document import Document, Knowledge
from entities.extraction.explain import Story, Trace
from entities.extraction.passage import Passage, Span, make_passage
from entities.extraction.places.place_index import PlaceIndex
from entities.extraction.places.resolve_places import Evidence, Home
from entities.extraction.result import ExtractionResult, FoundMention, FoundRelation
from entities.extraction.steps import STEPS, Step
from entities.gazetteer.places.cities import CityIndex
from entities.gazetteer.snapshot import Gazetteer
from entities.nlp import BATCH_SIZE, names_in, reads


@dataclass(frozen=True, slots=True)
class Text:
    """An article as the pipeline needs it.

    Spans are code points; `precision` tells whether `published` is exact to the day, month or year.
    `language` (ISO 639-1) counts where the words do not tell it. `analysis` are the passages that
    the source calls its analysis. `home` is where its source is at home: of places of one name
    those near by are meant.
    """

    text: str
    body: Span
    furniture: tuple[Span, ...] = ()
    published: date | None = None
    precision: str = ""
    dateline: str = ""
    article_id: int | None = None
    source_id: int | None = None
    language: str = ""
    analysis: tuple[Span, ...] = ()
    home: Home | None = None


class Pipeline:
    """All that is needed to read texts with one gazetteer. Build it once, read many."""

    def __init__(self, gazetteer: Gazetteer, cities: CityIndex | None = None) -> None:
        self._knowledge = Knowledge(gazetteer, cities)

    @property
    def places(self) -> PlaceIndex:
        """Knows the places by name."""
        return self._knowledge.places

    def read(
        self,
        text: str,
        *,
        published: date | None = None,
        precision: str = "",
        body: Span | None = None,
        furniture: Sequence[Span] = (),
        article_id: int | None = None,
        source_id: int | None = None,
        dateline: str = "",
        language: str = "",
        analysis: Sequence[Span] = (),
        home: Home | None = None,
    ) -> ExtractionResult:
        """Read one text. Only its `body` counts (all of it unless given), without the furniture."""
        one = Text(
            text=text,
            body=(0, len(text)) if body is None else body,
            furniture=tuple(furniture),
            published=published,
            precision=precision,
            dateline=dateline,
            article_id=article_id,
            source_id=source_id,
            language=language,
            analysis=tuple(analysis),
            home=home,
        )
        return next(self.read_many([one]))

    def read_many(self, texts: Iterable[Text]) -> Iterator[ExtractionResult]:
        """Read texts in batches, which is faster; the readings come in the order of the texts."""
        for document in self._documents(texts):
            for step in STEPS:
                self._take(step, document)
            yield _reading(document)

    def explain(self, texts: Iterable[Text]) -> Iterator[tuple[ExtractionResult, list[Story]]]:
        """Read texts and tell of each span which steps made, changed or dropped it, and why."""
        for document in self._documents(texts):
            trace = Trace(document, self._knowledge.gazetteer)
            for step in STEPS:
                self._take(step, document)
                trace.look(step)
            yield _reading(document), trace.stories

    def _take(self, step: Step, document: Document) -> None:
        try:
            step(document, self._knowledge)
        except Exception as error:
            error.add_note(f"in the step {step.__name__}")
            raise

    def _documents(self, texts: Iterable[Text]) -> Iterator[Document]:
        """Yield the texts as the steps take them, with the names that the model found."""
        remaining = iter(texts)
        while batch := list(islice(remaining, BATCH_SIZE)):
            passages = [
                make_passage(
                    one.text,
                    published=one.published,
                    precision=one.precision,
                    body=one.body,
                    furniture=one.furniture,
                    dateline=one.dateline,
                )
                for one in batch
            ]
            names = names_in(
                passage.for_model(unread(passage, one.language))
                for one, passage in zip(batch, passages, strict=True)
            )
            for one, passage, named in zip(batch, passages, names, strict=True):
                document = Document(
                    passage.take_in(named),
                    one.article_id,
                    one.source_id,
                    [(start - passage.offset, end - passage.offset) for start, end in one.analysis],
                )
                document.evidence = Evidence.of((), one.home)
                yield document


def _reading(document: Document) -> ExtractionResult:
    passage = document.passage
    return ExtractionResult(
        mentions=tuple(_mention(one, passage) for one in document.chosen),
        relations=tuple(_moved(one, passage.offset) for one in document.relations),
        entities=document.entities,
        names=document.names,
    )


def _mention(one: Candidate, passage: Passage) -> FoundMention:
    return FoundMention(
        start=one.start + passage.offset,
        end=one.end + passage.offset,
        text=passage.original[one.start : one.end],
        kind=one.kind,
        key=one.key,
        value=one.value,
        confidence=round(one.confidence, 2),
        origin=one.origin,
        reason=one.reason,
        candidates=one.scores if not one.key else (),
        claimed_parent=one.claimed_parent,
    )


def _moved(relation: FoundRelation, offset: int) -> FoundRelation:
    return replace(relation, start=relation.start + offset, end=relation.end + offset)


# So many pieces of so many characters are looked at; only where they differ every paragraph is.
_PIECE, _MOST_PIECES = 150, 5
# Code points; a shorter paragraph is in the language of the text.
_SHORTEST = 60


def unread(passage: Passage, language: str) -> tuple[Span, ...]:
    """The paragraphs that are not in the language of the model.

    `language` is what the article is said to be in; it counts where the words do not tell.
    """
    languages = languages_in(passage.text, piece=_PIECE, most=_MOST_PIECES)
    found = {each: reads(each) for each in languages}
    is_read = reads(language or DEFAULT)
    if {is_read, *found.values()} == {True}:
        return ()
    if found and len({*found.values()}) == 1:
        is_read = next(iter(found.values()))
        return () if is_read else passage.blocks
    return tuple(
        block
        for block in passage.blocks
        if not _is_read(passage.text[slice(*block)], otherwise=is_read)
    )


def _is_read(paragraph: str, *, otherwise: bool) -> bool:
    found = languages_in(paragraph).most_common(1) if len(paragraph) >= _SHORTEST else []
    return reads(found[0][0]) if found else otherwise
