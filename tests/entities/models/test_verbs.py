"""The verbs of acts: every act has one of the table, and each is said and counted somewhere."""

import ast
from pathlib import Path

import pytest

from entities.models import Action
from entities.models.verbs import COLUMNS, NOT_COUNTED, Verb, counted
from tests.conftest import PROJECT

RECORDERS = ("acting", "complete")


def modules() -> list[Path]:
    return [
        file
        for app in ("articles", "entities", "gangintel")
        for file in (PROJECT / app).rglob("*.py")
        if "migrations" not in file.parts
    ]


def verbs_used() -> set[str]:
    """The names after `Verb.` in the code, but for the table itself."""
    return {
        node.attr
        for file in modules()
        if file.name != "verbs.py"
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Verb"
    }


def test_every_verb_is_used_by_an_act_and_every_act_uses_one():
    assert verbs_used() == set(Verb.__members__)


def test_no_act_is_recorded_under_a_word_of_its_own():
    for file in modules():
        for node in ast.walk(ast.parse(file.read_text())):
            name = node.func if isinstance(node, ast.Call) else None
            if isinstance(name, ast.Name) and name.id in RECORDERS:
                words = [one for one in node.args if isinstance(one, ast.Constant | ast.JoinedStr)]
                assert not words, f"{file}, line {node.lineno}"


@pytest.mark.django_db
def test_another_verb_is_refused(analyst):
    with pytest.raises(ValueError, match="is not a valid Verb"):
        Action.objects.create(user=analyst, verb="grade source", summary="x")


def test_each_verb_says_what_it_is_and_where_it_counts():
    for verb in Verb:
        assert verb.label and verb.value == verb.value.replace(" ", "_").lower()
        assert verb.row.column in (NOT_COUNTED, *COLUMNS)
    assert {verb.row.column for verb in Verb} == {NOT_COUNTED, *COLUMNS}
    assert {*counted(of_many=True)} == {
        *(Verb.CONFIRM_SHOWN, Verb.DECIDE_NAME, Verb.MAKE_RULE, Verb.TAKE_OVER)
    }
