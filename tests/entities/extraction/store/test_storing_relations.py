import pytest

from entities.kinds import Kind, RelationKind, Status
from entities.models import Entity, Evidence, Relationship
from tests.entities.result_builders import found, reading, related, store
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db

QUOTE = "MS-13 is an ally of Los Zetas"
TEXT = f"{QUOTE}, say police. Los Zetas and MS-13 met. Jose Cabezas leads MS-13."


@pytest.fixture
def article():
    return make_article(TEXT)


@pytest.fixture
def zetas():
    return make_entity("Los Zetas", gazetteer_key="gang:los-zetas")


@pytest.fixture
def gang(zetas):
    return make_entity("MS-13", gazetteer_key="gang:ms-13")


def mentions(article):
    return [
        found(article, "MS-13", Kind.GANG, "gang:ms-13"),
        found(article, "Los Zetas", Kind.GANG, "gang:los-zetas"),
    ]


def allied(article, quote=QUOTE, **fields):
    kind = RelationKind.ALLIED_WITH
    return related(article, "gang:ms-13", kind, "gang:los-zetas", quote, **fields)


def whole(article, *relations):
    return reading(mentions(article), relations or [allied(article)])


def test_it_proposes_a_relationship_with_its_words(article, gang, zetas):
    counts = store(article, whole(article, allied(article, hedged=True)), seconds=0)
    evidence = Evidence.objects.get()
    relationship = evidence.relationship
    assert (evidence.quote, evidence.rule, evidence.hedged) == (QUOTE, "test", True)
    assert (evidence.confidence, evidence.status) == (0.8, "proposed")
    # Symmetric: the older entity first, whoever comes first in the text.
    assert (relationship.head, relationship.child) == (zetas, gang)
    assert (relationship.head_kind, relationship.status) == ("gang", "proposed")
    assert counts.relationships == 1


def test_the_same_reading_again_changes_no_row(article, gang):
    one = whole(article, allied(article), allied(article, "Los Zetas and MS-13 met"))
    store(article, one, seconds=0)
    before = (list(Evidence.objects.values()), list(Relationship.objects.values()))
    store(article, one, seconds=0)
    assert (list(Evidence.objects.values()), list(Relationship.objects.values())) == before
    assert Evidence.changes.rel.related_model.objects.count() == 0


def test_what_two_rules_find_is_stored_once_with_the_higher_confidence(article, gang):
    rules = [allied(article, confidence=0.9, rule="ally"), allied(article, confidence=0.5)]
    store(article, whole(article, *rules), seconds=0)
    assert (Evidence.objects.get().confidence, Evidence.objects.get().rule) == (0.9, "ally")


def test_a_new_judgement_of_the_rules_keeps_the_row(article, gang):
    store(article, whole(article), seconds=0)
    key = Evidence.objects.get().pk
    store(article, whole(article, allied(article, confidence=0.3)), seconds=0)
    assert (Evidence.objects.get().pk, Evidence.objects.get().confidence) == (key, 0.3)


@pytest.mark.parametrize(
    ("kind", "head", "child"),
    [
        ("leader_of", "gang:ms-13", "gang:los-zetas"),
        ("rival_of", "gang:ms-13", "gang:ms-13"),
        ("rival_of", "gang:ms-13", "gang:nobody"),
    ],
)
def test_what_cannot_be_joined_is_left_out(article, gang, kind, head, child):
    store(article, whole(article, related(article, head, kind, child, QUOTE)), seconds=0)
    assert Relationship.objects.count() == 0


def test_an_end_may_be_new(article, gang):
    man = found(article, "Jose Cabezas", Kind.PERSON, "new:person:jc")
    leads = related(article, man.key, "leader_of", "gang:ms-13", "Jose Cabezas leads MS-13")
    store(article, reading([*mentions(article), man], [leads]), seconds=0)
    relationship = Relationship.objects.get()
    assert (relationship.head.name, relationship.child) == ("Jose Cabezas", gang)
    store(article, reading(mentions(article)), seconds=0)
    assert not Entity.objects.filter(name="Jose Cabezas").exists()


