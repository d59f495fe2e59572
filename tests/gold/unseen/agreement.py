"""How far two annotators agree who read the same texts apart from each other.

python -m tests.gold.unseen.agreement FOLDER_OF_TEXTS FIRST.jsonl SECOND.jsonl

F1 of the second against the first, which is the same the other way round. What either holds
doubtful, or furniture, counts neither way; in the rows "strict" it counts as not annotated.
"""

import json
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from entities.management.standoff import with_text


def sure_spans(own, other):
    """Spans by start, end and label that neither calls doubtful, with their keys."""
    loose = [
        (one["start"], one["end"]) for one in own["spans"] + other["spans"] if one.get("optional")
    ]
    return {
        (one["start"], one["end"], one["label"]): one["entity"]
        for one in own["spans"]
        if not any(one["start"] < end and start < one["end"] for start, end in loose)
    }


def certain(gold):
    """Spans that this one does not call doubtful, whatever the other says."""
    return {
        (one["start"], one["end"], one["label"]) for one in gold["spans"] if not one.get("optional")
    }


def names(gold, spans):
    return {(label, _words(gold, start, end)) for start, end, label in spans}


def pairs(gold, spans):
    """Two different names of one thing."""
    by_key = defaultdict(set)
    for (start, end, label), key in spans.items():
        if label not in {"DATE", "MONEY", "QUANTITY"}:
            by_key[label, key].add(_words(gold, start, end))
    return {
        (label, *two)
        for (label, _), same in by_key.items()
        for two in combinations(sorted(same), 2)
    }


def stated(gold, meaning):
    """Relationships, each with whether it is sure, in the keys of the other by `meaning`."""
    found = {}
    for one in gold["relations"]:
        ends = [meaning.get(one[end], one[end]) for end in ("head", "child")]
        if one["label"] in {"allied_with", "rival_of", "contacted", "family_of"}:
            ends.sort()
        found[one["label"], *ends] = not one.get("optional")
    return found


def sure(own, other):
    return {relation for relation in own if own[relation] and other.get(relation, True)}


def _words(gold, start, end):
    return " ".join(gold["text"][start:end].split())


def compare(first, second):
    """Rows of right ones, of the first only and of the second only."""
    rows = defaultdict(Counter)

    def count(row, own, others):
        rows[row] += Counter(both=len(own & others), a=len(own - others), b=len(others - own))

    for one, two in zip(first, second, strict=True):
        a, b = sure_spans(one, two), sure_spans(two, one)
        for label in {label for _, _, label in a.keys() | b.keys()}:
            ours, theirs = ({s for s in side if s[2] == label} for side in (a, b))
            count(f"{label} spans", ours, theirs)
            count(f"{label} names", names(one, ours), names(two, theirs))
        count("all spans", a.keys(), b.keys())
        count("all spans, strict", certain(one), certain(two))
        count("all names", names(one, a), names(two, b))
        count("same entity (pairs)", pairs(one, a), pairs(two, b))
        ours, theirs = stated(one, {}), stated(two, {b[s]: a[s] for s in a.keys() & b.keys()})
        count("relationships", sure(ours, theirs), sure(theirs, ours))
        count("relationships, strict", sure(ours, {}), sure(theirs, {}))
    return rows


if __name__ == "__main__":
    texts, *files = map(Path, sys.argv[1:])
    annotated = [
        [with_text(json.loads(line), texts) for line in file.read_text().splitlines()]
        for file in files
    ]
    for row, found in sorted(compare(*annotated).items()):
        right = found["both"]
        f1 = 2 * right / ((2 * right + found["a"] + found["b"]) or 1)
        print(f"{row:22}{f1:.2f}  both {right}, first only {found['a']}, second {found['b']}")
