"""What people can do: the verbs of acts, with their words and what they count as."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

# What acts count as where the review page shows what each person did, in its order.
COLUMNS = ("confirmed", "rejected", "changed", "added", "everywhere", "done", "approved")
# For acts that are no step of a review.
NOT_COUNTED = ""


@dataclass(frozen=True, slots=True)
class VerbRow:
    """`value` is what the database keeps, `words` say after a person's name what they did.

    `column` is one of `COLUMNS`, or `NOT_COUNTED`. An act `of_many` counts once for each mention
    that it changed, any other once.
    """

    value: str
    words: str
    column: str
    of_many: bool = False


class Verb(models.TextChoices):
    """What an act did. `Action.save` refuses any other."""

    row: VerbRow

    CONFIRM = VerbRow("confirm", "confirmed a mention", "confirmed")
    CONFIRM_SHOWN = VerbRow(
        "confirm_shown", "confirmed the mentions on screen", "confirmed", of_many=True
    )
    REJECT = VerbRow("reject", "rejected a mention", "rejected")
    REASSIGN = VerbRow("reassign", "changed the entity or kind of a mention", "changed")
    RESIZE = VerbRow("resize", "changed the words of a mention", "changed")
    SET_VALUE = VerbRow("set_value", "corrected a value", "changed")
    SPLIT = VerbRow("split", "split a mention", "changed")
    JOIN = VerbRow("join", "joined two mentions", "changed")
    ADD = VerbRow("add", "added a mention", "added")
    MAKE_RULE = VerbRow("make_rule", "decided on a name for good", "everywhere", of_many=True)
    DECIDE_NAME = VerbRow(
        "decide_name", "decided on a name that waited", "everywhere", of_many=True
    )
    END_RULE = VerbRow("end_rule", "ended a rule on a name", NOT_COUNTED)
    CONFIRM_EVIDENCE = VerbRow(
        "confirm_evidence", "confirmed a quote of a relationship", NOT_COUNTED
    )
    REJECT_EVIDENCE = VerbRow("reject_evidence", "rejected a quote of a relationship", NOT_COUNTED)
    STATE_RELATIONSHIP = VerbRow("state_relationship", "stated a relationship", "added")
    CHANGE_RELATIONSHIP = VerbRow("change_relationship", "corrected a relationship", "changed")
    CONFIRM_RELATIONSHIP = VerbRow("confirm_relationship", "confirmed a relationship", NOT_COUNTED)
    REJECT_RELATIONSHIP = VerbRow("reject_relationship", "rejected a relationship", NOT_COUNTED)
    RULE_ON_CLAIMS = VerbRow("rule_on_claims", "resolved a contradiction", NOT_COUNTED)
    ADD_NAME = VerbRow("add_name", "added a name of an entity", NOT_COUNTED)
    END_NAME = VerbRow("end_name", "ended a name of an entity", NOT_COUNTED)
    CORRECT_ENTITY = VerbRow("correct_entity", "corrected what an entity is", NOT_COUNTED)
    SAY_FURNITURE = VerbRow("say_furniture", "ruled on furniture of a source", "everywhere")
    END_FURNITURE = VerbRow("end_furniture", "ended a rule on furniture", NOT_COUNTED)
    JOIN_ORIGIN = VerbRow("join_origin", "said what an article is a copy of", NOT_COUNTED)
    PART_COPY = VerbRow("part_copy", "said that an article is no copy", NOT_COUNTED)
    TAKE_OVER = VerbRow("take_over", "took decisions over to copies", "everywhere", of_many=True)
    WITHDRAW = VerbRow("withdraw", "withdrew articles", NOT_COUNTED)
    RESTORE = VerbRow("restore", "restored an article", NOT_COUNTED)
    TELL_APART = VerbRow("tell_apart", "said that two entities are two", NOT_COUNTED)
    PUT_OFF = VerbRow("put_off", "put off whether two entities are one", NOT_COUNTED)
    SPLIT_ENTITY = VerbRow("split_entity", "split an entity", NOT_COUNTED)
    NOTE = VerbRow("note", "wrote a note", NOT_COUNTED)
    COMMENT = VerbRow("comment", "commented on a passage", NOT_COUNTED)
    CHANGE_NOTE = VerbRow("change_note", "changed a note", NOT_COUNTED)
    REMOVE_NOTE = VerbRow("remove_note", "removed a note", NOT_COUNTED)
    MERGE = VerbRow("merge", "merged two entities", NOT_COUNTED)
    DESCRIBE = VerbRow("describe", "changed the details of an article", NOT_COUNTED)
    GRADE_SOURCE = VerbRow("grade_source", "graded a source", NOT_COUNTED)
    RENAME_SOURCE = VerbRow("rename_source", "renamed a source", NOT_COUNTED)
    SET_HOME = VerbRow("set_home", "set the home of a source", NOT_COUNTED)
    SET_LANGUAGE = VerbRow("set_language", "set the language of a source", NOT_COUNTED)
    MERGE_SOURCES = VerbRow("merge_sources", "merged two sources", NOT_COUNTED)
    CHANGE_ARTICLES = VerbRow("change_articles", "changed many articles at once", NOT_COUNTED)
    WATCH = VerbRow("watch", "watched a folder or feed", NOT_COUNTED)
    PAUSE_WATCH = VerbRow("pause_watch", "paused the looks at a folder or feed", NOT_COUNTED)
    RESUME_WATCH = VerbRow("resume_watch", "resumed the looks at a folder or feed", NOT_COUNTED)
    UNWATCH = VerbRow("unwatch", "no longer watched a folder or feed", NOT_COUNTED)
    ASSIGN = VerbRow("assign", "assigned articles", NOT_COUNTED)
    LOCK = VerbRow("lock", "locked an article", NOT_COUNTED)
    UNLOCK = VerbRow("unlock", "unlocked an article", NOT_COUNTED)
    FINISH = VerbRow("finish", "finished a review", "done")
    APPROVE = VerbRow("approve", "approved a review", "approved")
    SEND_BACK = VerbRow("send_back", "sent a review back", NOT_COUNTED)
    REOPEN = VerbRow("reopen", "reopened a review", NOT_COUNTED)

    def __new__(cls, row: Any) -> "Verb":
        member = str.__new__(cls, row.value)
        member._value_ = row.value
        member.row = row
        return member

    @property
    def label(self) -> str:
        return self.row.words


def verb_choices() -> list[tuple[str, str]]:
    """Choices of a column; a migration names the function, so that a verb changes no column."""
    return Verb.choices


def counted(*, of_many: bool) -> list[Verb]:
    """The verbs that count in a column, once an act or once a mention."""
    return [verb for verb in Verb if verb.row.column and verb.row.of_many == of_many]


def _check(rows: Iterable[VerbRow]) -> None:
    """Raise `ValueError` at import for a column that is not shown."""
    for row in rows:
        if row.column not in (NOT_COUNTED, *COLUMNS):
            raise ValueError(f"The verb {row.value} counts as {row.column}, which is no column.")


_check(verb.row for verb in Verb)
