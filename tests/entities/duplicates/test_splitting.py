"""An entity that is two: what goes, what stays, what is refused, the way back."""

import pytest
from django.urls import reverse

from entities.actions import undo_redo
from entities.actions.recorder import CorrectionError
from entities.duplicates.split_entity import Fate, Splitting, split_entity
from entities.kinds import Kind, RelationKind, Status
from entities.models import (
    Action,
    DuplicateDecision,
    Entity,
    Evidence,
    Mention,
    NameRule,
    Relationship,
)
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db

FIRST = "Kings of Chicago fight the Lords. The Kings of Boston fight the Stones."
BOTH = "The Kings of Chicago and the Kings of Boston met."


@pytest.fixture
def kings():
    return make_entity("Kings", aliases=["Chicago Kings"])


@pytest.fixture
def mentions(kings):
    """One in Chicago that stays, two in Boston that are to go."""
    first, both = make_article(FIRST), make_article(BOTH)
    return [
        make_mention(first, "Kings of Chicago", kings),
        make_mention(first, "Kings of Boston", kings),
        make_mention(both, "Kings of Chicago", kings),
        make_mention(both, "Kings of Boston", kings),
    ]


def go(kings, mentions, *, user, **to):
    to = to or {"name": "Boston Kings"}
    keys = [one.pk for one in mentions]
    return split_entity(kings, Splitting(keys, **to), user=user)


def at(mentions) -> list[str]:
    rows = Mention.objects.in_bulk([one.pk for one in mentions])
    return [rows[one.pk].entity.name for one in mentions]


def test_the_chosen_mentions_go_and_come_back(kings, mentions, analyst):
    act, boston = go(kings, mentions[1::2], user=analyst)
    assert at(mentions) == ["Kings", "Boston Kings"] * 2
    moved = Mention.objects.get(pk=mentions[1].pk)
    assert (moved.status, moved.misread_as) == (Status.CONFIRMED, Kind.GANG)
    assert {kings.pk, boston.pk} <= set(act.entities)
    said = DuplicateDecision.objects.get()
    assert {said.first, said.second, said.decision} == {kings, boston, "different"}
    undo_redo.undo(act, user=analyst)
    assert at(mentions) == ["Kings"] * 4
    assert not Entity.objects.filter(pk=boston.pk).exists()
    assert not DuplicateDecision.objects.exists()
    undo_redo.redo(act, user=analyst)
    assert at(mentions) == ["Kings", "Boston Kings"] * 2


def test_what_rests_on_them_goes_along_and_what_names_both_stays(kings, mentions, analyst):
    lords, stones = make_entity("Lords"), make_entity("Stones")
    first, both = mentions[0].article, mentions[2].article
    rival = RelationKind.RIVAL_OF
    stays = make_evidence(first, FIRST.split(". ")[0], kings, rival, lords)
    goes = make_evidence(first, FIRST.split(". ")[1], kings, rival, stones, status=Status.CONFIRMED)
    of_both = make_evidence(both, BOTH, kings, RelationKind.ALLIED_WITH, stones)
    act, boston = go(kings, mentions[1::2], user=analyst)
    ends = {
        one.pk: {one.relationship.head, one.relationship.child}
        for one in Evidence.objects.select_related("relationship__head", "relationship__child")
    }
    assert ends[goes.pk] == {boston, stones}
    assert ends[stays.pk] == {kings, lords} and ends[of_both.pk] == {kings, stones}
    moved = Relationship.objects.get(evidence=goes)
    assert moved.status == Status.CONFIRMED
    assert Relationship.objects.get(pk=goes.relationship_id).status == Status.REJECTED
    undo_redo.undo(act, user=analyst)
    assert Evidence.objects.get(pk=goes.pk).relationship == goes.relationship
    assert Relationship.objects.get(pk=goes.relationship_id).status == Status.CONFIRMED


def test_a_sentence_without_a_name_goes_where_nothing_of_the_article_stays(
    kings, mentions, analyst
):
    article = make_article("Kings were here. They deal in Boston.")
    alone = make_mention(article, "Kings", kings)
    boston = make_entity("Boston", Kind.LOCATION)
    quote = "They deal in Boston."
    goes = make_evidence(article, quote, kings, RelationKind.OPERATES_IN, boston)
    _, other = go(kings, [alone], user=analyst)
    assert Evidence.objects.get(pk=goes.pk).relationship.head == other


