"""Writing, answering, changing and removing notes; and the list of all."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_filters import ChoiceFilter

from articles.models import Article
from articles.requests import Request
from entities.actions.answers import action_view
from entities.actions.recorder import CorrectionError
from entities.lists import CheckFilter, ListFilters, PersonFilter, TextFilter, page_of, primary_key
from entities.models import Entity, Note, Relationship
from entities.models.note import LONGEST_NOTE, NoteQuerySet
from entities.notes import actions

_NOTES_A_PAGE = 30
_ABOUT = [("entity", "entities"), ("relationship", "relationships"), ("article", "passages")]


class NoteFilters(ListFilters):
    title = "Notes"

    about = ChoiceFilter(label="On", choices=_ABOUT, method="on", empty_label="everything")
    user = PersonFilter(label="By", empty_label="everybody")
    words = TextFilter(label="Words", field_name="text", lookup_expr="icontains")
    open = CheckFilter(label="only questions without an answer", method="unanswered")

    def on(self, notes: NoteQuerySet, name: str, about: str) -> NoteQuerySet:
        return notes.filter(**{f"{about}__isnull": False})

    def unanswered(self, notes: NoteQuerySet, name: str, is_asked: bool) -> NoteQuerySet:
        return notes.questions() if is_asked else notes


@require_safe
def listing(request: Request) -> HttpResponse:
    """All notes and comments, the newest first."""
    filters = NoteFilters(request.GET, Note.objects.for_reading())
    page = page_of(filters.qs.order_by("-pk"), request.GET.get("page"), _NOTES_A_PAGE)
    return render(request, "entities/notes/notes.html", {"filters": filters, "page": page})


@action_view("entities.change_entity")
def note_entity(request: Request, pk: int) -> HttpResponse:
    entity = get_object_or_404(Entity, pk=pk)
    return _written(request, lambda text: actions.note_entity(entity, text, user=request.user))


@action_view("entities.change_entity")
def note_relationship(request: Request, pk: int) -> HttpResponse:
    link = get_object_or_404(Relationship, pk=pk)
    return _written(request, lambda text: actions.note_relationship(link, text, user=request.user))


# Whoever may read may ask, and answer.
@action_view(())
def comment(request: Request, article_pk: int) -> HttpResponse:
    """Comment on the words `passage`, which stand at the code point `start` where that is given."""
    article = get_object_or_404(Article.objects.defer("text"), pk=article_pk)
    passage, start = request.POST.get("passage", ""), primary_key(request.POST.get("start"))
    place = -1 if start is None else start
    return _written(
        request,
        lambda text: actions.comment(article, passage, text, user=request.user, start=place),
    )


@action_view(())
def answer(request: Request, pk: int) -> HttpResponse:
    asked = get_object_or_404(Note, pk=pk)
    return _written(request, lambda text: actions.answer(asked, text, user=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, pk: int) -> HttpResponse:
    """The form to write a note anew; only who wrote it may."""
    note = get_object_or_404(Note.objects.for_reading(), pk=pk)
    if request.method == "POST":
        return _change(request, note)
    context = {"note": note, "text": note.text, "most": LONGEST_NOTE}
    return render(request, "entities/notes/change.html", context)


@action_view(())
def _change(request: Request, note: Note) -> HttpResponse:
    return _written(request, lambda text: actions.change(note, text, user=request.user))


@action_view(())
def remove(request: Request, pk: int) -> HttpResponse:
    note = get_object_or_404(Note.objects.for_reading(), pk=pk)
    actions.remove(note, user=request.user)
    messages.success(request, "Removed the note. The history brings it back.")
    return redirect(note.get_absolute_url().partition("#")[0] + "#notes")


def _written(request: Request, write: Callable[[str], Note]) -> HttpResponse:
    """Go to what was written; where it is refused, the words stand in the form again (422)."""
    text = request.POST.get("text", "")
    try:
        note = write(text)
    except CorrectionError as refusal:
        context = {
            "refusal": str(refusal),
            "text": text,
            "most": LONGEST_NOTE,
            "passage": request.POST.get("passage", ""),
            "asks_passage": "passage" in request.POST,
            "back": request.headers.get("Referer", "/"),
        }
        return render(request, "entities/notes/refused.html", context, status=422)
    return redirect(note)
