"""What people write: notes on entities and relationships, comments on passages, and answers."""

import re
from typing import Any, Self
from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Length, Now
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse

from articles.clearance import InArticle, hidden, shown
from articles.models import Article, ArticleRevision
from articles.postgresql import tracked
from entities.models.entity import Entity

# In characters.
LONGEST_NOTE = 20_000
# Of Markdown, left out where a note is told in a line.
_SIGNS = re.compile(r"[*_`#>\[\]]+|^\s*[-+] ", re.MULTILINE)


class ToldNotes(InArticle):
    """Leaves out notes on what the person who asks may not see."""

    def get_queryset(self) -> models.QuerySet[Any]:
        rows = super().get_queryset()
        if not hidden():
            return rows
        return rows.filter(
            Q(entity=None) | Q(entity__handling__in=shown()),
            Q(relationship=None) | Q(relationship__handling__in=shown()),
        )


class NoteQuerySet(models.QuerySet["Note"]):
    def for_reading(self) -> Self:
        """With all that a page shows of it, the oldest first."""
        about = ("entity", "relationship__head", "relationship__child", "article", "revision")
        return self.select_related("user", *about).defer("article__text").order_by("pk")

    def questions(self) -> Self:
        """Comments on passages that nobody has answered yet."""
        answered = Note.objects.filter(answers=OuterRef("pk"))
        return self.filter(~Exists(answered), article__isnull=False, answers=None)


# Named here, since a class made where it is used would have no name in migrations.
NoteManager = ToldNotes.from_queryset(NoteQuerySet)


@tracked("NoteHistory")
class Note(models.Model):
    """A text in Markdown about an entity, a relationship, or a passage `text[start:end]`."""

    entity = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="notes")
    relationship = models.ForeignKey(
        "entities.Relationship", models.PROTECT, null=True, blank=True, related_name="notes"
    )
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="comments"
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(blank=True, default="", db_default="")
    revision = models.ForeignKey(
        ArticleRevision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="the earlier text that the span counts in, where the present one lacks the words",
    )
    answers = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies"
    )
    text = models.TextField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = NoteManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(entity__isnull=False, relationship=None, article=None)
                | Q(entity=None, relationship__isnull=False, article=None)
                | Q(entity=None, relationship=None, article__isnull=False),
                name="note_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(article=None, start=None, end=None, quote="", revision=None)
                | Q(article__isnull=False, start__isnull=False, end=F("start") + Length("quote")),
                name="note_quote_fills_span",
            ),
            models.CheckConstraint(
                condition=Q(article=None) | Q(start__lt=F("end")), name="note_span_not_empty"
            ),
            models.CheckConstraint(
                condition=~Q(text__regex=r"^\s*$")
                & Q(LessThanOrEqual(Length("text"), LONGEST_NOTE)),
                name="note_has_text",
            ),
            models.CheckConstraint(condition=~Q(answers=F("id")), name="note_answers_another"),
        ]

    def __str__(self) -> str:
        return " ".join(_SIGNS.sub("", self.text).split())[:140]

    def get_absolute_url(self) -> str:
        if self.entity_id:
            page = reverse("entities:entity_detail", args=[self.entity_id])
        elif self.relationship_id:
            page = reverse("entities:relationship_detail", args=[self.relationship_id])
        else:
            page = reverse("articles:detail", args=[self.article_id])
        return f"{page}#note-{self.pk}"

    @property
    def passage_address(self) -> str:
        """Where the words stand: the article, with a text fragment (WICG) that shows them."""
        words = self.quote.split()
        ends = (words[:4], words[-4:]) if len(words) > 8 else (words,)
        # A dash parts the fragment, too.
        shown = ",".join(quote(" ".join(some), safe="").replace("-", "%2D") for some in ends)
        return f"{reverse('articles:detail', args=[self.article_id])}#:~:text={shown}"

    @property
    def about(self) -> models.Model:
        subject = self.entity or self.relationship or self.article
        if subject is None:
            raise ValueError("A note is about an entity, a relationship or an article.")
        return subject
