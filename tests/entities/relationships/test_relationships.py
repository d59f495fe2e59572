import pytest

from entities.actions import undo_redo
from entities.kinds import Kind, RelationKind
from entities.models import Action, Evidence, Relationship
from entities.relationships import actions
from tests.factories import make_article, make_entity, make_evidence

pytestmark = pytest.mark.django_db
QUOTE = "MS-13 fights Barrio 18"


@pytest.fixture
def evidence():
    article = make_article(f"{QUOTE}. Later {QUOTE.lower()} again.")
    return make_evidence(
        article, QUOTE, make_entity("MS-13"), RelationKind.RIVAL_OF, make_entity("Barrio 18")
    )


def second(evidence: Evidence) -> Evidence:
    link = evidence.relationship
    return make_evidence(
        evidence.article, QUOTE.lower(), link.head, RelationKind.RIVAL_OF, link.child
    )


def test_confirming_the_sentence_confirms_the_relationship(evidence, analyst):
    actions.confirm(evidence, user=analyst)

    assert Relationship.objects.get().status == "confirmed"


def test_rejecting_one_sentence_leaves_the_relationship_to_the_other(evidence, analyst):
    second(evidence)

    actions.reject(evidence, user=analyst)

    assert Relationship.objects.get().status == "proposed"


def test_rejecting_the_last_sentence_rejects_the_relationship(evidence, analyst):
    actions.reject(evidence, user=analyst)

    assert Relationship.objects.get().status == "rejected"


def test_undo_restores_sentence_and_relationship(evidence, analyst):
    actions.confirm(evidence, user=analyst)

    undo_redo.undo(Action.objects.get(), user=analyst)

    assert Relationship.objects.get().status == Evidence.objects.get().status == "proposed"


@pytest.mark.parametrize("kind", list(RelationKind))
def test_every_kind_joins_the_ends_that_the_domain_names(kind):
    ends = kind.ends
    article = make_article("A and B met.")
    head = make_entity("A", ends.heads[0])
    child = make_entity("B", ends.children[0])

    assert make_evidence(article, "A and B", head, kind, child).relationship.kind == kind
    assert ends.symmetric == (ends.words == ends.backwards)


def test_kinds_that_databases_hold_are_never_taken_away():
    assert {*RelationKind.values} >= {
        "allied_with",
        "rival_of",
        "faction_of",
        "supplies",
        "trains",
        "leader_of",
        "member_of",
        "contacted",
        "family_of",
        "operates_in",
        "located_in",
        "imprisoned_in",
        "acts_against",
    }
    assert {kind for kind in Kind if kind.is_entity} >= {
        "gang",
        "person",
        "location",
        "agency",
        "organization",
    }
