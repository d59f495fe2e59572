"""Who is a member of a gang, who only its associate, and who is neither."""

import pytest

from entities.kinds import RelationKind
from tests.entities.pipeline_helpers import read, stated

ASSOCIATE, MEMBER = RelationKind.ASSOCIATE_OF, RelationKind.MEMBER_OF
MS = "MS-13"


def test_whom_a_charge_names_one_by_one_are_members():
    text = (
        "The indictment charges five members of MS-13. Named in the indictment are Edwin Rivas, of "
        "Dallas, and Jairo Mora. Judge Ana Peña will hear them."
    )
    assert stated(text, MEMBER) == {("Edwin Rivas", MS), ("Jairo Mora", MS)}


@pytest.mark.parametrize(
    "whom, kind, other",
    [("five associates", ASSOCIATE, MEMBER), ("five members and associates", MEMBER, ASSOCIATE)],
)
def test_whom_a_charge_against_associates_names_are_associates(whom, kind, other):
    text = f"The indictment charges {whom} of MS-13. Also charged are Edwin Rivas and Luis Campos."
    assert stated(text, kind) == {("Edwin Rivas", MS), ("Luis Campos", MS)}
    assert stated(text, other) == set()


RIVAS, MORA = ("Edwin Rivas", MS), ("Jairo Mora", MS)


@pytest.mark.parametrize(
    "text, pairs",
    [
        ("Edwin Rivas, an associate of MS-13, fled.", {RIVAS}),
        ("Police arrested MS-13 associate Edwin Rivas.", {RIVAS}),
        ("Edwin Rivas, an alleged MS-13 associate, was held.", {RIVAS}),
        ("Edwin Rivas, a documented MS-13 affiliate, was held.", {RIVAS}),
        ("Edwin Rivas is a known affiliate of MS-13.", {RIVAS}),
        ("Edwin Rivas, 24, who is affiliated with the MS-13 gang, fled.", {RIVAS}),
        ("Edwin Rivas, a singer who has ties to MS-13, fled.", {RIVAS}),
        ("Police held two associates of MS-13, Edwin Rivas and Jairo Mora.", {RIVAS, MORA}),
        ("Edwin Rivas and other associates of MS-13 fled.", {RIVAS}),
        ("Edwin Rivas works with MS-13.", {RIVAS}),
        ("Edwin Rivas y otros colaboradores de la MS-13 huyeron.", {RIVAS}),
        ("Edwin Rivas, presunto socio de la MS-13, huyó.", {RIVAS}),
        ("Edwin Rivas, vinculado a la MS-13, huyó.", {RIVAS}),
    ],
)
def test_associates_are_less_than_members(text, pairs):
    assert stated(text, ASSOCIATE) == pairs
    assert stated(text, MEMBER) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Edwin Rivas is a full-fledged member of MS-13.",
        "Edwin Rivas, a member and associate of MS-13, fled.",
        "Police held MS-13 members and associates Edwin Rivas and Jairo Mora.",
    ],
)
def test_who_is_called_a_member_as_well_is_one(text):
    assert RIVAS in stated(text, MEMBER)
    assert stated(text, ASSOCIATE) == set()


@pytest.mark.parametrize(
    "text",
    [
        "MS-13 leader Edwin Rivas and his associate Jairo Mora fled.",
        "Edwin Rivas, an associate of MS-13 leader Jairo Mora, fled.",
        "MS-13 grew. Edwin Rivas and an associate, Jairo Mora, fled.",
        "Edwin Rivas is not an associate of MS-13.",
        "Edwin Rivas denied that he was affiliated with MS-13.",
        "Edwin Rivas was shot by an associate of MS-13.",
        "Edwin Rivas was shot by gunmen with ties to MS-13.",
        "Edwin Rivas met associates of MS-13.",
        "The murder of Edwin Rivas was linked to MS-13.",
        "Detective Edwin Rivas worked with MS-13 informants.",
    ],
)
def test_associates_of_people_and_whom_associates_meet_are_none_of_a_gang(text):
    assert stated(text, ASSOCIATE) == stated(text, MEMBER) == set()


@pytest.mark.parametrize(
    "deed",
    [
        "fired twice in the direction of several alleged members",
        "fired a shot at a fleeing 35-year-old member",
        "threw bottles towards members",
        "opened fire on a group of members",
        "stabbed a purported member",
        "robbed two former soldiers",
    ],
)
def test_who_attacks_members_of_a_gang_is_none_of_them(deed):
    text = f"Carl Ives, 24, was arrested. The defendant {deed} of MS-13."
    assert stated(text, MEMBER) == set()


@pytest.mark.parametrize(
    "before, pairs",
    [
        ("A member of MS-13 was sentenced.", {("Carl Ives", MS)}),
        ("Six members of MS-13 were indicted.", set()),
    ],
)
def test_the_only_accused_is_the_member_of_whom_the_text_tells_not_one_of_several(before, pairs):
    assert stated(f"{before} Carl Ives, 24, was convicted of fraud.", MEMBER) == pairs


@pytest.mark.parametrize(
    "named", ["Carl Ives, 24, and Bruno Tate, 31,", "Carl Ives, 24, of Queens, and Bruno Tate, 31,"]
)
def test_both_defendants_are_the_two_of_whom_the_text_has_spoken(named):
    text = f"{named} met at school. Both defendants are members of MS-13."
    assert stated(text, MEMBER) == {("Carl Ives", MS), ("Bruno Tate", MS)}


def test_who_left_a_gang_was_of_it():
    (relation,) = read("Carl Ives left MS-13 in anger.").relations
    assert (relation.kind, str(relation.period)) == (MEMBER, "former")
