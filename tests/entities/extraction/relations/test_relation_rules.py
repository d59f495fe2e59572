"""Every rule of relationships proves itself; a file of rules that says too little does not load."""

import json
import os
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.passage import make_passage
from entities.extraction.relations.coreference import resolve_coreference
from entities.extraction.relations.document_statements import RULE_NAMES
from entities.extraction.relations.extract_relations import (
    Prefilter,
    match_patterns,
    matches_of,
)
from entities.extraction.relations.relation_model import RULE
from entities.extraction.relations.relation_rules import (
    MARKED_NAME,
    RULES_FOLDER,
    RuleError,
    all_rules,
    is_denied,
    load_rules,
    relation_rules,
)
from entities.extraction.relations.sentence_slots import Sentence, sentences
from entities.gazetteer.snapshot import GazetteerEntity
from entities.kinds import LETTERS, RelationKind
from entities.training.train_relation_model import annotated_sentences
from tests.entities.pipeline_helpers import pipeline

GOLD = sorted((Path(__file__).parents[3] / "gold").glob("*.jsonl"))
# Texts nobody annotated: a folder, or a file of JSON lines with a `text`.
CORPORA = os.environ.get("GANGINTEL_BENCH_TEXTS", "")
# A counter-example shares at least so much with its example.
LEAST_ALIKE = 0.55
KINDS = {letter: kind for kind, letter in LETTERS.items()}
RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: f"{rule.kind}:{rule.name}")


def in_slots(written: str) -> tuple[Sentence, dict[str, str]]:
    """A sentence with marked names, prepared as one of an article, and the names marked."""
    text, reached = "", 0
    mentions, entities, ends = [], {}, {}
    for match in MARKED_NAME.finditer(written):
        end, letter, name = match.groups()
        text += written[reached : match.start()]
        start, kind = len(text), KINDS[letter]
        text += name
        reached = match.end()
        mentions.append(
            Candidate(start, len(text), kind, Rank.RULE, "example", "", 1.0, (name,), name)
        )
        entities[name] = GazetteerEntity(name, kind, name)
        if end:
            ends[end] = name
    text += written[reached:]
    passage = make_passage(
        text, published=None, precision="", body=(0, len(text)), furniture=(), dateline=""
    )
    (sentence,) = resolve_coreference(sentences(passage, mentions, {}), entities)
    return sentence, ends


@RULES
def test_the_example_states_the_relationship(rule):
    sentence, ends = in_slots(rule.example)
    found = [one for one in match_patterns(sentence) if one.rule == rule.name]
    told = [one for one in found if (one.head, one.child) == (ends["head"], ends["child"])]
    assert told, sentence.words
    assert not is_denied(told[0].words, relation_rules()[rule.kind].denied_by)


@RULES
def test_the_counter_example_does_not(rule):
    sentence, _ = in_slots(rule.counter)
    assert list(matches_of(rule, sentence)) == []


@RULES
def test_the_counter_example_differs_only_by_the_words_that_matter(rule):
    example, counter = in_slots(rule.example)[1], in_slots(rule.counter)[1]
    assert example == counter
    written = [MARKED_NAME.sub("⟦⟧", text).split() for text in (rule.example, rule.counter)]
    assert LEAST_ALIKE <= SequenceMatcher(None, *written).ratio() < 1


def test_no_two_rules_share_a_name():
    names = [rule.name for rule in all_rules()] + [RULE, *RULE_NAMES]
    assert len(names) == len(set(names))


@cache
def prefilter() -> Prefilter:
    return Prefilter(all_rules())


def left_out(sentence: Sentence) -> list[str]:
    """The rules that match the sentence although it seems to lack what they need."""
    places = range(len(all_rules()))
    tried = set(prefilter().possible(sentence.words, places))
    return [
        all_rules()[place].name
        for place in places
        if place not in tried and all_rules()[place].pattern.search(sentence.words)
    ]


