"""Refusals that people read: one sentence that says what, where, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, models, transaction
from psycopg import errors

from entities.models import Mention


class CorrectionError(Exception):
    """An act was refused and nothing was changed. The text can be shown as it is."""


class ChangedMeanwhile(CorrectionError):
    """Somebody changed the mention since the person saw it; nothing was changed now.

    `mention` is as it is in the database.
    """

    def __init__(self, sentence: str, mention: Mention) -> None:
        super().__init__(sentence)
        self.mention = mention


# What each rule of the database means to the person who ran into it.
_SENTENCES = {
    "mention_no_live_overlap": "These words are part of another mention already: "
    "change that one, or reject it first.",
    "span_within_text": "The marked words lie beyond the end of the text: "
    "reload the page and mark them again.",
    "mention_span_not_empty": "A mention needs at least one character: mark some words first.",
    "mention_name_fills_span": "The marked words are not those of the text any more: "
    "reload the page and mark them again.",
    "mention_entity_same_kind": "The mention and the entity are of different kinds: "
    "choose an entity of the mention's kind.",
    "relationship_ends_fit_kind": "A relationship of this kind cannot join these two: "
    "choose another kind.",
    "article_approved_by_another": "Somebody else approves what one person has reviewed: "
    "leave it to another analyst.",
    "source_name_once": "A source of this name exists already: choose another name.",
}


@contextmanager
def explained() -> Iterator[None]:
    """Turn a refusal by the database into a `CorrectionError`; all writes inside are undone."""
    try:
        with transaction.atomic():
            yield
    except models.ProtectedError as error:
        raise CorrectionError(
            "Something new was used elsewhere meanwhile, so it cannot be taken away: change that "
            "first. Nothing was changed."
        ) from error
    except IntegrityError as error:
        cause = error.__cause__
        name = (isinstance(cause, errors.Error) and cause.diag.constraint_name) or ""
        raise CorrectionError(
            _SENTENCES.get(name, f"The database refused this (rule {name}): nothing was changed.")
        ) from error
