from collections import Counter

import pytest

from entities.extraction.result import ExtractionResult, FoundMention, FoundRelation
from entities.extraction.scoring import NOTHING, confusion_table, evaluate, most_frequent
from entities.gazetteer.snapshot import GazetteerEntity
from entities.kinds import Kind, RelationKind

TEXT = "Lions Tigers Lima"
GOLD = {
    "text": TEXT,
    "spans": [
        {"start": 0, "end": 5, "label": "GANG", "entity": "lions"},
        {"start": 6, "end": 12, "label": "GANG", "entity": "tigers"},
        {"start": 13, "end": 17, "label": "LOCATION", "entity": "PE-LIM:lima"},
    ],
    "relations": [{"head": "tigers", "child": "lions", "label": "rival_of"}],
}
ENTITIES = {
    "l": GazetteerEntity("l", Kind.GANG, "Lions"),
    "t": GazetteerEntity("t", Kind.GANG, "Tigers"),
    "p": GazetteerEntity("p", Kind.LOCATION, "Lima", country="PE", division="PE-LMA"),
}


def found(start: int, end: int, kind: Kind, key: str) -> FoundMention:
    return FoundMention(start, end, TEXT[start:end], kind, key=key)


def reading(*mentions: FoundMention, relations=()) -> ExtractionResult:
    return ExtractionResult(mentions, tuple(relations), ENTITIES)


LIONS, TIGERS = found(0, 5, Kind.GANG, "l"), found(6, 12, Kind.GANG, "t")
LIMA = found(13, 17, Kind.LOCATION, "p")


def rivals(head: str, child: str) -> FoundRelation:
    return FoundRelation(RelationKind.RIVAL_OF, head, child, 0, 17, TEXT, 0.8, "test")


def test_right_wrong_and_missed_spans_are_counted():
    summary = evaluate([(GOLD, reading(LIONS, found(6, 17, Kind.GANG, "t")))]).summary()
    assert summary["labels"]["GANG"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "support": 2}
    assert summary["labels"]["LOCATION"]["recall"] == 0
    assert summary["micro"]["support"] == 3


def test_what_is_optional_counts_neither_way():
    spans = [{**GOLD["spans"][0], "optional": True}, *GOLD["spans"][1:]]
    gold = {**GOLD, "spans": spans}
    with_it = evaluate([(gold, reading(LIONS, TIGERS, LIMA))]).summary()
    without = evaluate([(gold, reading(TIGERS, LIMA))]).summary()
    overlapping = evaluate([(gold, reading(found(0, 4, Kind.GANG, "l"), TIGERS, LIMA))]).summary()
    assert with_it["micro"] == without["micro"] == overlapping["micro"]
    assert with_it["micro"]["f1"] == 1


def test_two_things_under_one_key_cost_linking_precision():
    one_key = found(6, 12, Kind.GANG, "l")
    assert evaluate([(GOLD, reading(LIONS, TIGERS, LIMA))]).summary()["linking"]["f1"] == 1
    linking = evaluate([(GOLD, reading(LIONS, one_key, LIMA))]).summary()["linking"]
    assert (linking["precision"], linking["recall"]) == (round(2 / 3, 4), 1)


def test_a_place_counts_by_country_and_division():
    places = evaluate([(GOLD, reading(LIMA))]).summary()["places"]
    assert (places["country"], places["division"]) == (1, 0)
    assert places["division_support"] == 1


def test_relationships_are_compared_through_the_spans_of_their_ends():
    right = reading(LIONS, TIGERS, relations=[rivals("l", "t")])
    assert evaluate([(GOLD, right)]).summary()["relations"]["f1"] == 1
    unlinked = reading(LIONS, relations=[rivals("l", "t")])
    assert evaluate([(GOLD, unlinked)]).summary()["relations"]["f1"] == 0


def test_a_wrong_relationship_costs_precision():
    relations = [
        rivals("l", "t"),
        FoundRelation(RelationKind.OPERATES_IN, "l", "p", 0, 17, TEXT, 0.8, "test"),
    ]
    scored = evaluate([(GOLD, reading(LIONS, TIGERS, LIMA, relations=relations))]).summary()[
        "relations"
    ]
    assert (scored["precision"], scored["recall"]) == (0.5, 1)


@pytest.mark.parametrize("doubtful, precision", [(True, 1), (False, 0.5)])
def test_an_associate_whom_people_called_a_doubtful_member_counts_neither_way(doubtful, precision):
    ana = found(13, 17, Kind.PERSON, "a")
    member = {"head": "ana", "child": "lions", "label": "member_of", "optional": doubtful}
    gold = {
        "text": TEXT,
        "spans": [*GOLD["spans"][:2], {**GOLD["spans"][2], "label": "PERSON", "entity": "ana"}],
        "relations": [*GOLD["relations"], member],
    }
    associate = FoundRelation(RelationKind.ASSOCIATE_OF, "a", "l", 0, 17, TEXT, 0.8, "test")
    own = reading(LIONS, TIGERS, ana, relations=[rivals("l", "t"), associate])
    assert evaluate([(gold, own)]).summary()["relations"]["precision"] == precision


