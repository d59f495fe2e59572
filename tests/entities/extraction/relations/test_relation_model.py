"""Which wording states a relationship: learned from annotated texts, judged by a linear model."""

import io
import json
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from entities.extraction.relations.relation_features import pairs
from entities.extraction.relations.relation_model import (
    LinearModel,
    Statement,
    possible,
    relation_model,
)
from entities.extraction.relations.sentence_slots import Sentence
from entities.kinds import RelationKind
from entities.training.train_relation_model import examples, fit, write

RIVAL = Statement(RelationKind.RIVAL_OF, forward=True)


def texts(number: int, sentence: str, label: str | None) -> list[dict]:
    """Annotated texts on two gangs each; all say the same of them."""
    made = []
    for place in range(number):
        first, second = f"Alpha {place}", f"Beta {place}"
        text = sentence.format(first, second)
        spans = [
            {
                "start": text.index(name),
                "end": text.index(name) + len(name),
                "label": "GANG",
                "entity": name,
            }
            for name in (first, second)
        ]
        relation = {"head": first, "child": second, "label": label}
        made.append({"text": text, "spans": spans, "relations": [relation] if label else []})
    return made


def features(words: str) -> frozenset[str]:
    sentence = Sentence(0, len(words), words, slots=["one", "two"])
    (pair,) = pairs(sentence, Counter(), possible)
    return pair.features


def test_what_was_learned_judges_other_names():
    material = [
        *texts(12, "Men of {} loathe the men of {} here.", "rival_of"),
        *texts(12, "Men of {} dine with men of {} here.", None),
    ]
    taught = LinearModel(fit(examples(material)))
    loathing = taught.likelihood(RIVAL, features("⟦G0⟧ loathe the men of ⟦G1⟧"))
    dining = taught.likelihood(RIVAL, features("⟦G0⟧ dine with men of ⟦G1⟧"))
    assert loathing > 0.5 > dining


def test_the_table_is_read_as_it_was_written(tmp_path, monkeypatch):
    weights = fit(examples(texts(12, "{} loathes {}.", "rival_of") + texts(9, "{} or {}.", None)))
    write(weights, tmp_path / "words.tsv")
    monkeypatch.setattr(
        "entities.extraction.relations.relation_model.WEIGHTS_FILE", tmp_path / "words.tsv"
    )
    relation_model.cache_clear()
    try:
        assert relation_model().weights == weights
    finally:
        relation_model.cache_clear()


def test_a_kind_that_is_hardly_ever_stated_is_not_learned():
    assert fit(examples(texts(3, "{} loathes {}.", "rival_of"))) == {}


def test_the_direction_of_a_statement_is_learned():
    material = [
        *texts(12, "{} is a cell of {} here.", "faction_of"),
        *texts(12, "{} saw that {} came.", None),
    ]
    taught = LinearModel(fit(examples(material)))
    found = features("⟦G0⟧ is a cell of ⟦G1⟧")
    kind = RelationKind.FACTION_OF
    forward = taught.likelihood(Statement(kind, forward=True), found)
    assert forward > taught.likelihood(Statement(kind, forward=False), found)


def test_the_command_writes_a_table(tmp_path):
    gold, table = tmp_path / "gold.jsonl", tmp_path / "words.tsv"
    lines = texts(12, "{} loathes {}.", "rival_of") + texts(12, "{} and {}.", None)
    gold.write_text("\n".join(map(json.dumps, lines)))
    said = io.StringIO()
    call_command("train_relations", gold, output=table, stdout=said)
    assert "from 24 texts" in said.getvalue()
    assert "rival_of\tforward" in table.read_text()


def test_the_command_says_what_is_wrong(tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(texts(1, "{} loathes {}.", "rival_of")[0]))
    with pytest.raises(CommandError, match="often enough"):
        call_command("train_relations", gold, output=tmp_path / "words.tsv")
    with pytest.raises(CommandError, match="There is no file"):
        call_command("train_relations", Path("nowhere.jsonl"), output=tmp_path / "words.tsv")


def test_the_command_says_how_well_it_learns_from_texts_that_it_has_not_seen(tmp_path):
    gold, table = tmp_path / "gold.jsonl", tmp_path / "words.tsv"
    lines = texts(12, "{} loathes {}.", "rival_of") + texts(12, "{} and {}.", None)
    gold.write_text("\n".join(map(json.dumps, lines)))
    said = io.StringIO()
    call_command("train_relations", gold, output=table, folds=4, stdout=said)
    rows = dict(line.split(maxsplit=2)[1:] for line in said.getvalue().splitlines()[1:])
    assert rows["0.5"].split() == ["1.000"] * 3
    assert not table.exists()
    with pytest.raises(CommandError, match="from 2 to 24"):
        call_command("train_relations", gold, folds=25)
