"""Who says of something decided that it is right has decided too."""

import pytest

from entities.actions import mention_actions, undo_redo
from entities.actions.recorder import CorrectionError
from entities.kinds import RelationKind, Status
from entities.models import Action
from entities.relationships import actions as statements
from tests.factories import make_article, make_entity, make_evidence, make_mention

pytestmark = pytest.mark.django_db


def test_a_confirmation_of_what_was_confirmed_stands_by_itself(analyst, reader):
    article = make_article("The Boys ran.")
    mention = make_mention(article, "The Boys", make_entity("The Boys"))
    mention_actions.confirm(mention, user=analyst)
    mention_actions.confirm(mention, user=analyst)  # twice is once
    mention_actions.confirm(mention, user=reader)
    second, first = Action.objects.all()
    with pytest.raises(CorrectionError, match="rob changed it later"):
        undo_redo.undo(first, user=analyst)
    undo_redo.undo(second, user=reader)
    mention.refresh_from_db()
    assert mention.status == Status.CONFIRMED
    undo_redo.undo(first, user=analyst)
    mention.refresh_from_db()
    assert mention.status == Status.PROPOSED


def test_so_does_a_judgement_of_a_quote(analyst, reader):
    text = "The Boys fight the Lads."
    evidence = make_evidence(
        *(make_article(text), text, make_entity("The Boys")),
        *(RelationKind.RIVAL_OF, make_entity("The Lads")),
    )
    statements.reject(evidence, user=analyst)
    statements.reject(evidence, user=reader)
    first = Action.objects.last()
    with pytest.raises(CorrectionError, match="rob changed it later"):
        undo_redo.undo(first, user=analyst)
    evidence.refresh_from_db()
    assert evidence.status == Status.REJECTED
