"""Learning from annotated texts which wording states a relationship.

Needs scikit-learn, which the extra `train` installs.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import MultiLabelBinarizer

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.passage import Passage, make_passage
from entities.extraction.places.levels_and_parents import addresses
from entities.extraction.relations.coreference import resolve_coreference
from entities.extraction.relations.extract_relations import is_possible
from entities.extraction.relations.relation_features import gangs_of, pairs
from entities.extraction.relations.relation_model import (
    LinearModel,
    Statement,
    possible,
    proposal,
)
from entities.extraction.relations.sentence_slots import LONGEST_SENTENCE, Sentence, sentences
from entities.extraction.roles import Roles, roles_of_people
from entities.extraction.scoring import Gold, Tally
from entities.gazetteer.snapshot import GazetteerEntity
from entities.kinds import LABELS, Kind, RelationKind

# What two annotators would disagree on is mostly not said, but less surely so.
_OPTIONAL_COUNTS = 0.3
_FEWEST_STATED = 5
_STRENGTH = 0.5
_LEAST_WEIGHT = 0.03
_LEAST_LIKELY = (0.5, 0.6, 0.7, 0.8, 0.9)
_DIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_KINDS = {label: kind for kind, label in LABELS.items()}


@dataclass
class Examples:
    """Wordings of one statement: their features, whether they make it, and how much they count."""

    features: list[frozenset[str]] = field(default_factory=list)
    stated: list[bool] = field(default_factory=list)
    counts: list[float] = field(default_factory=list)


def examples(texts: Iterable[Gold]) -> dict[Statement, Examples]:
    """What two entities named in one sentence could state, and whether the annotators say so."""
    found: dict[Statement, Examples] = defaultdict(Examples)
    for gold in texts:
        relations = {
            (RelationKind(one["label"]), *ends): bool(one.get("optional"))
            for one in gold["relations"]
            for ends in ((one["head"], one["child"]), (one["child"], one["head"]))
            if ends[0] == one["head"] or RelationKind(one["label"]).ends.symmetric
        }
        for features, statement, head, child in _wordings(gold):
            optional = relations.get((statement.kind, head, child))
            own = found[statement]
            own.features.append(features)
            own.stated.append(optional is False)
            own.counts.append(_OPTIONAL_COUNTS if optional else 1.0)
    return found


def _wordings(gold: Gold) -> Iterator[tuple[frozenset[str], Statement, str, str]]:
    sentences_of_text, entities = annotated_sentences(gold)
    gangs = gangs_of(sentences_of_text)
    for sentence in sentences_of_text:
        for pair in pairs(sentence, gangs, possible):
            for statement in possible(pair.first.letter, pair.second.letter):
                one = proposal(sentence, pair, statement)
                if is_possible(one, entities):
                    yield pair.features, statement, one.head, one.child


def annotated_sentences(gold: Gold) -> tuple[list[Sentence], dict[str, GazetteerEntity]]:
    """The sentences of an annotated text in slots, as its spans name them, and the entities."""
    _, slotted, entities, _ = annotated(gold)
    return slotted, entities


def annotated(
    gold: Gold,
) -> tuple[Passage, list[Sentence], dict[str, GazetteerEntity], Roles]:
    """An annotated text as the reading would have it before it looks for relationships."""
    body = (0, gold.get("body_end") or len(gold["text"]))
    furniture = tuple((start, end) for start, end in gold.get("furniture", ()))
    passage = make_passage(
        gold["text"], published=None, precision="", body=body, furniture=furniture, dateline=""
    )
    mentions, entities = _mentions(gold)
    places = [one for one in mentions if one.kind == Kind.LOCATION]
    inside = addresses(passage.text, places, entities)
    roles = roles_of_people(passage.text, mentions)
    slotted = resolve_coreference(sentences(passage, mentions, inside), entities, roles)
    short = [one for one in slotted if len(one.words) <= LONGEST_SENTENCE]
    return passage, short, entities, roles


def _mentions(gold: Gold) -> tuple[list[Candidate], dict[str, GazetteerEntity]]:
    mentions: list[Candidate] = []
    entities: dict[str, GazetteerEntity] = {}
    for span in sorted(gold["spans"], key=lambda one: one["start"]):
        if span.get("optional") and not span["entity"]:
            continue  # doubtful words, which may be of no kind at all
        kind, key = _KINDS[span["label"]], span["entity"]
        written = gold["text"][span["start"] : span["end"]]
        mention = Candidate(
            span["start"],
            span["end"],
            kind,
            Rank.RULE,
            "gold",
            "",
            1.0,
            keys=(key,) if kind.is_entity else (),
            name=written,
        )
        mentions.append(mention)
        if kind.is_entity:
            country, division = _area(kind, key)
            entities.setdefault(
                key,
                GazetteerEntity(
                    key,
                    kind,
                    written,
                    _subtype(kind, key, written),
                    country=country,
                    division=division,
                ),
            )
    return mentions, entities


def _subtype(kind: Kind, key: str, written: str) -> str:
    if kind == Kind.LOCATION:
        if len(key) == len("SV"):
            return "country"
        return "division" if _DIVISION.fullmatch(key) else ""
    return "cartel" if "cartel" in written.casefold() else ""


def _area(kind: Kind, key: str) -> tuple[str, str]:
    """The country and division of a place by its key in the gold files."""
    area = _DIVISION.match(key) if kind == Kind.LOCATION else None
    return (key[:2], area.group()) if area else ("", "")


def fit(material: dict[Statement, Examples]) -> dict[Statement, dict[str, float]]:
    """Weights of the features of each statement that is made often enough to learn it."""
    weights = {}
    for statement, own in material.items():
        if sum(own.stated) < _FEWEST_STATED:
            continue
        columns = MultiLabelBinarizer(sparse_output=True)
        matrix = columns.fit_transform(own.features)
        model = LogisticRegression(C=_STRENGTH, max_iter=1000)
        model.fit(matrix, own.stated, sample_weight=own.counts)
        weights[statement] = {
            feature: round(float(weight), 2)
            for feature, weight in zip(columns.classes_, model.coef_[0], strict=True)
            if abs(weight) >= _LEAST_WEIGHT
        }
        # Every wording has the empty feature: it takes in what all have in common.
        weights[statement][""] = round(
            weights[statement].get("", 0) + float(model.intercept_[0]), 2
        )
    return weights


def cross_validated(texts: Sequence[Gold], folds: int) -> dict[float, Tally]:
    """How well wordings are judged in texts that the weights were not learned from.

    Text number n is tested in fold n % `folds`. By the least likelihood at which a wording counts
    as stating something. What is optional counts neither way; of the rules nothing is asked.
    """
    tallies = {least: Tally() for least in _LEAST_LIKELY}
    for fold in range(folds):
        others = [text for number, text in enumerate(texts) if number % folds != fold]
        model = LinearModel(fit(examples(others)))
        for statement, own in examples(texts[fold::folds]).items():
            for features, stated, counts in zip(own.features, own.stated, own.counts, strict=True):
                likelihood = model.likelihood(statement, features)
                for least, tally in tallies.items():
                    if likelihood >= least and counts == 1.0:
                        tally.right += stated
                        tally.wrong += not stated
                    elif stated:
                        tally.missed += 1
    return tallies


def write(weights: dict[Statement, dict[str, float]], file: Path) -> None:
    """Write the table that `entities.extraction.relations.relation_model` reads."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(
            opened, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n"
        )
        rows.writerow(["kind", "direction", "feature", "weight"])
        for statement in sorted(weights):
            for feature, weight in sorted(weights[statement].items()):
                rows.writerow([statement.kind, statement.direction, feature, weight])
