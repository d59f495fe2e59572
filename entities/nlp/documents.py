"""Annotated texts as spaCy's documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with the spans that people confirmed: `(start, end, label)` in code points.

    Of the `unknown` spans nobody has said anything; with `complete` all the rest names nothing,
    without it nobody has said anything of the rest either, but of what is `nothing`.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...]
    unknown: tuple[tuple[int, int], ...] = ()
    nothing: tuple[tuple[int, int], ...] = ()
    complete: bool = True


def annotate(document: "Doc", one: Annotated) -> "Doc":
    """Set the document's entities to the spans; `one.text` must be the document's.

    Where a span ends inside a token, nothing is said of that token.
    """
    from spacy.util import filter_spans

    entities, unknown = [], []
    for start, end, label in one.spans:
        span = document.char_span(start, end, label=label)
        if span:
            entities.append(span)
        else:
            unknown += _tokens_at(document, start, end)
    entities = filter_spans(entities)
    taken = {token.i for span in entities for token in span}
    for start, end in one.unknown:
        unknown += _tokens_at(document, start, end)
    missing = _free(unknown, taken)
    if one.complete:
        document.set_ents(entities, missing=missing, default="outside")
        return document
    taken |= {span.start for span in missing}
    nothing = [span for place in one.nothing for span in _tokens_at(document, *place)]
    document.set_ents(entities, outside=_free(nothing, taken), default="missing")
    return document


def write_documents(annotated: Iterable[Annotated], file: Path) -> int:
    """Write the texts in spaCy's binary format, for `spacy train`; returns how many."""
    import spacy
    from spacy.tokens import DocBin

    blank = spacy.blank("en")
    documents = DocBin()
    for one in annotated:
        documents.add(annotate(blank.make_doc(one.text), one))
    documents.to_disk(file)
    return len(documents)


def _tokens_at(document: "Doc", start: int, end: int) -> list["Span"]:
    """The tokens that the characters touch, each as a span."""
    span = document.char_span(start, end, alignment_mode="expand")
    return [document[token.i : token.i + 1] for token in span] if span else []


def _free(spans: Iterable["Span"], taken: set[int]) -> list["Span"]:
    return list({span.start: span for span in spans if span.start not in taken}.values())
