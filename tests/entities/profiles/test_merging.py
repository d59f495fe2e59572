"""Two entities that are one: what moves, what is refused, the way back."""

import pytest
from django.urls import reverse

from entities.actions import bulk, mention_actions, undo_redo
from entities.actions.recorder import CorrectionError
from entities.kinds import Kind, RelationKind, Status
from entities.models import Action, Entity, Evidence, Mention, NameRule, Relationship
from entities.profiles import actions
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db

TEXT = "The Lords fight the Kings. The Vice Lords fight the Kings."


@pytest.fixture
def winner():
    return make_entity("Vice Lords", aliases=["VLN"])


@pytest.fixture
def loser():
    return make_entity("The Lords", aliases=["Almighty Lords"])


def names(entity: Entity) -> set[str]:
    return set(entity.aliases.live().values_list("name", flat=True))


def test_mentions_names_factions_and_rules_move_and_come_back(winner, loser, analyst):
    article = make_article(TEXT)
    mention = make_mention(article, "The Lords", loser, status=Status.CONFIRMED)
    faction = make_entity("Young Lords", parent=loser)
    rule = NameRule.objects.create(
        normalized="lords", name="Lords", decision="is", entity=loser, user=analyst
    )
    action = actions.merge(loser, winner, user=analyst)
    for row in (mention, faction, rule, loser):
        row.refresh_from_db()
    assert (mention.entity, mention.status) == (winner, Status.CONFIRMED)
    assert (faction.parent, rule.entity, loser.merged_into) == (winner, winner, winner)
    assert names(winner) == {"Vice Lords", "VLN", "The Lords", "Almighty Lords"}
    assert Entity.objects.named("almighty lords").get() == winner
    undo_redo.undo(action, user=analyst)
    for row in (mention, faction, rule, loser):
        row.refresh_from_db()
    assert (mention.entity, faction.parent, rule.entity) == (loser, loser, loser)
    assert loser.merged_into is None
    assert names(winner) == {"Vice Lords", "VLN"}


def test_relationships_move_and_those_that_are_there_take_the_evidence(winner, loser, analyst):
    kings = make_entity("Kings")
    article = make_article(TEXT)
    first, second = TEXT.split(". ")
    double = make_evidence(article, first, loser, RelationKind.RIVAL_OF, kings)
    own = make_evidence(
        article, second, winner, RelationKind.RIVAL_OF, kings, status=Status.CONFIRMED
    )
    between = make_evidence(article, first, loser, RelationKind.ALLIED_WITH, winner)
    place = make_entity("Chicago", kind=Kind.LOCATION)
    other = make_evidence(article, first, loser, RelationKind.OPERATES_IN, place)
    action = actions.merge(loser, winner, user=analyst)
    double.refresh_from_db()
    assert double.relationship == own.relationship
    assert set(Relationship.objects.live()) == {own.relationship, other.relationship}
    assert Relationship.objects.get(pk=other.relationship_id).head == winner
    assert Relationship.objects.get(pk=between.relationship_id).status == Status.REJECTED
    undo_redo.undo(action, user=analyst)
    assert Relationship.objects.live().count() == 4
    assert Evidence.objects.get(pk=double.pk).relationship != own.relationship


def test_a_symmetric_link_keeps_the_older_entity_first(loser, analyst):
    kings = make_entity("Kings")
    winner = make_entity("Vice Lords")
    make_evidence(make_article(TEXT), TEXT, loser, RelationKind.RIVAL_OF, kings)
    actions.merge(loser, winner, user=analyst)
    link = Relationship.objects.get()
    assert (link.head, link.child) == (kings, winner)


