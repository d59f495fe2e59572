"""What the language model names in texts."""

import gc
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from entities.nlp import versions

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


if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import EntityRecognizer
    from spacy.tokens import Doc

BATCH_SIZE = 32
# The model reads a piece at a time: memory stays flat whatever the length of a text.
PIECE_LENGTH = 20_000
# A "word" this long is data, not language; the tokenizer would need quadratic time for it.
LONGEST_WORD = 100
_LEARNED = 500_000  # characters
_OVERLONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_UNUSED = ["tagger", "parser", "attribute_ruler", "lemmatizer"]


@dataclass(frozen=True, slots=True)
class Named:
    """What the model takes for a name: `[start, end)` in code points, and the model's label."""

    start: int
    end: int
    label: str


def model() -> "Language":
    """The spaCy pipeline in use; another one from the next call on when people switch."""
    return _kept(versions.in_use()).pipeline


def reads(language: str) -> bool:
    """Whether the model was made for texts in this language (ISO 639-1), or for those in any."""
    return model().lang in (language, "xx")


class _Kept:
    """A pipeline that goes on reading, in memory that does not grow."""

    def __init__(self, version: str) -> None:
        self.pipeline = load(version)
        self._learned = 0
        # The model and what is in memory beside it stay: the garbage collector need not go through
        # all of it again and again.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def room(self, characters: int) -> AbstractContextManager:
        """Where to read so much text: at the end every word is let go that the text brought.

        Only the words of the first texts stay: the tokenizer takes half the time for words that
        it knows, and most words come again and again.
        """
        if self._learned + characters > _LEARNED:
            return self.pipeline.memory_zone()
        self._learned += characters
        return nullcontext()


@lru_cache(maxsize=1)
def _kept(version: str) -> _Kept:
    return _Kept(version)


def load(version: str) -> "Language":
    """A pipeline of one's own: of a version trained here, or the one that the settings name.

    It comes without the parts that nothing here uses.
    """
    # Numpy reads it when it is imported. Threads would be in the way of the other processes, and
    # matrices of this size are multiplied no sooner by several.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import spacy
    from thinc.api import use_ops

    path = (
        settings.GANGINTEL_SPACY_MODEL if version == versions.ORIGINAL else versions.path(version)
    )
    # Numpy's matrix products are up to three times as fast as those that spaCy brings.
    with use_ops("numpy", use_blis=False):
        pipeline = spacy.load(path, exclude=_UNUSED)
    for name, component in list(pipeline.pipeline):
        # Vectors that only the parts left out would have asked for: half of the time.
        if getattr(component, "listening_components", None) == []:
            pipeline.remove_pipe(name)
    return pipeline


def names_in(texts: Iterable[str]) -> Iterator[list[Named]]:
    """Read each text once, in batches; yield what the model names in it, in the texts' order."""
    remaining = iter(texts)
    while batch := list(islice(remaining, BATCH_SIZE)):
        pieces = [
            (number, *piece) for number, text in enumerate(batch) for piece in pieces_of(text)
        ]
        named: list[list[Named]] = [[] for _ in batch]
        kept = _kept(versions.in_use())
        with kept.room(sum(map(len, batch))):
            documents = _read(kept.pipeline, (piece for _, _, piece in pieces))
            for (number, offset, _), document in zip(pieces, documents, strict=True):
                named[number] += [
                    Named(offset + entity.start_char, offset + entity.end_char, entity.label_)
                    for entity in document.ents
                ]
        yield from named


def _read(pipeline: "Language", texts: Iterable[str]) -> Iterator["Doc"]:
    """What the pipeline makes of each text; the same as its own `pipe` would."""
    remaining = iter(texts)
    components: list[tuple[str, Any]] = pipeline.pipeline  # spaCy types each as a mere function
    while batch := list(islice(remaining, BATCH_SIZE)):
        documents = [pipeline.make_doc(text) for text in batch]
        for name, component in components:
            if pipeline.get_pipe_meta(name).factory == "ner" and component.cfg["beam_width"] == 1:
                _recognize(component, documents)
            else:
                documents = list(component.pipe(documents, batch_size=BATCH_SIZE))
        yield from documents


def _recognize(recognizer: "EntityRecognizer", documents: Sequence["Doc"]) -> None:
    """Mark the names, step by step as when the model learns.

    When it predicts it lets go of the interpreter's lock, and then asks for it again and again
    with every move that it weighs: that takes as long as all the rest.
    """
    states = recognizer.moves.init_batch(documents)
    if unfinished := [state for state in states if not state.is_final()]:
        steps = recognizer.model.predict(documents)
        # Only learning asks for it, and it holds all that was computed on the way.
        steps.bp_tokvecs = None
        while unfinished:
            unfinished = recognizer.transition_states(unfinished, steps.predict(unfinished))
        steps.clear_memory()
    recognizer.set_annotations(documents, states)


def pieces_of(text: str) -> Iterator[tuple[int, str]]:
    """Cut a long text between paragraphs, else between words, else anywhere."""
    text = _OVERLONG.sub(lambda match: " " * len(match.group()), text)
    start = 0
    while start < len(text):
        end = start + PIECE_LENGTH
        if end < len(text):
            for separator in ("\n\n", ". ", "\n", " "):
                cut = text.rfind(separator, start + PIECE_LENGTH // 2, end)
                if cut > 0:
                    end = cut + len(separator)
                    break
        yield start, text[start:end]
        start = end
