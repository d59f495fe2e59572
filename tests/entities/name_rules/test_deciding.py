"""What people decide about a name everywhere: what it touches, what it leaves, the way back."""

import pytest

from entities.actions import bulk, mention_actions, undo_redo
from entities.actions.recorder import CorrectionError
from entities.extraction.pipeline import Pipeline
from entities.extraction.queue.read_pending import extract
from entities.gazetteer.database import gazetteer_from_database
from entities.kinds import Kind, Status
from entities.models import Action, Alias, BulkAction, Mention, NameRule, RowChange
from entities.name_rules import actions
from entities.name_rules.occurrences import AT_FIRST, Group, Occurrences
from tests.factories import make_article, make_entity, make_mention, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def boys():
    return make_entity("Fulton Boys", aliases=["The Boys"])


@pytest.fixture
def other():
    return make_entity("Other Boys")


def states(name: str = "The Boys") -> list[tuple]:
    rows = Mention.objects.filter(name=name).order_by("article", "start")
    return [(one.entity and one.entity.name, one.status) for one in rows]


def always(boys, analyst, **options):
    groups = options.pop("groups", AT_FIRST)
    left_out, until = options.pop("left_out", ()), options.pop("until", None)
    rule = actions.wish("The Boys", NameRule.Decision.IS, entity=boys, **options)
    return actions.decide(rule, user=analyst, groups=groups, left_out=left_out, until=until)


def test_always_confirms_what_is_proposed_and_marks_what_is_not(boys, other, analyst):
    first = make_article("The Boys ran. Later The Boys, and the boys of the town, slept.")
    make_mention(first, "The Boys", other)
    second = make_article("Nobody saw The Boys.")
    make_mention(second, "The Boys", kind=Kind.PERSON)
    action = always(boys, analyst)
    assert states() == [("Fulton Boys", Status.CONFIRMED)] * 3
    assert {one.kind for one in Mention.objects.all()} == {Kind.GANG}
    assert action.summary == "“The Boys” is always Fulton Boys, everywhere (3 places)"


def test_one_undo_takes_all_of_it_back_and_redo_makes_it_again(boys, other, analyst):
    article = make_article("The Boys ran. The Boys slept.")
    make_mention(article, "The Boys", other)
    before = states()
    action = always(boys, analyst)
    undo_redo.undo(action, user=analyst)
    assert states() == before
    assert not NameRule.objects.exists()
    action.refresh_from_db()
    undo_redo.redo(action, user=analyst)
    assert states() == [("Fulton Boys", Status.CONFIRMED)] * 2
    assert NameRule.objects.get().entity == boys


def test_what_people_decided_is_left_alone_unless_they_say_so(boys, other, analyst):
    article = make_article("The Boys ran. The Boys slept. The Boys woke.")
    make_mention(article, "The Boys", other, status=Status.CONFIRMED)
    make_mention(article, "The Boys", other, status=Status.REJECTED)
    make_mention(article, "The Boys", boys, status=Status.CONFIRMED)
    before = states()
    always(boys, analyst)
    assert states() == before
    always(boys, analyst, groups=[Group.DECIDED, Group.REJECTED])
    assert states() == [("Fulton Boys", Status.CONFIRMED)] * 3


def test_a_rejected_mention_under_another_does_not_come_back(boys, other, analyst):
    article = make_article("The Boys Club met.")
    make_mention(article, "The Boys", other, status=Status.REJECTED)
    make_mention(article, "Boys Club", other)
    always(boys, analyst, groups=[Group.REJECTED, Group.UNMARKED])
    assert states() == [("Other Boys", Status.REJECTED)]


def test_places_without_a_tick_stay(boys, other, analyst):
    article = make_article("The Boys ran. The Boys slept.")
    marked = make_mention(article, "The Boys", other)
    found = Occurrences(actions.wish("The Boys", "is", entity=boys))
    (free,) = found.unmarked()
    always(boys, analyst, left_out=[str(marked.pk), free.key])
    assert states() == [("Other Boys", Status.PROPOSED)]


def test_what_came_after_the_preview_stays(boys, other, analyst):
    article = make_article("The Boys ran. The Boys slept.")
    seen = make_mention(article, "The Boys", other)
    make_mention(article, "The Boys", other)
    always(boys, analyst, until=seen.pk, groups=[Group.OPEN])
    assert [status for _, status in states()] == [Status.CONFIRMED, Status.PROPOSED]