def test_names_count_once_a_text_without_what_stands_around_them():
    text = "The Lions' den. “Lions” roar. Tigers do not."
    gold = {
        "id": "names",
        "text": text,
        "spans": [
            {"start": 4, "end": 9, "label": "GANG", "entity": "l", "text": "Lions"},
            {"start": 30, "end": 36, "label": "GANG", "entity": "t", "text": "Tigers"},
        ],
        "relations": [],
    }
    with_signs = FoundMention(0, 10, "The Lions'", Kind.GANG, "l")
    twice = FoundMention(17, 22, "Lions", Kind.GANG, "l")
    scores = evaluate([(gold, reading(with_signs, twice))])
    assert scores.summary()["names"]["labels"]["GANG"] == {
        "precision": 1.0,
        "recall": 0.5,
        "f1": 0.6667,
        "support": 2,
    }
    assert ("names", "missed", "GANG Tigers") in scores.faults


def test_two_names_of_one_thing_are_a_pair():
    same = {**GOLD, "spans": [{**span, "entity": "x"} for span in GOLD["spans"][:2]]}
    together = reading(LIONS, found(6, 12, Kind.GANG, "l"))
    assert evaluate([(same, together)]).summary()["pairs"]["f1"] == 1
    assert evaluate([(same, reading(LIONS, TIGERS))]).summary()["pairs"]["recall"] == 0
    assert evaluate([(GOLD, together)]).summary()["pairs"]["precision"] == 0


# A text of the gold that has the labels of a person and a place, and is read as it says.
USED = (
    {
        "text": "Ana of Lima",
        "spans": [
            {"start": 0, "end": 3, "label": "PERSON", "entity": "ana"},
            {"start": 7, "end": 11, "label": "LOCATION", "entity": "lima"},
        ],
        "relations": [],
    },
    reading(
        FoundMention(0, 3, "Ana", Kind.PERSON, ""), FoundMention(7, 11, "Lima", Kind.LOCATION, "")
    ),
)
OWN = {("PERSON", "PERSON"): 1, ("LOCATION", "LOCATION"): 1}


def test_which_kind_is_taken_for_which_is_counted():
    gold = {**GOLD, "spans": [*GOLD["spans"][:2], {**GOLD["spans"][2], "optional": True}]}
    lions_and_tigers = found(0, 8, Kind.PERSON, "x")
    scores = evaluate([(gold, reading(lions_and_tigers, TIGERS, LIMA)), USED])
    assert scores.confusion == Counter({("GANG", "PERSON"): 1, ("GANG", "GANG"): 1, **OWN})


def test_what_only_one_side_names_is_taken_for_nothing():
    gold = {**GOLD, "spans": GOLD["spans"][:1], "relations": []}
    scores = evaluate([(gold, reading(LIMA)), USED])
    assert scores.confusion == {("GANG", NOTHING): 1, (NOTHING, "LOCATION"): 1, **OWN}
    header, gang, location, person, nothing = confusion_table(scores.confusion)
    assert header.split() == ["annotated", "/", "read", "GANG", "LOCATION", "PERSON", NOTHING]
    assert (gang.split(), location.split()) == (["GANG", "1"], ["LOCATION", "1"])
    assert person.split() == ["PERSON", "1"]
    assert nothing.split() == [NOTHING, "1"]


def test_the_errors_that_most_texts_have_come_first():
    faults = [
        ("one", "wrong", "PERSON Menu"),
        ("one", "missed", "GANG Lions"),
        ("two", "wrong", "PERSON Menu"),
        ("two", "wrong", "PERSON Menu"),
    ]
    assert most_frequent(faults) == [(2, "wrong", "PERSON Menu"), (1, "missed", "GANG Lions")]
    many = [(str(number), "wrong", f"GANG {number}") for number in range(30)]
    assert len(most_frequent(many)) == 20


def test_a_label_that_no_text_of_the_file_has_is_not_scored():
    quantity = found(0, 4, Kind.QUANTITY, "")
    other = {**GOLD, "spans": [{"start": 0, "end": 4, "label": "QUANTITY", "entity": "4 LIONS"}]}

    alone = evaluate([(GOLD, reading(LIONS, quantity))]).summary()
    both = evaluate([(GOLD, reading(LIONS, quantity)), (other, reading())]).summary()

    assert "QUANTITY" not in alone["labels"] and "QUANTITY" not in alone["names"]["labels"]
    assert both["labels"]["QUANTITY"]["precision"] == 0
