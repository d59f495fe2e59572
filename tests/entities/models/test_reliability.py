"""How often people agreed with a rule, and where that is shown."""

import io
import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from entities.actions import mention_actions, undo_redo
from entities.kinds import Kind, RelationKind, Status
from entities.models import Action, Evidence, Mention, Reliability
from entities.models.reliability import LEAST_DECISIONS, Measured, Shown
from entities.relationships import actions
from tests.entities.result_builders import found, reading, store
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db
TEXT = "The Vice Lords fled."


@pytest.fixture
def gang():
    return make_entity("Vice Lords")


def propose(gang, *, origin="rule:alias", confidence=0.9, **fields) -> Mention:
    article = make_article(TEXT)
    return make_mention(article, "Vice Lords", gang, origin=origin, confidence=confidence, **fields)


def decided(gang, confirmed: int, rejected: int, **fields) -> None:
    """Mentions as people left them."""
    for number in range(confirmed + rejected):
        status = Status.CONFIRMED if number < confirmed else Status.REJECTED
        propose(gang, status=status, **fields)


def table() -> dict:
    """Decisions and confirmations by rule and kind."""
    return {
        (row.rule, row.kind): (row.decisions, row.confirmed) for row in Reliability.objects.all()
    }


def test_what_people_confirmed_and_rejected_is_counted_by_rule_and_kind(gang, analyst):
    mention_actions.confirm(propose(gang), user=analyst)
    mention_actions.reject(propose(gang), user=analyst)
    mention_actions.reject(propose(gang, origin="ner:ORG"), user=analyst)
    propose(gang)
    assert table() == {("rule:alias", "gang"): (2, 1), ("ner:ORG", "gang"): (1, 0)}


def test_what_a_person_added_says_nothing_of_a_rule(gang, analyst):
    article = make_article(TEXT)
    added = mention_actions.add(article, 4, 14, Kind.GANG, user=analyst)
    mention_actions.reject(added, user=analyst)
    assert table() == {}


def test_another_kind_is_wrong_for_the_kind_that_the_rule_said(gang, analyst):
    person = make_entity("Willie Lloyd", Kind.PERSON)
    mention_actions.reassign(propose(gang), person, user=analyst)
    assert table() == {("rule:alias", "gang"): (1, 0)}


def test_another_entity_is_wrong_too_but_choosing_among_several_is_not(gang, analyst):
    other = make_entity("Lords")
    mention_actions.reassign(propose(gang), other, user=analyst)
    mention_actions.reassign(propose(None, origin="gazetteer"), gang, user=analyst)
    assert table() == {("rule:alias", "gang"): (1, 0), ("gazetteer", "gang"): (1, 1)}


def test_who_comes_back_to_what_the_rule_said_agrees_with_it(gang, analyst):
    other = make_entity("Willie Lloyd", Kind.PERSON)
    mention = mention_actions.reassign(propose(gang), other, user=analyst)
    mention_actions.reassign(mention, gang, user=analyst)
    assert table() == {("rule:alias", "gang"): (1, 1)}


def test_what_was_merged_into_the_entity_is_the_entity(gang, analyst):
    loser = make_entity("Lords", merged_into=gang)
    mention_actions.reassign(propose(loser), gang, user=analyst)
    assert table() == {("rule:alias", "gang"): (1, 1)}


@pytest.mark.parametrize("act", ["confirm", "reject", "reassign"])
def test_what_was_undone_no_longer_counts(gang, analyst, act):
    further = [make_entity("Lords")] if act == "reassign" else []
    getattr(mention_actions, act)(propose(gang), *further, user=analyst)
    assert table()
    undo_redo.undo(Action.objects.get(), user=analyst)
    assert table() == {}


def test_reading_again_leaves_the_count_alone(gang, analyst):
    mention = mention_actions.confirm(propose(gang), user=analyst)
    article = mention.article
    store(article, reading([found(article, "Vice Lords", Kind.GANG, origin="new")]), seconds=0)
    assert table() == {("rule:alias", "gang"): (1, 1)}


def test_quotes_are_counted_by_rule_and_kind_of_relationship(gang, analyst):
    other = make_entity("Saints")
    article = make_article("The Vice Lords supply the Saints. Vice Lords hate the Saints.")
    supply = make_evidence(article, "Vice Lords supply", gang, RelationKind.SUPPLIES, other)
    hate = make_evidence(article, "Vice Lords hate", gang, RelationKind.RIVAL_OF, other)
    actions.confirm(supply, user=analyst)
    actions.reject(hate, user=analyst)
    assert table() == {("test", "supplies"): (1, 1), ("test", "rival_of"): (1, 0)}


def test_the_rule_is_believed_until_there_are_enough_decisions(gang):
    decided(gang, 20, LEAST_DECISIONS - 21)
    mention = propose(gang)
    assert Measured().confidence(mention) == Shown(0.9)
    decided(gang, 1, 0)
    assert Measured().confidence(mention) == Shown(21 / LEAST_DECISIONS, LEAST_DECISIONS)