@pytest.mark.parametrize("scope", ["article", "source", "everywhere"])
def test_a_rule_reaches_as_far_as_it_says(boys, other, analyst, scope):
    here = make_article("The Boys ran.")
    beside = make_article("The Boys slept.")
    elsewhere = make_article("The Boys woke.", source=make_source("Elsewhere"))
    for article in (here, beside, elsewhere):
        make_mention(article, "The Boys", other)
    options = {
        "article": {"article": here},
        "source": {"source_id": here.source_id},
        "everywhere": {},
    }[scope]
    always(boys, analyst, **options)
    reached = {"article": 1, "source": 2, "everywhere": 3}[scope]
    assert [status for _, status in states()].count(Status.CONFIRMED) == reached


def test_furniture_and_parts_of_words_are_not_marked(boys, analyst):
    text = "The Boys ran. The Boyscouts did not.\n\nSee also: The Boys"
    article = make_article(text, body_end=text.index("\n"))
    always(boys, analyst)
    assert [one.start for one in Mention.objects.all()] == [0]
    assert article.pk == Mention.objects.get().article_id


def test_never_rejects_of_one_kind_or_of_all(boys, analyst):
    article = make_article("May ran. May slept.")
    make_mention(article, "May", make_entity("May", kind=Kind.PERSON))
    make_mention(article, "May", kind=Kind.DATE, value="2012-05")
    actions.decide(
        actions.wish("May", NameRule.Decision.NEVER, kind=Kind.PERSON),
        user=analyst,
        groups=AT_FIRST,
    )
    assert [one.status for one in Mention.objects.order_by("start")] == ["rejected", "proposed"]
    actions.decide(actions.wish("May", NameRule.Decision.NEVER), user=analyst, groups=AT_FIRST)
    assert [one.status for one in Mention.objects.order_by("start")] == ["rejected", "rejected"]


def test_a_new_rule_of_the_same_scope_ends_the_old_one(boys, other, analyst):
    always(boys, analyst)
    always(other, analyst)
    assert NameRule.objects.get(ended_at=None).entity == other
    assert NameRule.objects.exclude(ended_at=None).get().entity == boys


def test_editing_ends_the_rule_that_is_replaced(boys, analyst):
    here = make_article("The Boys ran.")
    always(boys, analyst, article=here)
    old = NameRule.objects.get()
    wider = actions.wish("The Boys", NameRule.Decision.IS, entity=boys)
    actions.decide(wider, user=analyst, groups=(), instead_of=old)
    assert NameRule.objects.get(ended_at=None).article is None


def test_ending_a_rule_leaves_what_it_decided(boys, analyst):
    make_article("The Boys ran.")
    always(boys, analyst)
    rule = NameRule.objects.get()
    actions.end(rule, user=analyst)
    assert states() == [("Fulton Boys", Status.CONFIRMED)]
    assert NameRule.objects.filter(ended_at=None).count() == 0
    with pytest.raises(CorrectionError, match="ended already"):
        actions.end(rule, user=analyst)
    undo_redo.undo(Action.objects.first(), user=analyst)
    assert NameRule.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize(
    ("name", "decision", "sentence"),
    [("…", "never", "at least one letter"), ("The Boys", "is", "Choose which entity")],
)
def test_a_rule_that_means_nothing_is_refused(name, decision, sentence):
    with pytest.raises(CorrectionError, match=sentence):
        actions.wish(name, decision)


def test_later_imports_honour_the_rules(boys, analyst):
    always(boys, analyst)
    never = actions.wish("Los Angeles", NameRule.Decision.NEVER)
    actions.decide(never, user=analyst, groups=AT_FIRST)
    article = make_article("The Boys of Los Angeles met in San Diego.")
    list(extract([article.pk], Pipeline(gazetteer_from_database())))
    names = {one.name: one.entity and one.entity.name for one in Mention.objects.all()}
    assert names["The Boys"] == "Fulton Boys"
    assert "Los Angeles" not in names
    assert "San Diego" in names


@pytest.fixture
def many(boys, other, monkeypatch):
    """More places than are decided at once, over several articles and pieces."""
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(bulk, "_A_PIECE", 2)
    articles = [make_article("The Boys ran. The Boys slept.") for _ in range(3)]
    for article in articles:
        make_mention(article, "The Boys", other)
    return articles


