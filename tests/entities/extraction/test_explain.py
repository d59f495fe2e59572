"""Of each name it is told which steps made, changed or dropped it, and why."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from entities.extraction.explain import CHANGED, DROPPED, MADE
from entities.extraction.pipeline import Text
from entities.extraction.steps import STEPS
from entities.kinds import Kind
from tests.entities.pipeline_helpers import pipeline

TEXT = (
    "Police in San Miguel, El Salvador, said on Monday that alias “Cobra” led the Mara Salvatrucha "
    "and paid $1,500 to a man of the Hoyt Street gang. Cobra denied it, and El Diario de Hoy wrote "
    "of it."
)


def explained(text: str = TEXT, offset: int = 0):
    ((reading, stories),) = pipeline().explain([Text(text, (offset, len(text)))])
    return reading, stories


@pytest.mark.parametrize("head", ["", "Share this\n"])
def test_what_is_kept_at_the_end_is_what_the_reading_found(head):
    reading, stories = explained(head + TEXT, len(head))
    assert {(one.start, one.end, one.kind) for one in stories if one.is_kept} == {
        (one.start, one.end, one.kind) for one in reading.mentions
    }
    assert reading == pipeline().read(head + TEXT, body=(len(head), len(head + TEXT)))
    assert all((head + TEXT)[one.start : one.end] == one.text for one in stories)


def test_each_story_begins_with_the_step_that_made_it_in_the_order_of_the_steps():
    names = [step.__name__ for step in STEPS]
    _, stories = explained()
    for story in stories:
        assert story.events[0].what == MADE
        places = [names.index(event.step) for event in story.events]
        assert places == sorted(places)
        assert all(event.why for event in story.events)


def test_what_was_dropped_says_what_stands_in_its_place():
    _, stories = explained()
    dropped = {one.text: one for one in stories if not one.is_kept}
    salvador = dropped["Salvador"].events[-1]
    assert (salvador.what, salvador.step) == (DROPPED, "judge_gazetteer_names")
    assert "“El Salvador” stands there as LOCATION" in salvador.why
    assert not any(one.is_kept for one in stories if one.text == "Hoy" and one.kind == Kind.DATE)


def test_what_a_step_changed_is_told():
    _, stories = explained()
    cobra = next(one for one in stories if one.text == "Cobra" and one.kind == Kind.PERSON)
    assert [(event.step, event.what) for event in cobra.events] == [
        ("propose_people", MADE),
        ("assign_keys", CHANGED),
    ]
    assert "new:person:cobra" in cobra.events[1].why


@pytest.mark.parametrize("text", ["", "\n\n", "Nothing is named here."])
def test_a_text_without_names_has_no_stories(text):
    assert explained(text) == (pipeline().read(text), [])


@pytest.mark.django_db
def test_the_command_tells_it_to_people_and_programs(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    out = StringIO()
    call_command("extract_text", str(tmp_path / "a.txt"), explain=True, stdout=out)
    assert "made by match_gazetteer: written like a name" in out.getvalue()
    assert "dropped by judge_gazetteer_names: “El Salvador” stands there" in out.getvalue()
    out = StringIO()
    call_command("extract_text", str(tmp_path / "a.txt"), explain=True, json=True, stdout=out)
    steps = json.loads(out.getvalue())["steps"]
    assert {"start", "end", "kind", "text", "events"} == set(steps[0])
    out = StringIO()
    call_command("extract_text", str(tmp_path / "a.txt"), json=True, stdout=out)
    assert "steps" not in json.loads(out.getvalue())
