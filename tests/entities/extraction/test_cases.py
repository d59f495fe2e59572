"""Small texts of our own, each for one cause of errors that real texts showed."""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from entities.extraction.result import ExtractionResult, FoundMention
from entities.kinds import LABELS, RelationKind
from tests.entities.pipeline_helpers import pipeline

CASES = Path(__file__).parents[2] / "cases"
# What is still wrong; each is mended by its cause, and then leaves the list.
STILL_WRONG = {
    *("A062", "A064", "A066", "A084"),
    *("J-surname-first-1", "J-surname-first-2"),
}


def cases(name: str) -> list:
    """The cases of a file; what is known to be wrong may fail."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [
        pytest.param(
            one,
            id=one["id"],
            marks=[pytest.mark.xfail(reason=one.get("cause") or one["what"], strict=True)]
            * (one["id"] in STILL_WRONG),
        )
        for one in map(json.loads, lines)
    ]


class Reading:
    """What was read, asked by the words of the text."""

    def __init__(self, result: ExtractionResult) -> None:
        self.result = result

    def mentions(self, text: str, label: str = "") -> list[FoundMention]:
        return [
            one
            for one in self.result.mentions
            if one.text == text and label in ("", LABELS[one.kind])
        ]

    def keys(self, text: str) -> set[str]:
        return {one.key for one in self.mentions(text) if one.key}

    def states(self, head: str, label: str, child: str) -> bool:
        kind = RelationKind(label)
        ends = [(self.keys(head), self.keys(child))]
        if kind.ends.symmetric:
            ends.append((self.keys(child), self.keys(head)))
        return any(
            one.kind == kind and one.head in heads and one.child in children
            for one in self.result.relations
            for heads, children in ends
        )

    def places(self, text: str) -> set[str]:
        """The countries and divisions in which a place of this name lies."""
        known = (self.result.meant_by(one) for one in self.mentions(text, "LOCATION"))
        return {area for one in known if one for area in (one.country, one.division)}


def shared_keys(reading: Reading, spans: Iterable[dict]) -> dict[tuple[str, str], set[str]]:
    """Of each entity of the case the keys that all of its names have in common."""
    keys: dict[tuple[str, str], set[str]] = {}
    for span in spans:
        if span.get("entity") and span["label"] != "LOCATION":
            group, own = (span["label"], span["entity"]), reading.keys(span["text"])
            keys[group] = keys.get(group, own) & own
    return keys


@pytest.mark.parametrize("case", cases("reading.jsonl"))
def test_a_sentence_of_one_cause_is_read_right(case):
    reading = Reading(pipeline().read(case["text"]))
    spans = case.get("expect", [])
    for span in spans:
        assert reading.mentions(span["text"], span["label"]), span
        if span["label"] == "LOCATION" and span.get("entity"):
            assert span["entity"] in reading.places(span["text"])
    by_label = defaultdict(list)
    for (label, entity), keys in shared_keys(reading, spans).items():
        assert keys, entity
        by_label[label].append(keys)
    for groups in by_label.values():
        assert sum(map(len, groups)) == len(set.union(*groups))
    for span in case.get("forbid", []):
        assert not reading.mentions(span["text"], span.get("label", "")), span
    for one in case.get("relations", []):
        assert reading.states(one["head"], one["label"], one["child"]), one
    for one in case.get("forbid_relations", []):
        assert not reading.states(one["head"], one["label"], one["child"]), one


@pytest.mark.parametrize("case", cases("reports.jsonl"))
def test_what_users_of_similar_tools_reported_is_read_right(case):
    reading = Reading(pipeline().read(case["text"]))
    for label, text in case.get("spans_must", []):
        assert reading.mentions(text, label), text
    for label, text in case.get("spans_must_not", []):
        assert not reading.mentions(text, label), text
    entities = reading.result.entities
    found = {(entities[one.head].name, one.kind): one for one in reading.result.relations}
    for name, kind in case.get("relations_must_not", []):
        assert (name, kind) not in found
    for text, country in case.get("places", []):
        assert country in reading.places(text)
    for text, name in case.get("names_must_not", []):
        assert name not in {entities[key].name for key in reading.keys(text)}
    for (value,) in case.get("values_must", []):
        assert value in {one.value for one in reading.result.mentions}
    for name, kind, period in case.get("periods", []):
        assert str(found[name, kind].period) == period