def test_very_many_places_are_decided_in_the_background(many, boys, analyst):
    before = states()
    action = always(boys, analyst)
    sweep = BulkAction.objects.get()
    assert states() == before
    assert (sweep.reached, sweep.total, sweep.percent) == (1, 7, 14)
    assert NameRule.objects.exists()  # what is imported meanwhile honours it
    bulk.carry_out()
    assert states() == [("Fulton Boys", Status.CONFIRMED)] * 6
    sweep.refresh_from_db()
    assert sweep.is_done
    undo_redo.undo(action, user=analyst)
    bulk.carry_out()
    assert states() == before
    assert not NameRule.objects.exists()
    action.refresh_from_db()
    undo_redo.redo(action, user=analyst)
    bulk.carry_out()
    assert states() == [("Fulton Boys", Status.CONFIRMED)] * 6


def test_what_was_interrupted_goes_on(many, boys, analyst):
    always(boys, analyst)
    answers = iter([False, False, True])
    bulk.carry_out(lambda: next(answers))
    assert 0 < states().count(("Fulton Boys", Status.CONFIRMED)) < 6
    bulk.carry_out()
    assert states() == [("Fulton Boys", Status.CONFIRMED)] * 6


def test_who_decides_while_it_runs_is_not_overwritten(many, boys, analyst, reader):
    action = always(boys, analyst)
    mention = Mention.objects.order_by("pk").first()
    mention_actions.reject(mention, user=reader)
    bulk.carry_out()
    mention.refresh_from_db()
    assert mention.status == Status.REJECTED
    assert states().count(("Fulton Boys", Status.CONFIRMED)) == 5
    assert RowChange.objects.filter(is_left=True).count() == 1
    undo_redo.undo(action, user=analyst)
    bulk.carry_out()
    mention.refresh_from_db()
    assert mention.status == Status.REJECTED


def test_words_that_somebody_marked_while_it_runs_stay_theirs(many, boys, other, analyst, reader):
    always(boys, analyst)
    start = many[0].text.rindex("Boys")
    mention_actions.add(many[0], start, start + 4, Kind.GANG, user=reader, entity=other)
    bulk.carry_out()
    assert not BulkAction.objects.unfinished()
    assert Mention.objects.filter(name="Boys", entity=other).exists()
    assert states().count(("Fulton Boys", Status.CONFIRMED)) == 5


def test_undo_names_what_was_changed_later_or_leaves_it(many, boys, analyst, reader):
    action = always(boys, analyst)
    bulk.carry_out()
    mention = Mention.objects.order_by("pk").first()
    mention_actions.change_kind(mention, Kind.PERSON, user=reader)
    with pytest.raises(CorrectionError, match="rob changed it later"):
        undo_redo.undo(action, user=analyst)
    action.refresh_from_db()
    undo_redo.undo(action, user=analyst, leave_later=True)
    bulk.carry_out()
    mention.refresh_from_db()
    assert mention.kind == Kind.PERSON
    assert ("Fulton Boys", Status.CONFIRMED) not in states()


def test_a_decision_everywhere_teaches_the_name(other, analyst):
    make_article("Then the Fulton Lads ran.")
    actions.decide(
        actions.wish("Fulton Lads", NameRule.Decision.IS, entity=other),
        user=analyst,
        groups=AT_FIRST,
    )
    assert Alias.objects.filter(entity=other, name="Fulton Lads").exists()


def test_the_history_of_each_article_tells_of_it(many, boys, analyst):
    action = always(boys, analyst)
    for article in many:
        assert list(Action.objects.in_article(article)) == [action]


def test_undo_keeps_a_place_that_somebody_agreed_with(many, boys, analyst, reader):
    action = always(boys, analyst)
    bulk.carry_out()
    agreed = Mention.objects.order_by("pk").first()
    mention_actions.confirm(agreed, user=reader)
    with pytest.raises(CorrectionError, match="rob changed it later"):
        undo_redo.undo(action, user=analyst)
    undo_redo.undo(action, user=analyst, leave_later=True)
    bulk.carry_out()
    assert states().count(("Fulton Boys", Status.CONFIRMED)) == 1
    agreed.refresh_from_db()
    assert agreed.status == Status.CONFIRMED


def test_undo_goes_on_where_a_newer_rule_stands_in_the_way(many, boys, other, analyst, reader):
    """The rule that the act ended cannot hold again beside the one that was made since."""
    actions.decide(actions.wish("The Boys", NameRule.Decision.NEVER), user=reader, groups=[])
    action = always(boys, analyst)
    bulk.carry_out()
    actions.decide(actions.wish("The Boys", NameRule.Decision.NEVER), user=reader, groups=[])
    undo_redo.undo(action, user=analyst, leave_later=True)
    bulk.carry_out()
    assert not BulkAction.objects.exclude(failure="").exists()
    assert ("Fulton Boys", Status.CONFIRMED) not in states()
    assert NameRule.objects.filter(ended_at=None).count() == 1
