"""What several sentences state together: who is meant, whose rival, in which court."""

import pytest

from entities.kinds import Kind, RelationKind
from tests.entities.pipeline_helpers import read, stated, words

MEMBER, LEADER = RelationKind.MEMBER_OF, RelationKind.LEADER_OF
MS, B18 = "MS-13", "Barrio 18"


def test_as_many_dead_as_were_counted_are_the_members():
    text = (
        "Three members of MS-13 died in a clash. Carl Ives, Bruno Tate and Leo Marsh were killed."
    )
    assert stated(text, MEMBER) == {("Carl Ives", MS), ("Bruno Tate", MS), ("Leo Marsh", MS)}


@pytest.mark.parametrize(
    "text",
    [
        "Four members of MS-13 died in a clash. Carl Ives, Bruno Tate and Leo Marsh were killed.",
        "Three members of MS-13 were arrested. Carl Ives, Bruno Tate and Leo Marsh were killed.",
        "Three members of MS-13 died. Carl Ives, Bruno Tate and Leo Marsh were thanked.",
    ],
)
def test_other_numbers_and_other_fates_make_no_members(text):
    assert stated(text, MEMBER) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Carl Ives is a member of MS-13. Carl Ives fired at a car in rival Barrio 18 territory.",
        "Carl Ives is a member of MS-13. Carl Ives was in Barrio 18 territory, hunting for rivals.",
    ],
)
def test_a_rival_gang_is_one_of_the_gang_of_those_who_are_named(text):
    assert stated(text, RelationKind.RIVAL_OF) == {(B18, MS)}


def test_nobody_knows_whose_rival_where_no_gang_is_told():
    text = "Carl Ives fired at a car in rival Barrio 18 territory."
    assert stated(text, RelationKind.RIVAL_OF) == set()


def test_a_judge_stands_for_the_court_that_the_text_gave_him():
    text = (
        "Brooklyn Supreme Court Justice Ann Poe presided over the trial. "
        "Carl Ives was sentenced by Justice Ann Poe to ten years in prison."
    )
    assert stated(text, RelationKind.ACTS_AGAINST) == {("Brooklyn Supreme Court", "Carl Ives")}


@pytest.mark.parametrize(
    "text",
    [
        "Guns for MS-13 came with the help of the government headed by Edwin Rivas.",
        "Edwin Rivas headed to a house in MS-13 territory.",
        "Edwin Rivas ran after members of MS-13.",
    ],
)
def test_other_heads_and_who_only_goes_there_lead_no_gang(text):
    assert stated(text, LEADER) == set()


@pytest.mark.parametrize(
    "text, kind, name",
    [
        (
            "Members of two rival gangs, the Fort Greene-based “4 to 5” and “900”, met.",
            Kind.GANG,
            "4 to 5",
        ),
        (
            "They live in the Louis Armstrong Houses in Brooklyn.",
            Kind.LOCATION,
            "Louis Armstrong Houses",
        ),
        ("The Interior Ministry and the OAS met in Lima.", Kind.ORGANIZATION, "OAS"),
    ],
)
def test_names_are_taken_as_the_words_beside_them_say(text, kind, name):
    assert name in words(read(text), kind)
