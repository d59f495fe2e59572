"""How well readings agree with texts that people annotated (the format of the gold files).

Spans count when start, end and label are right. What is optional in the gold counts neither as a
miss nor as an error. Scores are micro-averaged over all texts, 0–1.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from entities.extraction.reading import FoundMention, Reading
from entities.kinds import LABELS, Kind, RelationKind

Gold = dict[str, Any]
_PLACE = re.compile(r"(?P<country>[A-Z]{2})(?:-(?P<division>[A-Z0-9]{1,3}))?(?::.*)?")


@dataclass
class Tally:
    """Right ones, wrong ones and missed ones."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def summary(self) -> dict[str, float | int]:
        precision = _share(self.right, self.right + self.wrong)
        recall = _share(self.right, self.right + self.missed)
        return {
            "precision": precision,
            "recall": recall,
            "f1": _harmonic(precision, recall),
            "support": self.right + self.missed,
        }


@dataclass
class Scores:
    """The tallies over any number of texts."""

    labels: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    relations: Tally = field(default_factory=Tally)
    link_precisions: list[float] = field(default_factory=list)
    link_recalls: list[float] = field(default_factory=list)
    countries: Counter[bool] = field(default_factory=Counter)
    divisions: Counter[bool] = field(default_factory=Counter)

    def add(self, gold: Gold, reading: Reading) -> None:
        """Compare one reading with its gold annotation."""
        found = {(one.start, one.end, LABELS[one.kind]): one for one in reading.mentions}
        wanted = {(one["start"], one["end"], one["label"]): one for one in gold["spans"]}
        self._add_spans(wanted, found)
        both = [
            (wanted[span], found[span])
            for span in wanted.keys() & found.keys()
            if not wanted[span].get("optional")
        ]
        named = [pair for pair in both if pair[1].kind.is_entity]
        self._add_links(named)
        self._add_places(named, reading)
        self._add_relations(gold, reading, wanted, found)

    def summary(self) -> dict[str, Any]:
        """All scores as the evaluation command prints them."""
        total = Tally()
        for tally in self.labels.values():
            total.right += tally.right
            total.wrong += tally.wrong
            total.missed += tally.missed
        precision, recall = _mean(self.link_precisions), _mean(self.link_recalls)
        return {
            "labels": {label: self.labels[label].summary() for label in sorted(self.labels)},
            "micro": total.summary(),
            "linking": {
                "precision": precision,
                "recall": recall,
                "f1": _harmonic(precision, recall),
                "support": len(self.link_precisions),
            },
            "places": {
                "country": _share(self.countries[True], self.countries.total()),
                "country_support": self.countries.total(),
                "division": _share(self.divisions[True], self.divisions.total()),
                "division_support": self.divisions.total(),
            },
            "relations": self.relations.summary(),
        }

    def _add_spans(self, wanted: dict, found: dict[tuple, FoundMention]) -> None:
        optional = [span for span, one in wanted.items() if one.get("optional")]
        for span, one in wanted.items():
            if one.get("optional"):
                continue
            if span in found:
                self.labels[span[2]].right += 1
            else:
                self.labels[span[2]].missed += 1
        for start, end, label in found.keys() - wanted.keys():
            if not any(start < right and left < end for left, right, _ in optional):
                self.labels[label].wrong += 1

    def _add_links(self, both: list[tuple[dict, FoundMention]]) -> None:
        """B³ (Bagga and Baldwin 1998) within the text; what has no key is alone in its cluster."""
        own = [one.key or f"span:{one.start}" for _, one in both]
        right = [span["entity"] for span, _ in both]
        for place in range(len(both)):
            mine = {other for other in range(len(both)) if own[other] == own[place]}
            true = {other for other in range(len(both)) if right[other] == right[place]}
            self.link_precisions.append(len(mine & true) / len(mine))
            self.link_recalls.append(len(mine & true) / len(true))

    def _add_places(self, both: list[tuple[dict, FoundMention]], reading: Reading) -> None:
        for span, one in both:
            place = _PLACE.fullmatch(span["entity"]) if one.kind == Kind.LOCATION else None
            if place is None:
                continue
            known = reading.entities.get(one.key)
            country, division = place.group("country", "division")
            self.countries[known is not None and known.country == country] += 1
            if division:
                own = known.division if known is not None else ""
                self.divisions[own == f"{country}-{division}"] += 1

    def _add_relations(self, gold: Gold, reading: Reading, wanted: dict, found: dict) -> None:
        meaning = _meanings(wanted, found)
        stated = {
            _ordered(RelationKind(one["label"]), one["head"], one["child"]): one
            for one in gold["relations"]
        }
        own = {
            _ordered(
                one.kind,
                meaning.get(one.head, f"unknown:{one.head}"),
                meaning.get(one.child, f"unknown:{one.child}"),
            )
            for one in reading.relations
        }
        for relation, one in stated.items():
            if one.get("optional"):
                continue
            if relation in own:
                self.relations.right += 1
            else:
                self.relations.missed += 1
        for kind, head, child in own - stated.keys():
            implied = (RelationKind.LEADER_OF, head, child)
            if kind != RelationKind.MEMBER_OF or implied not in stated:
                self.relations.wrong += 1


def evaluate(pairs: Iterable[tuple[Gold, Reading]]) -> dict[str, Any]:
    """Score readings against their gold annotations."""
    scores = Scores()
    for gold, reading in pairs:
        scores.add(gold, reading)
    return scores.summary()


def _meanings(wanted: dict, found: dict[tuple, FoundMention]) -> dict[str, str]:
    """Which gold entity each of our keys stands for: the one that most of its spans name."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span in wanted.keys() & found.keys():
        if found[span].key:
            votes[found[span].key][wanted[span]["entity"]] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in votes.items()}


def _ordered(kind: RelationKind, head: str, child: str) -> tuple[RelationKind, str, str]:
    if kind.ends.symmetric and child < head:
        head, child = child, head
    return kind, head, child


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _mean(values: list[float]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0


def _harmonic(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0