def test_a_relationship_goes_with_its_last_evidence(article, gang):
    other = make_article(TEXT)
    store(article, whole(article), seconds=0)
    store(other, whole(other), seconds=0)
    store(article, reading(mentions(article)), seconds=0)
    assert Relationship.objects.get().evidence.get().article == other
    store(other, reading(mentions(other)), seconds=0)
    assert Relationship.objects.count() == 0


@pytest.mark.parametrize("status", [Status.CONFIRMED, Status.REJECTED])
def test_what_a_person_judged_stands_and_is_not_proposed_again(article, gang, zetas, status):
    judged = make_evidence(
        article, QUOTE, zetas, RelationKind.ALLIED_WITH, gang, status=status, confidence=0.1
    )
    shorter = allied(article, "is an ally of Los Zetas")
    store(article, whole(article, allied(article), shorter), seconds=0)
    store(article, reading([]), seconds=0)
    assert list(Evidence.objects.values_list("pk", "status", "confidence")) == [
        (judged.pk, status, 0.1)
    ]
    assert Relationship.objects.get().status == status


def test_a_rejected_relationship_is_proposed_again_by_other_words_and_only_by_them(
    article, gang, zetas
):
    make_evidence(article, QUOTE, zetas, RelationKind.ALLIED_WITH, gang, status=Status.REJECTED)
    other = make_article(TEXT)
    store(other, whole(other), seconds=0)
    assert Relationship.objects.get().status == Status.PROPOSED
    store(other, reading([]), seconds=0)
    assert Relationship.objects.get().status == Status.REJECTED


def test_a_relationship_that_a_person_rejected_as_a_whole_stays_rejected(article, gang, zetas):
    make_evidence(article, QUOTE, zetas, RelationKind.ALLIED_WITH, gang)
    make_evidence(article, "MS-13 met", zetas, "allied_with", gang, status=Status.REJECTED)
    Relationship.objects.update(status=Status.REJECTED)
    other = make_article(TEXT)
    store(other, whole(other), seconds=0)
    assert Relationship.objects.get().status == Status.REJECTED


def test_a_relationship_that_a_person_confirmed_outlives_its_evidence(article, gang):
    store(article, whole(article), seconds=0)
    Relationship.objects.update(status=Status.CONFIRMED)
    store(article, reading([]), seconds=0)
    assert Relationship.objects.get().status == Status.CONFIRMED


def test_evidence_that_a_person_added_stands(article, gang, zetas):
    make_evidence(article, QUOTE, zetas, RelationKind.ALLIED_WITH, gang)
    Evidence.objects.update(rule="person")
    store(article, reading([]), seconds=0)
    assert Evidence.objects.count() == 1


def test_a_relationship_follows_the_entity_that_people_chose(article, gang, zetas):
    right = make_entity("MS-XIII")
    make_mention(article, "MS-13", right, status=Status.CONFIRMED)
    store(article, whole(article), seconds=0)
    assert Relationship.objects.get().head == zetas
    assert Relationship.objects.get().child == right


def test_nothing_is_claimed_of_what_people_rejected_throughout(article, gang):
    make_mention(article, "MS-13", gang, status=Status.REJECTED)
    store(article, whole(article), seconds=0)
    assert Relationship.objects.count() == 0


def test_an_end_needs_no_mention_of_its_own(article, gang):
    # “Salvadoran police” points at El Salvador without naming it.
    make_entity("El Salvador", Kind.LOCATION, gazetteer_key="place:SV")
    acts = related(article, "place:SV", "acts_against", "gang:ms-13", "MS-13 met")
    store(article, whole(article, acts), seconds=0)
    assert Relationship.objects.get().kind == RelationKind.ACTS_AGAINST
