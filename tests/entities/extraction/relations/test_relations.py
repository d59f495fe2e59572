import pytest
from hypothesis import given
from hypothesis import strategies as st

from entities.extraction.relations.extract_relations import one_of_each
from entities.extraction.relations.relation_rules import Proposal
from entities.kinds import RelationKind
from tests.entities.pipeline_helpers import read, stated

ALLIED, RIVAL, FACTION = RelationKind.ALLIED_WITH, RelationKind.RIVAL_OF, RelationKind.FACTION_OF
LEADER, MEMBER = RelationKind.LEADER_OF, RelationKind.MEMBER_OF
ASSOCIATE = RelationKind.ASSOCIATE_OF
OPERATES, HELD = RelationKind.OPERATES_IN, RelationKind.IMPRISONED_IN
ACTS, LOCATED = RelationKind.ACTS_AGAINST, RelationKind.LOCATED_IN
FAMILY, SUPPLIES = RelationKind.FAMILY_OF, RelationKind.SUPPLIES
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
        ("MS-13, whose founder, Edwin Rivas, was held, grew.", LEADER, {("Edwin Rivas", MS)}),
        ("Edwin Rivas, who rides with MS-13, fled.", MEMBER, {("Edwin Rivas", MS)}),
        ("MS-13 and Barrio 18 are at loggerheads.", RIVAL, {(B18, MS)}),
        ("MS-13 remain friends of Los Zetas.", ALLIED, {(ZETAS, MS)}),
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


@pytest.mark.parametrize(
    "text, kind, pairs",
    [
        (
            "MS-13 grew in Honduras. The gang's leader, Edwin Rivas, fled.",
            LEADER,
            {("Edwin Rivas", MS)},
        ),
        ("MS-13 grew quickly. It fights Barrio 18 for every block.", RIVAL, {(B18, MS)}),
        (
            "MS-13 and Barrio 18 spread. The two have since fought over Guatemala.",
            RIVAL,
            {(B18, MS)},
        ),
        (
            "Edwin Rivas was tried in May. His brother, Jairo Rivas, wept.",
            FAMILY,
            {("Edwin Rivas", "Jairo Rivas")},
        ),
        (
            "Edwin Rivas fled. The DEA offers a reward for him.",
            ACTS,
            {("Drug Enforcement Administration", "Edwin Rivas")},
        ),
        (
            "Edwin Rivas, who leads MS-13, has been at large since 2019. The suspect is held in "
            "a prison in Texas.",
            HELD,
            {("Edwin Rivas", "Texas")},
        ),
    ],
)
def test_words_that_take_up_a_name_mean_who_was_named(text, kind, pairs):
    assert stated(text, kind) == pairs


@pytest.mark.parametrize(
    "text, kind",
    [
        ("There were MS-13 and Barrio 18. The gang has cells in Honduras.", OPERATES),
        ("President Edwin Rivas spoke. He is held in a prison in Texas.", HELD),
        ("The DEA grew. It has an office in Honduras.", OPERATES),
    ],
)
def test_words_that_could_mean_several_take_up_no_name(text, kind):
    assert stated(text, kind) == set()


@pytest.mark.parametrize(
    "text, kind, pairs",
    [
        (
            "Edwin Rivas, who grew up in Texas and leads MS-13, was tried.",
            LEADER,
            {("Edwin Rivas", MS)},
        ),
        (
            "Edwin Rivas, whose brother Jairo Rivas was shot, fled.",
            FAMILY,
            {("Edwin Rivas", "Jairo Rivas")},
        ),
        (
            "Los Zetas, which once trained with the army, have since fought MS-13 as well.",
            RIVAL,
            {(ZETAS, MS)},
        ),
        (
            "MS-13, founded by migrants, has long been at war with Barrio 18.",
            RIVAL,
            {(B18, MS)},
        ),
        (
            "Police raided Honduras, where MS-13 runs rackets.",
            OPERATES,
            {(MS, "Honduras")},
        ),
    ],
)
def test_a_subject_and_its_verb_may_stand_apart(text, kind, pairs):
    assert stated(text, kind) == pairs


