"""Who is accused, who is an official, who suffered: and what that means for relationships."""

import pytest

from entities.extraction.candidates import Candidate, Rank
from entities.extraction.result import FoundRelation
from entities.extraction.roles import Role, roles_of_people
from entities.kinds import Kind, RelationKind
from entities.periods import Period
from tests.entities.pipeline_helpers import pipeline

OF_GANGS = (RelationKind.MEMBER_OF, RelationKind.LEADER_OF, RelationKind.ASSOCIATE_OF)


def relations(text: str) -> list[tuple[str, RelationKind, str, FoundRelation]]:
    reading = pipeline().read(text)
    return [
        (reading.entities[one.head].name, one.kind, reading.entities[one.child].name, one)
        for one in reading.relations
    ]


def in_gangs(text: str) -> set[tuple[str, RelationKind, str]]:
    return {(head, kind, child) for head, kind, child, _ in relations(text) if kind in OF_GANGS}


def roles(text: str) -> dict[str, Role]:
    found = pipeline().read(text)
    people = [
        Candidate(one.start, one.end, Kind.PERSON, Rank.RULE, "", "", 1.0, keys=(one.text,))
        for one in found.mentions
        if one.kind == Kind.PERSON
    ]
    return roles_of_people(text, people).by_key


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Superior Court Judge Alma Ferris sentenced them on Friday.", "Alma Ferris", "official"),
        ("Detective Rosa Quint arrested the driver.", "Rosa Quint", "official"),
        ("Prosecutor Dana Holt of the Homicide Unit tried the case.", "Dana Holt", "official"),
        ("Martin Sole, 24, of Ashby, was charged with robbery.", "Martin Sole", "accused"),
        ("Police identified the defendants as Martin Sole, 24, and Ivo Reyes, 31.", "Ivo Reyes",
         "accused"),
        ("Former officer Peter Lang was convicted of perjury.", "Peter Lang", "accused"),
        ("The jury heard how Henry Moss, 19, was shot dead at a bus stop.", "Henry Moss", "victim"),
        ("They are charged with the murder of Laura Finch.", "Laura Finch", "victim"),
        ("He was held for the shooting death of sixteen-year-old Laura Finch.", "Laura Finch",
         "victim"),
        ("He shot and killed “4 to 5” gang member Henry Moss.", "Henry Moss", "victim"),
        ("The witness Karen Webb saw the car leave.", "Karen Webb", "witness"),
    ],
)  # fmt: skip
def test_words_around_a_name_tell_the_part_of_a_person(text, name, role):
    assert roles(text).get(name) == role


def test_who_is_only_named_has_no_role():
    assert roles("Karen Webb has lived in Ashby since 1990.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "Justice Alma Ferris sentenced the defendants, who are members of Barrio 18.",
        "Martin Sole and Ivo Reyes were tried before Justice Alma Ferris. The judge said the two "
        "are members of Barrio 18.",
        "The murder of Laura Finch shocked the town. Two Barrio 18 members were arrested.",
        "Detective Rosa Quint spoke about Barrio 18 members.",
        "Luis Ferro isn't a leader of Barrio 18.",
        "Luis Ferro was mistaken for a member of Barrio 18.",
        "Luis Ferro negó ser miembro de Barrio 18. El juez absolvió a Luis Ferro de ser líder de "
        "Barrio 18.",
    ],
)
def test_nobody_who_judges_suffers_or_denies_is_proposed_as_one_of_a_gang(text):
    named = {"Alma Ferris", "Laura Finch", "Rosa Quint", "Luis Ferro"}
    assert not [one for one in in_gangs(text) if one[0] in named]


def test_an_official_of_whom_a_sentence_says_it_by_name_is_proposed():
    text = "Detective Rosa Quint is a member of Barrio 18, the indictment says."
    assert in_gangs(text) == {("Rosa Quint", RelationKind.MEMBER_OF, "Barrio 18")}


def test_the_defendants_are_those_whom_the_text_accuses():
    text = (
        "The District Attorney identified the defendants as Martin Sole, 24, of Ashby, and Ivo "
        "Reyes, 31, of Ashby. They were arraigned before Judge Alma Ferris. The defendants are "
        "members of Barrio 18."
    )
    member = RelationKind.MEMBER_OF
    assert in_gangs(text) == {
        ("Martin Sole", member, "Barrio 18"),
        ("Ivo Reyes", member, "Barrio 18"),
    }


def test_who_is_listed_after_members_of_one_gang_were_charged_belongs_to_it():
    charged = "Two men who are alleged to be members of Barrio 18 were indicted on Friday. "
    listed = (
        "The District Attorney identified the defendants as Martin Sole, 24, and Ivo Reyes, 31."
    )
    assert len(in_gangs(charged + listed)) == 2
    other = "Members of Barrio 18 and of a rival gang, the Latin Kings, were indicted on Friday. "
    assert not in_gangs(other + listed)


def test_a_pronoun_means_nobody_whose_given_name_says_otherwise():
    text = "Officers spoke with Belinda Moss on Monday. He is a member of Barrio 18, police said."
    assert not in_gangs(text)


def test_kinds_that_exclude_each_other_are_not_both_proposed_of_one_sentence():
    text = "Both MS-13 and their rivals Barrio 18 keep in contact with men in the north."
    kinds = {kind for _, kind, _, _ in relations(text)}
    assert RelationKind.RIVAL_OF in kinds
    assert not kinds & {RelationKind.FACTION_OF, RelationKind.ALLIED_WITH}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Former Barrio 18 leader Luis Ferro testified.", "former"),
        ("Ex-Barrio 18 member Luis Ferro fled.", "former"),
        ("Luis Ferro was once a member of Barrio 18 until 2012.", "until 2012"),
        ("Luis Ferro has led Barrio 18 since his arrest in 2014.", "since 2014"),
        ("Luis Ferro led Barrio 18 from 2009 to 2011.", "2009 to 2011"),
        ("Luis Ferro is the leader of Barrio 18.", ""),
    ],
)
def test_the_words_say_when_a_relationship_held(text, period):
    (found,) = (one for _, kind, _, one in relations(text) if kind in OF_GANGS)
    assert str(found.period) == period


def test_a_sentence_of_several_statements_dates_none_of_them():
    text = "Luis Ferro leads Barrio 18 and Ivo Reyes led MS-13 until 2012."
    periods = {head: one.period for head, kind, _, one in relations(text) if kind in OF_GANGS}
    assert periods == {"Luis Ferro": Period(), "Ivo Reyes": Period()}


def test_who_claims_it_is_told_apart():
    said = relations("Prosecutors said Luis Ferro leads Barrio 18.")
    plain = relations("Luis Ferro leads Barrio 18.")
    assert [one.attributed for *_, one in said] == [True]
    assert [one.attributed for *_, one in plain] == [False]
