"""Notes as pages show them: each with its answers, rendered."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.safestring import SafeString

from articles.models import Article
from entities.models import Entity, Note, Relationship
from entities.notes.markdown import rendered_all

# On the first page.
_NEWEST = 5


@dataclass(frozen=True)
class Shown:
    """A note and its text as HTML, with its answers."""

    note: Note
    html: SafeString
    answers: "list[Shown]"

    @property
    def waits(self) -> bool:
        """Whether it is a question on a passage that nobody has answered."""
        return bool(self.note.article_id) and not self.answers and self.note.answers_id is None


def notes_on(subject: Entity | Relationship | Article) -> list[Shown]:
    """The notes on it, the oldest first; comments on an article in the order of its text."""
    notes = Note.objects.for_reading()
    if isinstance(subject, Entity):
        notes = notes.filter(entity=subject)
    elif isinstance(subject, Relationship):
        notes = notes.filter(relationship=subject)
    else:
        notes = notes.filter(article=subject).order_by("revision", "start", "pk")
    return _shown(notes)


def _shown(notes: Iterable[Note]) -> list[Shown]:
    notes = list(notes)
    texts = rendered_all(note.text for note in notes)
    shown = {note.pk: Shown(note, html, []) for note, html in zip(notes, texts, strict=True)}
    answers: defaultdict[int, list[Shown]] = defaultdict(list)
    for note in sorted(notes, key=lambda one: one.pk):
        if note.answers_id:
            answers[note.answers_id].append(shown[note.pk])
    for pk, its in answers.items():
        if pk in shown:
            shown[pk].answers.extend(its)
    return [shown[note.pk] for note in notes if note.answers_id is None]


@dataclass(frozen=True)
class Newest:
    """What was written last, and how many questions wait for an answer."""

    notes: list[Note]
    total: int
    questions: int


def newest() -> Newest:
    questions = Note.objects.questions().values("pk")
    counts = Note.objects.aggregate(
        total=Count("pk"), questions=Count("pk", filter=Q(pk__in=questions))
    )
    notes = Note.objects.for_reading().order_by("-pk")[:_NEWEST] if counts["total"] else ()
    return Newest(list(notes), **counts)
