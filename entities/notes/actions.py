"""Acts on notes: written, changed, removed. Each is in the history and can be undone."""

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Article
from entities.actions.recorder import CorrectionError, Recorder, acting
from entities.models import Entity, Note, Relationship
from entities.models.note import LONGEST_NOTE
from entities.models.verbs import Verb

# In code points.
LONGEST_PASSAGE = 2_000


def note_entity(entity: Entity, text: str, *, user: User) -> Note:
    """Write a note on the entity. Raises `CorrectionError` where it was merged away."""
    with acting(Verb.NOTE, user=user) as act:
        # Held, so that nobody merges it meanwhile and leaves the note behind.
        entity = Entity.objects.select_for_update(of=("self",), no_key=True).get(pk=entity.pk)
        if entity.merged_into:
            raise CorrectionError(
                f"{entity} was merged into {entity.merged_into}: write the note there."
            )
        note = act.create(Note(entity=entity, text=_checked(text), user=user))
        act.summary = f"Noted on {entity}: {note}"
    return note


def note_relationship(relationship: Relationship, text: str, *, user: User) -> Note:
    with acting(Verb.NOTE, user=user) as act:
        link = Relationship.objects.select_for_update(of=("self",), no_key=True)
        relationship = link.select_related("head", "child").get(pk=relationship.pk)
        note = act.create(Note(relationship=relationship, text=_checked(text), user=user))
        act.about(relationship)
        act.summary = f"Noted on “{relationship}”: {note}"
    return note


def comment(article: Article, words: str, text: str, *, user: User, start: int = -1) -> Note:
    """Comment on the words of the article: those at `start` (a code point) or where they first are.

    Raises `CorrectionError` where the text does not have them.
    """
    with acting(Verb.COMMENT, user=user) as act:
        # Held, so that its text does not change meanwhile.
        article = Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article.pk)
        begin, end = _passage(article, words, start)
        note = act.create(
            Note(
                article=article,
                start=begin,
                end=end,
                quote=article.text[begin:end],
                text=_checked(text),
                user=user,
            )
        )
        act.summary = f"Commented on “{_short(note.quote)}”: {note}"
    return note


def answer(asked: Note, text: str, *, user: User) -> Note:
    """Answer a note or comment; an answer to an answer stands below the first one."""
    with acting(Verb.COMMENT, user=user) as act:
        asked = _held(asked)
        first = asked.answers or asked
        note = act.create(
            Note(
                answers=first,
                entity=first.entity,
                relationship=first.relationship,
                article=first.article,
                start=first.start,
                end=first.end,
                quote=first.quote,
                revision=first.revision,
                text=_checked(text),
                user=user,
            )
        )
        _place(act, note)
        act.summary = f"Answered “{_short(str(first))}”: {note}"
    return note


def change(note: Note, text: str, *, user: User) -> Note:
    """Write the note anew; only who wrote it may."""
    with acting(Verb.CHANGE_NOTE, user=user) as act:
        note = _own(note, user, "change")
        text = _checked(text)
        if text != note.text:
            act.update(note, text=text, edited_at=timezone.now().replace(microsecond=0))
            _place(act, note)
        act.summary = f"Changed a note: {note}"
    return note


def remove(note: Note, *, user: User) -> None:
    """Take the note away; who wrote it may, and a supervisor. The history brings it back."""
    with acting(Verb.REMOVE_NOTE, user=user) as act:
        note = _held(note) if user.is_staff else _own(note, user, "remove")
        if note.replies.exists():
            raise CorrectionError(
                "Somebody answered this: remove the answers first, or change the words."
            )
        _place(act, note)
        act.summary = f"Removed a note: {note}"
        act.delete(note)


def _own(note: Note, user: User, what: str) -> Note:
    note = _held(note)
    if note.user_id != user.pk:
        raise CorrectionError(
            f"{note.user} wrote this: only they can {what} it. Answer it instead."
        )
    return note


def _held(note: Note) -> Note:
    rows = Note.objects.select_for_update(of=("self",))
    found = rows.for_reading().filter(pk=note.pk).first()
    if found is None:
        raise CorrectionError("This note was removed meanwhile: reload the page.")
    return found


def _place(act: Recorder, note: Note) -> None:
    """Have the act in the history of what the note is about."""
    if note.relationship:
        act.about(note.relationship)
    elif note.entity:
        act.about(note.entity)


def _checked(text: str) -> str:
    """The text as it is kept. Raises `CorrectionError` where there is none, or too much."""
    text = text.replace("\r\n", "\n").replace("\0", "").strip()
    if not text:
        raise CorrectionError("A note has words: write some.")
    if len(text) > LONGEST_NOTE:
        raise CorrectionError(
            f"The note has {len(text):,} characters, and {LONGEST_NOTE:,} are the most: "
            "shorten it, or write several."
        )
    return text


def _passage(article: Article, words: str, start: int) -> tuple[int, int]:
    words = words.replace("\r\n", "\n").strip()
    if not words:
        raise CorrectionError("A comment is on a passage: paste some words of the text.")
    if len(words) > LONGEST_PASSAGE:
        raise CorrectionError(
            f"A passage has at most {LONGEST_PASSAGE:,} characters: choose fewer words."
        )
    begin = start if article.text[max(start, 0) :].startswith(words) and start >= 0 else -1
    begin = begin if begin >= 0 else article.text.find(words)
    if begin < 0:
        raise CorrectionError(
            f"The text does not have the words “{_short(words)}”: copy them from it as they stand."
        )
    return begin, begin + len(words)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
