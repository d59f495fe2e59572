"""How well real texts are read must not get worse: floors that only rise.

The texts are others' words and lie elsewhere: in the folder that GANGINTEL_SHARED names, or beside
the project.
"""

import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db

# Least precision and recall of the distinct names in a text, in hundredths.
NAMES = {
    "GANG": (94, 94),
    "PERSON": (97, 98),
    "LOCATION": (96, 93),
    "AGENCY": (96, 95),
    "ORG": (89, 81),
    "DATE": (96, 99),
    "MONEY": (99, 99),
}
RELATIONS = (91, 70)


def shared() -> Path:
    """The folder with the annotated real texts; skips the test where there is none."""
    beside = Path(__file__).parents[4] / "shared"
    folder = Path(os.environ.get("GANGINTEL_SHARED") or beside)
    if not (folder / "gold/real/releases.jsonl").exists():
        pytest.skip("neither GANGINTEL_SHARED nor ../shared has the annotated real texts")
    return folder


def evaluated(*arguments: str) -> dict:
    out = StringIO()
    call_command("evaluate_extraction", *arguments, "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue())


def in_hundredths(row: dict) -> tuple[float, float]:
    return 100 * row["precision"], 100 * row["recall"]


def test_real_texts_are_read_as_well_as_they_were():
    gold = str(shared() / "gold/real/releases.jsonl")
    found = evaluated(gold, "--furniture", "given")
    rows = {label: found["names"]["labels"][label] for label in NAMES}
    for label, floors in {**NAMES, "relations": RELATIONS}.items():
        scores = in_hundredths(rows.get(label, found["relations"]))
        assert all(map(float.__ge__, scores, map(float, floors))), (label, scores)


def test_the_two_seeds_state_what_people_read_in_them():
    relations = evaluated("tests/gold/seeds.jsonl")["relations"]
    assert relations["f1"] >= 0.95