def test_decisions_on_another_kind_or_on_quotes_do_not_count(gang):
    decided(gang, 0, LEAST_DECISIONS)
    person = make_entity("Willie Lloyd", Kind.PERSON)
    assert Measured().confidence(propose(person)) == Shown(0.9)
    other = make_entity("Saints")
    article = make_article(TEXT)
    evidence = make_evidence(article, TEXT, gang, RelationKind.RIVAL_OF, other, confidence=0.7)
    Evidence.objects.update(rule="rule:alias")
    assert Measured().confidence(evidence) == Shown(0.7)


def test_what_a_person_added_has_no_confidence(gang):
    assert Measured().confidence(propose(gang, origin="person", confidence=None)) is None


def test_a_list_shows_the_same_as_a_page(gang):
    decided(gang, 24, 6)
    propose(gang, origin="rule:new", confidence=0.4)
    propose(gang, origin="person", confidence=None)
    measured = Measured()
    listed = Mention.objects.annotate(shown=measured.expression(Mention))
    for mention in listed:
        shown = measured.confidence(mention)
        assert mention.shown == (shown and pytest.approx(shown.confidence))


# Computed with the formula of Wilson 1927; also in the tables of Brown, Cai and DasGupta 2001.
@pytest.mark.parametrize(
    ("decisions", "confirmed", "low", "high"),
    [(10, 10, 0.722, 1.0), (10, 0, 0.0, 0.278), (30, 24, 0.627, 0.905), (1, 1, 0.207, 1.0)],
)
def test_the_interval_is_wilsons(decisions, confirmed, low, high):
    row = Reliability(decisions=decisions, confirmed=confirmed)
    assert row.interval == pytest.approx((low, high), abs=0.001)


def test_the_admin_shows_the_table(gang, analyst, client):
    decided(gang, 24, 6)
    decided(gang, 1, 1, origin="ner:ORG", confidence=0.5)
    client.force_login(analyst)
    page = client.get(reverse("admin:entities_reliability_changelist")).content.decode()
    for words in ("80 %", "63 to 90 %", "0.80, as people decided", "until 28 more are decided"):
        assert words in page
    page = client.get(reverse("admin:entities_reliability_changelist"), {"o": "5"}).content.decode()
    assert page.index("ner:ORG") < page.index("rule:alias")


def test_the_card_and_the_lists_show_what_people_decided(gang, analyst, client):
    decided(gang, 24, 6)
    mention = propose(gang)
    client.force_login(analyst)
    card = client.get(reverse("entities:mention_card", args=[mention.pk])).content.decode()
    assert "Proposed, 0.80" in card
    assert "People judged 30 like it: 80 % were right." in " ".join(card.split())
    listed = client.get(reverse("admin:entities_mention_changelist")).content.decode()
    assert '<td class="field-shown_confidence">0.80</td>' in listed


def test_a_page_asks_once_however_many_rows_it_shows(gang, client, analyst, monkeypatch):
    asked = []
    real = type(Reliability.objects.all()).measured
    monkeypatch.setattr(
        type(Reliability.objects.all()), "measured", lambda rows: asked.append(1) or real(rows)
    )
    other = make_entity("Saints")
    article = make_article("Vice Lords, Saints and Vice Lords. " * 3)
    mention = make_mention(article, "Vice Lords", gang, confidence=0.5)
    for quote in ("Vice", "Vice Lords", "Saints"):
        make_evidence(article, quote, gang, RelationKind.RIVAL_OF, other, confidence=0.5)
    client.force_login(analyst)
    page = client.get(article.get_absolute_url(), {"mention": mention.pk})
    assert page.content.decode().count("0.50") == 4
    assert len(asked) == 1


def test_the_command_shows_the_same(gang, tmp_path):
    decided(gang, 24, 6, origin="gazetteer")
    file = tmp_path / "a.txt"
    file.write_text("The Barrio 18 fled.", encoding="utf-8")
    out = io.StringIO()
    call_command("extract_text", str(file), json=True, stdout=out)
    (span,) = json.loads(out.getvalue())["spans"]
    assert (span["text"], span["confidence"]) == ("Barrio 18", 0.8)


def test_a_change_in_the_admin_counts_like_one_on_the_page(gang, analyst, client):
    mention = propose(gang)
    other = make_entity("Saints")
    client.force_login(analyst)
    url = reverse("admin:entities_mention_change", args=[mention.pk])
    form = {
        "kind": "gang",
        "entity": other.pk,
        "value": "",
        "status": "confirmed",
        "claimed_parent": "",
        "candidates-TOTAL_FORMS": 0,
        "candidates-INITIAL_FORMS": 0,
    }
    assert client.post(url, form).status_code == 302
    assert table() == {("rule:alias", "gang"): (1, 0)}