def test_a_child_can_be_folded_into_its_parent_and_the_other_way(analyst):
    outer = make_entity("El Salvador", kind=Kind.LOCATION)
    middle = make_entity("San Salvador", kind=Kind.LOCATION, parent=outer)
    inner = make_entity("San Salvador city", kind=Kind.LOCATION, parent=middle)
    actions.merge(middle, inner, user=analyst)
    inner.refresh_from_db()
    assert inner.parent == outer


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda one, other: other, "two different entities"),
        (lambda one, other: make_entity("Ana", kind=Kind.PERSON), "only entities of one kind"),
        (lambda one, other: make_entity("Gone", merged_into=other), "was merged into"),
        (
            lambda one, other: make_entity("C", parent=make_entity("B", parent=other)),
            "they cannot be one",
        ),
    ],
)
def test_what_cannot_be_one_is_refused(winner, loser, analyst, change, sentence):
    with pytest.raises(CorrectionError, match=sentence):
        actions.merge(change(loser, winner), winner, user=analyst)
    assert not Action.objects.exists()


def test_undo_says_what_was_decided_later(winner, loser, analyst, reader):
    article = make_article(TEXT)
    mention = make_mention(article, "The Lords", loser)
    action = actions.merge(loser, winner, user=analyst)
    mention_actions.reassign(mention, make_entity("Kings"), user=reader)
    with pytest.raises(CorrectionError, match="rob changed it later"):
        undo_redo.undo(action, user=analyst)


def test_very_many_mentions_move_in_the_background(winner, loser, analyst, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 2)
    for _ in range(5):
        make_mention(make_article(TEXT), "The Lords", loser)
    action = actions.merge(loser, winner, user=analyst)
    assert Mention.objects.filter(entity=winner).count() == 0
    bulk.carry_out()
    assert Mention.objects.filter(entity=winner).count() == 5
    undo_redo.undo(action, user=analyst)
    bulk.carry_out()
    assert Mention.objects.filter(entity=loser).count() == 5


def test_the_page_shows_what_moves_before_it_merges(client, winner, loser, analyst):
    make_mention(make_article(TEXT), "The Lords", loser)
    client.force_login(analyst)
    address = reverse("entities:entity_merge", args=[loser.pk])
    page = client.get(address, {"q": "vice"}).content.decode()
    assert "Vice Lords" in page
    page = client.get(address, {"other": winner.pk}).content.decode()
    assert "1 mention in 1 article" in page and "<q>The Lords</q>" in page
    assert not Action.objects.exists()
    answer = client.post(address, {"other": winner.pk}, follow=True)
    assert answer.redirect_chain[-1][0] == winner.get_absolute_url()
    assert "Merged The Lords into Vice Lords" in answer.content.decode()
    loser.refresh_from_db()
    assert loser.merged_into == winner


def test_readers_merge_nothing(client, winner, loser, reader):
    client.force_login(reader)
    address = reverse("entities:entity_merge", args=[loser.pk])
    assert client.post(address, {"other": winner.pk}).status_code == 403
    loser.refresh_from_db()
    assert loser.merged_into is None


def test_a_refusal_reads_as_one_sentence(client, loser, analyst):
    client.force_login(analyst)
    ana = make_entity("Ana", kind=Kind.PERSON)
    answer = client.post(reverse("entities:entity_merge", args=[loser.pk]), {"other": ana.pk})
    assert answer.status_code == 422
    assert "only entities of one kind can be one" in answer.content.decode()


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (
            lambda loser: make_entity("Ana", kind=Kind.PERSON),
            "only entities of one kind can be one",
        ),
        (lambda loser: loser, "Choose two different entities"),
    ],
)
def test_the_page_says_beforehand_what_cannot_be_one(client, loser, analyst, other, sentence):
    client.force_login(analyst)
    page = client.get(reverse("entities:entity_merge", args=[loser.pk]), {"other": other(loser).pk})

    assert sentence in page.content.decode()
    assert "Find it by any of its names" in page.content.decode()


def test_namesakes_of_other_kinds_crowd_nobody_out(client, loser, winner, analyst):
    for number in range(10):
        make_entity(f"Vice Lords {number}", kind=Kind.PERSON)
    client.force_login(analyst)
    page = client.get(reverse("entities:entity_merge", args=[loser.pk]), {"q": "vice lords"})

    assert [option.entity for option in page.context["options"]] == [winner]