@settings(
    max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(st.data())
def test_no_rule_needs_what_a_match_can_lack(data):
    place = data.draw(st.integers(0, len(all_rules()) - 1))
    pattern = all_rules()[place].pattern
    # As in a sentence, where blanks are the only white space.
    words = re.sub(r"\s", " ", data.draw(st.from_regex(pattern)))
    if pattern.search(words):
        assert list(prefilter().possible(words, [place])) == [place]


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_annotated_texts_are_found_the_same_without_what_rules_need(file):
    for line in file.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        if "spans" in gold:
            for sentence in annotated_sentences(gold)[0]:
                if sentence.words.count("⟦") > 1:
                    assert left_out(sentence) == []


@pytest.mark.skipif(not CORPORA, reason="GANGINTEL_BENCH_TEXTS names no texts")
def test_other_texts_are_found_the_same_without_what_rules_need():
    for text in texts(Path(CORPORA)):
        reading = pipeline().read(text)
        passage = make_passage(
            text, published=None, precision="", body=(0, len(text)), furniture=(), dateline=""
        )
        mentions = [
            Candidate(one.start, one.end, one.kind, Rank.RULE, "", "", 1.0, (one.key,))
            for one in reading.mentions
        ]
        for sentence in resolve_coreference(sentences(passage, mentions, {}), reading.entities):
            if sentence.words.count("⟦") > 1:
                assert left_out(sentence) == []


def texts(path: Path) -> Iterator[str]:
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.suffix == ".jsonl":
            lines = file.read_text(encoding="utf-8").splitlines()
            yield from (row["text"] for row in map(json.loads, lines) if "text" in row)
        elif file.suffix in (".txt", ".md"):
            yield file.read_text(encoding="utf-8", errors="replace")


def test_a_sentence_without_the_words_is_not_tried():
    tried = list(prefilter().possible("⟦G0⟧ met ⟦P1⟧.", range(len(all_rules()))))
    assert len(tried) < len(all_rules()) / 10


RULE_ROW = """
[[rule]]
name = "are-pen-friends"
pattern = "<head:G> (writes|wrote) to <child:G>"
needs = ["writes|wrote"]
confidence = 0.8
example = "The [head G:Calder Boys] wrote to the [child G:Sable Hand]."
counter = "The [head G:Calder Boys] listened to the [child G:Sable Hand]."
"""


@pytest.fixture
def folder(tmp_path):
    """The program's rules, and one more of allied gangs."""
    for file in RULES_FOLDER.iterdir():
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / "allied_with.toml").open("a", encoding="utf-8") as file:
        file.write(RULE_ROW)
    return tmp_path


def rewrite(file: Path, before: str, after: str) -> None:
    written = file.read_text(encoding="utf-8")
    assert before in written
    file.write_text(written.replace(before, after), encoding="utf-8")


def test_a_further_rule_loads(folder):
    last = load_rules(folder)[RelationKind.ALLIED_WITH].rules[-1]
    assert (last.name, last.needs, last.heads) == ("are-pen-friends", (("writes", "wrote"),), "G")


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ('example = "The [head G:Calder Boys] wrote', 'counted = "', "nothing is called “counted”"),
        (
            'example = "The [head G:Calder Boys] wrote to the [child G:Sable Hand]."\n',
            "",
            "no example",
        ),
        (
            'counter = "The [head G:Calder Boys] listened to the [child G:Sable Hand]."\n',
            "",
            "no counter",
        ),
        ("Calder Boys] wrote", "Calder Boys] sang", "lacks what it needs: writes|wrote"),
        ("[head G:Calder Boys] wrote", "Someone wrote", "its example marks no head"),
        ('"<head:G> (writes', '"<head:G> ((writes', "its pattern does not compile"),
        ('"<head:G> (writes', '"<head:P> (writes', "its head must be of the kinds gang"),
        ("(writes|wrote) to", "{PENFRIENDS} to", "there are no words called 'PENFRIENDS'"),
        (
            'confidence = 0.8\nexample = "The [head G:Calder',
            'confidence = 8\nexample = "',
            "between 0 and 1",
        ),
        ('needs = ["writes|wrote"]', 'needs = "writes|wrote"', "what it needs is no list"),
        (
            'name = "are-pen-friends"',
            'name = "rival-of"',
            "rule “rival-of”: one of allied_with.toml is called so too",
        ),
        ('families = ["allied"]', 'families = ["amiable"]', "no family of words “amiable”"),
        ('denied_by = ["negation"]', 'denied_by = ["sighs"]', "no denial “sighs”"),
    ],
)
def test_a_rule_that_proves_nothing_does_not_load(folder, before, after, complaint):
    rewrite(folder / "allied_with.toml", before, after)
    with pytest.raises(RuleError, match=re.escape(complaint)):
        load_rules(folder)


def test_the_complaint_names_file_and_rule(folder):
    rewrite(folder / "allied_with.toml", "Calder Boys] wrote", "Calder Boys] sang")
    with pytest.raises(RuleError, match=r"^allied_with\.toml, rule “are-pen-friends”: "):
        load_rules(folder)


def test_a_file_is_of_a_kind_and_every_kind_has_a_file(folder):
    (folder / "allied_with.toml").rename(folder / "befriends.toml")
    with pytest.raises(RuleError, match="no kind of relationship “befriends”"):
        load_rules(folder)
    (folder / "befriends.toml").unlink()
    with pytest.raises(RuleError, match=r"allied_with\.toml: there is no such file"):
        load_rules(folder)
