"""Fine-tuning the model's names on what people confirmed."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from entities.nlp import versions
from entities.nlp.model import Annotated, annotate, load, pieces_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

EPOCHS = 8
_BATCH = 8
_DROPOUT = 0.3
_SEED = 1

# What the pipeline makes of the model's labels. Of its other labels people say nothing.
GROUPS = {"PERSON": "people", "GPE": "places", "LOC": "places", "FAC": "places", "ORG": "bodies"}


@dataclass(frozen=True)
class Score:
    """Exact spans found and missed, by group; of `micro` all groups together."""

    right: Counter
    found: Counter
    there: Counter

    @property
    def f1(self) -> float:
        return self._figures(*(sum(one.values()) for one in (self.right, self.found, self.there)))[
            "f1"
        ]

    def summary(self) -> dict[str, dict[str, float]]:
        groups = {
            group: self._figures(self.right[group], self.found[group], self.there[group])
            for group in dict.fromkeys(GROUPS.values())
        }
        totals = (sum(one.values()) for one in (self.right, self.found, self.there))
        return {**groups, "micro": self._figures(*totals)}

    @staticmethod
    def _figures(right: int, found: int, there: int) -> dict[str, float]:
        precision = right / found if found else 0.0
        recall = right / there if there else 0.0
        f1 = 2 * right / (found + there) if found + there else 0.0
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(f1, 4),
            "support": there,
        }


class Trainer:
    """Trains a fresh copy of the model that the settings name; the one in use stays as it is."""

    def __init__(self) -> None:
        self._pipeline = load(versions.ORIGINAL)

    def train(
        self,
        confirmed: Sequence[Annotated],
        others: Sequence[str],
        *,
        progress: Callable[[int], object] = lambda steps: None,
    ) -> None:
        """Learn from the confirmed texts, labelled as the model labels.

        What the model said of the `others` before, and of names that people do not judge, it is
        told again, so that it does not forget it. `progress` hears of every text that was gone
        through; there are `steps()` of them.
        """
        from spacy.util import fix_random_seed, minibatch

        examples = [
            *self._examples(confirmed),
            *self._examples(Annotated(text, (), complete=False) for text in others),
        ]
        fix_random_seed(_SEED)
        order = random.Random(_SEED)  # noqa: S311 - no secret
        optimizer = self._pipeline.resume_training()
        for _ in range(EPOCHS):
            order.shuffle(examples)
            for batch in minibatch(examples, _BATCH):
                self._pipeline.update(batch, drop=_DROPOUT, sgd=optimizer)
                progress(len(batch))
        self._averages = optimizer.averages

    def evaluate(self, held_out: Iterable[Annotated]) -> Score:
        """How well the trained model finds what people confirmed."""
        with self._pipeline.use_params(self._averages):
            return evaluate(self._pipeline, held_out)

    def save(self, folder: Path) -> None:
        with self._pipeline.use_params(self._averages):
            self._pipeline.to_disk(folder)

    def _examples(self, texts: Iterable[Annotated]) -> list:
        from spacy.training import Example

        examples = []
        for whole in texts:
            for one in _cut(whole):
                said = self._pipeline(one.text)
                gold = annotate(self._pipeline.make_doc(one.text), _with_what_it_said(one, said))
                examples.append(Example(self._pipeline.make_doc(one.text), gold))
        return examples


def steps(confirmed: Iterable[Annotated], others: Iterable[str]) -> int:
    """How many texts, or pieces of long ones, the training goes through."""
    texts = [*(one.text for one in confirmed), *others]
    return EPOCHS * sum(1 for text in texts for _ in pieces_of(text))


def evaluate(pipeline: "Language", held_out: Iterable[Annotated]) -> Score:
    """Compare the model's names with those that people confirmed, span by span."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for whole in held_out:
        for one in _cut(whole):
            wanted = {(start, end, GROUPS[label]) for start, end, label in one.spans}
            named = {
                (span.start_char, span.end_char, GROUPS[span.label_])
                for span in pipeline(one.text).ents
                if span.label_ in GROUPS
                and not any(
                    span.start_char < end and start < span.end_char for start, end in one.unknown
                )
            }
            right.update(group for *_, group in wanted & named)
            found.update(group for *_, group in named)
            there.update(group for *_, group in wanted)
    return Score(right, found, there)


def _cut(whole: Annotated) -> Iterator[Annotated]:
    """A long text as the pieces in which the model reads it."""
    for offset, piece in pieces_of(whole.text):
        end = offset + len(piece)
        yield Annotated(
            piece,
            tuple(
                (left - offset, right - offset, label)
                for left, right, label in whole.spans
                if offset <= left and right <= end
            ),
            tuple(
                (max(left, offset) - offset, min(right, end) - offset)
                for left, right in whole.unknown
                if left < end and offset < right
            ),
            complete=whole.complete,
        )


def _with_what_it_said(one: Annotated, said: "Doc") -> Annotated:
    """The text with the model's own finer labels, and the names that people do not judge.

    Of a text that nobody judged all of it counts.
    """
    own = {(span.start_char, span.end_char): span.label_ for span in said.ents}
    spans = {
        (start, end): label
        if GROUPS.get(own.get((start, end), "")) != GROUPS[label]
        else own[start, end]
        for start, end, label in one.spans
    }
    for (start, end), label in own.items():
        free = not any(start < right and left < end for left, right in spans)
        if free and not (one.complete and label in GROUPS):
            spans[start, end] = label
    return Annotated(
        one.text, tuple((start, end, label) for (start, end), label in spans.items()), one.unknown
    )
