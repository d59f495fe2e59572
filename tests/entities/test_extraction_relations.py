import pytest

from entities.kinds import RelationKind
from tests.entities.reading import read, stated

ALLIED, RIVAL, FACTION = RelationKind.ALLIED_WITH, RelationKind.RIVAL_OF, RelationKind.FACTION_OF
LEADER, MEMBER = RelationKind.LEADER_OF, RelationKind.MEMBER_OF
OPERATES, HELD = RelationKind.OPERATES_IN, RelationKind.IMPRISONED_IN
MS, B18, ZETAS = "MS-13", "Barrio 18", "Los Zetas"


@pytest.mark.parametrize(
    "text, kind, pairs",
    [
        ("MS-13 and its rival Barrio 18 grew.", RIVAL, {(B18, MS)}),
        ("A truce between MS-13 and Barrio 18 ended.", RIVAL, {(B18, MS)}),
        ("MS-13 is at war with Barrio 18 over turf.", RIVAL, {(B18, MS)}),
        ("Los Zetas formed an alliance with MS-13 there.", ALLIED, {(ZETAS, MS)}),
        ("Los Zetas trained MS-13 gunmen.", RelationKind.TRAINS, {(ZETAS, MS)}),
        ("MS-13 gunmen were trained by Los Zetas.", RelationKind.TRAINS, {(ZETAS, MS)}),
        ("Los Zetas supplied cocaine to MS-13.", RelationKind.SUPPLIES, {(ZETAS, MS)}),
        ("The Alder Street clique of MS-13 fled.", FACTION, {("Alder Street clique", MS)}),
        ("Edwin Rivas, a leader of MS-13, fled.", LEADER, {("Edwin Rivas", MS)}),
        ("MS-13 leader Edwin Rivas fled.", LEADER, {("Edwin Rivas", MS)}),
        ("MS-13 is led by Edwin Rivas.", LEADER, {("Edwin Rivas", MS)}),
        ("Edwin Rivas is a member of MS-13.", MEMBER, {("Edwin Rivas", MS)}),
        ("Police arrested MS-13 member Edwin Rivas.", MEMBER, {("Edwin Rivas", MS)}),
        (
            "Edwin Rivas told Jairo Mora to wait.",
            RelationKind.CONTACTED,
            {("Edwin Rivas", "Jairo Mora")},
        ),
        (
            "Edwin Rivas and his brother Jairo Rivas fled.",
            RelationKind.FAMILY_OF,
            {("Edwin Rivas", "Jairo Rivas")},
        ),
        (
            "MS-13 has a presence in Honduras and Guatemala.",
            OPERATES,
            {(MS, "Honduras"), (MS, "Guatemala")},
        ),
        ("Edwin Rivas is held in a prison in Texas.", HELD, {("Edwin Rivas", "Texas")}),
        (
            "The U.S. Treasury Department sanctioned MS-13.",
            RelationKind.ACTS_AGAINST,
            {("U.S. Treasury Department", MS)},
        ),
        (
            "MS-13 was sanctioned by the United States.",
            RelationKind.ACTS_AGAINST,
            {("United States", MS)},
        ),
    ],
)
def test_sentences_state_relationships(text, kind, pairs):
    assert stated(text, kind) == pairs


@pytest.mark.parametrize(
    "text, kind",
    [
        ("Edwin Rivas denied that he is a leader of MS-13.", LEADER),
        ("Edwin Rivas is no longer a member of MS-13.", MEMBER),
        ("MS-13 has no presence in Honduras and does not operate in Guatemala.", OPERATES),
        ("Edwin Rivas escaped from a prison in Texas.", HELD),
        ("MS-13 could expand into Honduras.", OPERATES),
    ],
)
def test_what_is_denied_is_not_stated(text, kind):
    assert stated(text, kind) == set()


def test_hedged_statements_are_flagged_and_less_certain():
    sure = read("Edwin Rivas is a member of MS-13.").relations[0]
    hedged = read("Edwin Rivas is allegedly a member of MS-13.").relations[0]
    assert (sure.hedged, hedged.hedged) == (False, True)
    assert hedged.confidence < sure.confidence


def test_the_quote_is_the_sentence():
    text = "Nothing happened.  MS-13 leader Edwin Rivas fled. He was caught."
    relation = read(text).relations[0]
    assert relation.quote == "MS-13 leader Edwin Rivas fled."
    assert text[relation.start : relation.end] == relation.quote
    assert relation.rule == "gang-leader-person"


def test_the_gang_means_the_gang_before():
    text = "MS-13 grew quickly. The gang has a presence in Honduras."
    assert stated(text, OPERATES) == {(MS, "Honduras")}


def test_its_leader_leads_the_gang_before():
    assert stated("MS-13 grew. Its leader, Edwin Rivas, fled.", LEADER) == {("Edwin Rivas", MS)}


def test_he_means_the_person_before():
    text = "Edwin Rivas was tried in May. He is a member of MS-13."
    assert stated(text, MEMBER) == {("Edwin Rivas", MS)}


def test_symmetric_relationships_are_stated_once():
    relations = read("Barrio 18 is a rival of MS-13, and MS-13 is at war with Barrio 18.").relations
    assert [one.kind for one in relations] == [RIVAL]


def test_no_relationship_joins_what_it_cannot_join():
    text = "MS-13 and Edwin Rivas fight El Salvador, the DEA and El Diario de Hoy in Honduras."
    reading = read(text)
    for one in reading.relations:
        assert reading.entities[one.head].kind in one.kind.ends.heads
        assert reading.entities[one.child].kind in one.kind.ends.children