@pytest.mark.parametrize(
    "text, kind, pairs",
    [
        ("MS-13 is led from Texas by the feared Edwin Rivas.", LEADER, {("Edwin Rivas", MS)}),
        (
            "Edwin Rivas took over MS-13 after Jairo Mora was killed.",
            LEADER,
            {("Edwin Rivas", MS), ("Jairo Mora", MS)},
        ),
        ("Edwin Rivas is wanted as an accountant of MS-13.", MEMBER, {("Edwin Rivas", MS)}),
        ("Edwin Rivas had gone over to MS-13.", MEMBER, {("Edwin Rivas", MS)}),
        (
            "MS-13 pushed into districts held by Barrio 18.",
            RIVAL,
            {(B18, MS)},
        ),
        ("MS-13 lost ground to Barrio 18.", RIVAL, {(B18, MS)}),
        ("MS-13 has thrown in its lot with Los Zetas.", ALLIED, {(ZETAS, MS)}),
        ("MS-13 receives its rifles from Los Zetas.", SUPPLIES, {(ZETAS, MS)}),
        ("Los Zetas have sold pistols to MS-13.", SUPPLIES, {(ZETAS, MS)}),
        ("MS-13, the largest gang in Honduras, grew.", OPERATES, {(MS, "Honduras")}),
        (
            "Honduras's largest gangs, MS-13 and Barrio 18, grew.",
            OPERATES,
            {(MS, "Honduras"), (B18, "Honduras")},
        ),
        (
            "The conflict between MS-13 and Barrio 18 over corners in Honduras grew.",
            OPERATES,
            {(MS, "Honduras"), (B18, "Honduras")},
        ),
        (
            "Edwin Rivas was arrested at a motel in Texas by agents of the DEA.",
            ACTS,
            {("Drug Enforcement Administration", "Edwin Rivas")},
        ),
        (
            "The DEA arrested Edwin Rivas and his cousin Jairo Mora.",
            ACTS,
            {
                ("Drug Enforcement Administration", "Edwin Rivas"),
                ("Drug Enforcement Administration", "Jairo Mora"),
            },
        ),
        ("Edwin Rivas, a priest in Texas, spoke.", LOCATED, {("Edwin Rivas", "Texas")}),
    ],
)
def test_news_states_relationships_in_many_words(text, kind, pairs):
    assert stated(text, kind) == pairs


@pytest.mark.parametrize(
    "text, kind",
    [
        ("The minister Edwin Rivas said the raid was ordered by a leader of MS-13.", LEADER),
        ("Edwin Rivas said that a leader of MS-13 was shot.", LEADER),
        ("Edwin Rivas was arrested for killing a member of MS-13.", MEMBER),
        ("Edwin Rivas led MS-13 from a prison in Texas.", OPERATES),
        ("An MS-13 leader was extradited to Texas.", OPERATES),
        ("Prosecutors denied that MS-13 has cells in Honduras.", OPERATES),
        ("The DEA does not believe that MS-13 fights Barrio 18.", RIVAL),
        ("The DEA indicted members of MS-13 and of Barrio 18.", RIVAL),
    ],
)
def test_names_that_merely_stand_together_state_nothing(text, kind):
    assert stated(text, kind) == set()


def test_wording_that_fits_no_pattern_is_judged():
    judged = read("MS-13 men, witnesses said, often clash on the corner with Barrio 18.").relations
    assert [(one.kind, one.rule) for one in judged] == [(RIVAL, "wording")]


def test_gangs_are_no_rivals_without_a_word_that_says_so():
    text = "The DEA and the United States wrote about MS-13 and Barrio 18 in Honduras."
    assert stated(text, RIVAL) == set()


def test_ages_nicknames_and_dates_do_not_stand_between():
    text = "Edwin Rivas, 34, also known as Smoky, has since May 2019 been a member of MS-13."
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


def test_whom_a_sanction_names_one_by_one_are_its_targets():
    text = (
        "The DEA sanctioned two men tied to MS-13. Edwin Rivas launders money in Dallas. "
        "“We act,” said Jairo Mora, a spokesman."
    )
    assert {target for _, target in stated(text, ACTS)} == {"Edwin Rivas", MS}


@pytest.mark.parametrize(
    "text, kind, pairs",
    [
        ("MS-13 grew. Edwin Rivas, another member, fled.", MEMBER, {("Edwin Rivas", MS)}),
        (
            "MS-13 grew. Today they extort shops in Honduras.",
            OPERATES,
            {(MS, "Honduras")},
        ),
        (
            "Los Zetas extort people in Guatemala, Honduras and Belize.",
            OPERATES,
            {(ZETAS, "Guatemala"), (ZETAS, "Honduras"), (ZETAS, "Belize")},
        ),
        ("MS-13 gunmen sold heroin and fought the rival Barrio 18 there.", RIVAL, {(B18, MS)}),
        ("MS-13 gunmen sold heroin and fought the rival Barrio 18 there.", SUPPLIES, set()),
        ("Edwin Rivas told them to attack members of Barrio 18.", MEMBER, set()),
        (
            "The brother of Edwin Rivas, Jairo Mora, led MS-13.",
            LEADER,
            {("Jairo Mora", MS)},
        ),
    ],
)
def test_who_is_meant_and_who_only_suffers(text, kind, pairs):
    assert stated(text, kind) == pairs


