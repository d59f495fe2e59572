"""What the language model names is what spaCy itself would say, only sooner."""

import json
from pathlib import Path

import pytest

from entities.nlp import names_in
from entities.nlp.model import BATCH_SIZE, Named, load
from entities.nlp.versions import ORIGINAL

GOLD = Path(__file__).parents[2] / "gold" / "development.jsonl"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    mixed = [json.loads(line)["text"] for line in lines[: BATCH_SIZE + 8]]
    return [*mixed, *(text.upper() for text in mixed[:8]), "", " ", "\n\n", "Cobra", "—"]


def test_the_same_names_are_found_as_by_the_pipeline_itself(texts):
    documents = load(ORIGINAL).pipe(texts)
    expected = [
        [Named(one.start_char, one.end_char, one.label_) for one in document.ents]
        for document in documents
    ]
    assert [*names_in(texts)] == expected
    assert sum(map(len, expected)) > 500


def test_nothing_at_all_names_nothing():
    assert [*names_in([""])] == [[]]
    assert [*names_in([])] == []
