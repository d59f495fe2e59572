from entities.extraction.reading import FoundMention, FoundRelation, Reading
from entities.extraction.scoring import evaluate
from entities.gazetteer.snapshot import Known
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
    "l": Known("l", Kind.GANG, "Lions"),
    "t": Known("t", Kind.GANG, "Tigers"),
    "p": Known("p", Kind.LOCATION, "Lima", country="PE", division="PE-LMA"),
}


def found(start: int, end: int, kind: Kind, key: str) -> FoundMention:
    return FoundMention(start, end, TEXT[start:end], kind, key=key)


def reading(*mentions: FoundMention, relations=()) -> Reading:
    return Reading(mentions, tuple(relations), ENTITIES)


LIONS, TIGERS = found(0, 5, Kind.GANG, "l"), found(6, 12, Kind.GANG, "t")
LIMA = found(13, 17, Kind.LOCATION, "p")


def rivals(head: str, child: str) -> FoundRelation:
    return FoundRelation(RelationKind.RIVAL_OF, head, child, 0, 17, TEXT, 0.8, "test")


def test_right_wrong_and_missed_spans_are_counted():
    summary = evaluate([(GOLD, reading(LIONS, found(6, 17, Kind.GANG, "t")))])
    assert summary["labels"]["GANG"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "support": 2}
    assert summary["labels"]["LOCATION"]["recall"] == 0
    assert summary["micro"]["support"] == 3


def test_what_is_optional_counts_neither_way():
    spans = [{**GOLD["spans"][0], "optional": True}, *GOLD["spans"][1:]]
    gold = {**GOLD, "spans": spans}
    with_it = evaluate([(gold, reading(LIONS, TIGERS, LIMA))])
    without = evaluate([(gold, reading(TIGERS, LIMA))])
    overlapping = evaluate([(gold, reading(found(0, 4, Kind.GANG, "l"), TIGERS, LIMA))])
    assert with_it["micro"] == without["micro"] == overlapping["micro"]
    assert with_it["micro"]["f1"] == 1


def test_two_things_under_one_key_cost_linking_precision():
    one_key = found(6, 12, Kind.GANG, "l")
    assert evaluate([(GOLD, reading(LIONS, TIGERS, LIMA))])["linking"]["f1"] == 1
    linking = evaluate([(GOLD, reading(LIONS, one_key, LIMA))])["linking"]
    assert (linking["precision"], linking["recall"]) == (round(2 / 3, 4), 1)


def test_a_place_counts_by_country_and_division():
    places = evaluate([(GOLD, reading(LIMA))])["places"]
    assert (places["country"], places["division"]) == (1, 0)
    assert places["division_support"] == 1


def test_relationships_are_compared_through_the_spans_of_their_ends():
    right = reading(LIONS, TIGERS, relations=[rivals("l", "t")])
    assert evaluate([(GOLD, right)])["relations"]["f1"] == 1
    unlinked = reading(LIONS, relations=[rivals("l", "t")])
    assert evaluate([(GOLD, unlinked)])["relations"]["f1"] == 0


def test_a_wrong_relationship_costs_precision():
    relations = [
        rivals("l", "t"),
        FoundRelation(RelationKind.OPERATES_IN, "l", "p", 0, 17, TEXT, 0.8, "test"),
    ]
    scored = evaluate([(GOLD, reading(LIONS, TIGERS, LIMA, relations=relations))])["relations"]
    assert (scored["precision"], scored["recall"]) == (0.5, 1)