def test_names_and_their_rules_go_as_it_is_said(kings, mentions, analyst):
    for name in ("Kings of Boston", "Boston crew"):
        kings.aliases.create(name=name)
    rule = NameRule.objects.create(
        normalized="kings of boston", name="Kings of Boston", decision="is", entity=kings,
        user=analyst,
    )  # fmt: skip
    names = {
        "kings of boston": Fate.GOES,
        "chicago kings": Fate.STAYS,
        "boston crew": Fate.BOTH,
        "kings": Fate.GOES,
    }
    act, other = go(kings, mentions[1::2], user=analyst, name="Boston Kings", names=names)
    held = {
        entity: {*entity.aliases.live().values_list("name", flat=True)} for entity in (kings, other)
    }
    assert held[kings] == {"Kings", "Chicago Kings", "Boston crew"}
    assert held[other] == {"Boston Kings", "Kings of Boston", "Boston crew", "Kings"}
    rule.refresh_from_db()
    assert rule.entity == other
    undo_redo.undo(act, user=analyst)
    rule.refresh_from_db()
    assert rule.entity == kings


@pytest.mark.parametrize(
    ("chosen", "to", "sentence"),
    [
        ([], {"name": "X"}, "No mention of Kings is chosen"),
        ([0, 1, 2, 3], {"name": "X"}, "All mentions of Kings are chosen"),
        ([0], {"name": " - "}, "type the name of a new one"),
        ([0], {"target": "itself"}, "name Kings already"),
        ([0], {"target": "person"}, "of the same kind"),
        ([0], {"target": "merged"}, "was merged into Kings already"),
    ],
)
def test_what_is_no_split_is_refused(kings, mentions, analyst, chosen, to, sentence):
    if isinstance(to.get("target"), str):
        targets = {
            "itself": lambda: kings,
            "person": lambda: make_entity("Ana", Kind.PERSON),
            "merged": lambda: make_entity("Old Kings", merged_into=kings),
        }
        to = {"target": targets[to["target"]]()}
    before = Entity.objects.count()
    with pytest.raises(CorrectionError, match=sentence):
        go(kings, [mentions[place] for place in chosen], user=analyst, **to)
    assert Entity.objects.count() == before
    assert at(mentions) == ["Kings"] * 4
    assert not Action.objects.exists()


def test_the_page_shows_what_goes_before_it_goes(client, kings, mentions, analyst):
    stones = make_entity("Stones")
    quote = FIRST.split(". ")[1]
    make_evidence(mentions[0].article, quote, kings, RelationKind.RIVAL_OF, stones)
    client.force_login(analyst)
    address = reverse("entities:entity_split", args=[kings.pk])
    page = client.get(address).content.decode()
    assert "all 2 written" in page and "Kings of Boston" in page
    chosen = {"written": "kings of boston"}
    page = client.get(address, chosen).content.decode()
    assert "2 of 4 mentions go" in page and "1 sentence on relationships" in page
    assert not Action.objects.exists()
    answer = client.post(address, {**chosen, "new_name": "Boston Kings"}, follow=True)
    assert "Split 2 mentions off Kings to Boston Kings" in answer.content.decode()
    assert at(mentions) == ["Kings", "Boston Kings"] * 2


def test_the_page_says_that_all_is_no_split(client, kings, mentions, analyst):
    client.force_login(analyst)
    address = reverse("entities:entity_split", args=[kings.pk])
    ways = {"written": ["kings of boston", "kings of chicago"]}
    page = " ".join(client.get(address, ways).content.decode().split())
    assert "nothing would be left of Kings" in page
    answer = client.post(address, {**ways, "new_name": "X"})
    assert answer.status_code == 422 and "All mentions" in answer.content.decode()


def test_readers_split_nothing(client, kings, mentions, reader):
    client.force_login(reader)
    address = reverse("entities:entity_split", args=[kings.pk])
    answer = client.post(address, {"mention": mentions[0].pk, "new_name": "X"})
    assert answer.status_code == 403
    assert at(mentions) == ["Kings"] * 4