@pytest.mark.parametrize(
    "text, kind, pairs",
    [
        ("Carl Ives, who was injured, is a member of MS-13.", MEMBER, {("Carl Ives", MS)}),
        (
            "Carl Ives promised everyone a beating, and sent money to another MS-13 leader.",
            LEADER,
            {("Carl Ives", MS)},
        ),
        ("Carl Ives stabbed a fellow member of MS-13.", MEMBER, {("Carl Ives", MS)}),
        ("Carl Ives headed MS-13 for years.", LEADER, {("Carl Ives", MS)}),
        ("Carl Ives headed up MS-13 for years.", LEADER, {("Carl Ives", MS)}),
        ("Carl Ives headed back to a house in MS-13 territory.", LEADER, set()),
        ("Carl Ives ran into MS-13 territory.", LEADER, set()),
        ("Carl Ives directed MS-13 from a cell.", LEADER, {("Carl Ives", MS)}),
        ("Carl Ives directed an associate to MS-13 territory.", LEADER, set()),
        ("Carl Ives directed fellow MS-13 member Bruno Tate to a car.", LEADER, set()),
        (
            "Carl Ives directed fellow MS-13 member Bruno Tate to a car.",
            MEMBER,
            {("Carl Ives", MS), ("Bruno Tate", MS)},
        ),
    ],
)
def test_who_goes_somewhere_or_sends_somebody_leads_nobody(text, kind, pairs):
    assert stated(text, kind) == pairs


def test_one_statement_never_says_kinds_that_do_not_go_together():
    text = "Carl Ives was affiliated with MS-13 and looked for rival gang members."
    assert stated(text, MEMBER) == {("Carl Ives", MS)}
    assert stated(text, ASSOCIATE) == set()


@given(st.sets(st.sampled_from(RelationKind), min_size=1), st.data())
def test_of_kinds_that_do_not_go_together_one_is_left(kinds, data):
    proposals = {
        (kind, "a", "b"): Proposal(kind, "a", "b", "any", data.draw(st.floats(0, 1)), "")
        for kind in kinds
    }
    left = {kind for kind, _, _ in one_of_each(proposals)}
    assert left
    for kind in left:
        assert not left & {*kind.excludes, *kind.outdone_by}


COURT = "Brooklyn Supreme Court"


@pytest.mark.parametrize(
    "text, kind, pairs",
    [
        (
            "Carl Ives, 24, of Queens, Bruno Tate, 31, of the Bronx, and Leo Marsh, 28, of "
            "Yonkers, were members of MS-13.",
            MEMBER,
            {("Carl Ives", MS), ("Bruno Tate", MS), ("Leo Marsh", MS)},
        ),
        (
            f"{COURT} Justice Ann Poe sentenced Carl Ives to ten years in prison and Bruno Tate to "
            "six years.",
            ACTS,
            {(COURT, "Carl Ives"), (COURT, "Bruno Tate")},
        ),
        (
            "Carl Ives is known to frequent Anaheim, Moreno Valley, and Riverside.",
            LOCATED,
            {("Carl Ives", place) for place in ("Anaheim", "Moreno Valley", "Riverside")},
        ),
        (
            "Carl Ives, 24, of 120 Quarry Court, Anaheim, was charged with murder.",
            LOCATED,
            {("Carl Ives", "120 Quarry Court"), ("Carl Ives", "Anaheim")},
        ),
        ("Carl Ives, who met friends in Lima, led MS-13.", LEADER, {("Carl Ives", MS)}),
    ],
)
def test_homes_insertions_and_capitals_part_nobody_from_what_is_said_of_him(text, kind, pairs):
    assert stated(text, kind) == pairs


@pytest.mark.parametrize(
    "text, kind, pairs",
    [
        (
            f"{COURT} has filed charges against two defendants. Carl Ives, 24, and Bruno Tate, 31, "
            "were charged with murder.",
            ACTS,
            {(COURT, "Carl Ives"), (COURT, "Bruno Tate")},
        ),
        (
            f"{COURT} has filed charges against three defendants. Carl Ives, 24, and Bruno Tate, "
            "31, were charged with murder.",
            ACTS,
            set(),
        ),
        (
            "Carl Ives, 24, was convicted of murder. Dana Webb was allegedly a Barrio 18 gang "
            "member. The evidence showed that the defendant was a member of MS-13.",
            MEMBER,
            {("Dana Webb", B18), ("Carl Ives", MS)},
        ),
        (
            "Gang member Dana Webb was stabbed. Carl Ives, 24, was charged with murder. The "
            "defendant was a member of MS-13.",
            MEMBER,
            {("Carl Ives", MS)},
        ),
        (
            "MS-13 grew. Carl Ives shot a member of the rival Barrio 18 gang.",
            RIVAL,
            {(B18, MS)},
        ),
        ("Carl Ives shot a member of the rival Barrio 18 gang.", RIVAL, set()),
        (
            "MS-13 grew. Dana Webb was a Barrio 18 member and a rival of the defendant's gang.",
            RIVAL,
            {(B18, MS)},
        ),
        (
            "The indictment names two rival gangs as MS-13 and Barrio 18. It follows a probe of "
            "crimes by rival street gangs operating in Brooklyn.",
            OPERATES,
            {(MS, "Brooklyn"), (B18, "Brooklyn")},
        ),
    ],
)
def test_whom_a_text_counts_accuses_and_calls_rivals_is_meant(text, kind, pairs):
    assert stated(text, kind) == pairs
