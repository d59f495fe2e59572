"""One mention at a time: look at it, confirm, reject, change, add."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.requests import Request
from articles.text import Span
from entities.actions import mention_actions
from entities.actions.recorder import CorrectionError
from entities.kinds import ENTITY_KINDS, Kind
from entities.models import Mention
from entities.reader.answers import corrected, mention_view
from entities.reader.forms import (
    AddMentionForm,
    JoinForm,
    KindForm,
    ReassignForm,
    ResizeForm,
    SplitForm,
    ValueForm,
)
from entities.reader.page import Card
from entities.search.entity_picker import Option, lookalikes, options


def _mention(pk: int) -> Mention:
    """The mention with what its card shows."""
    rows = Mention.objects.select_related("article").with_places()
    return get_object_or_404(rows, pk=pk)


def _to_change(pk: int) -> Mention:
    """The mention alone: the act fetches it with all that is needed, and holds it."""
    rows = Mention.objects.select_related("article")
    return get_object_or_404(rows.defer("article__text"), pk=pk)


@require_safe
def card(request: Request, pk: int) -> HttpResponse:
    """What is known of one mention."""
    return render(request, "entities/reader/card/_card.html", {"card": Card(_mention(pk))})


@mention_view("entities.change_mention")
def confirm(request: Request, pk: int) -> HttpResponse:
    mention = mention_actions.confirm(_to_change(pk), user=request.user, seen=_seen(request))
    return _changed(request, mention, f"Confirmed “{mention.name}”.")


@mention_view("entities.change_mention")
def reject(request: Request, pk: int) -> HttpResponse:
    mention = mention_actions.reject(_to_change(pk), user=request.user, seen=_seen(request))
    said = f"Rejected “{mention.name}”. Undo brings it back."
    return corrected(request, mention.article, said, spans=[(mention.start, mention.end)])


@mention_view("entities.change_mention")
def change_kind(request: Request, pk: int) -> HttpResponse:
    """Say that the words are of another kind."""
    form = KindForm(request.POST)
    if not form.is_valid():
        raise CorrectionError(form.sentence)
    mention = mention_actions.change_kind(
        _to_change(pk), Kind(form.cleaned_data["kind"]), user=request.user, seen=_seen(request)
    )
    return _changed(request, mention, f"“{mention.name}” is now: {mention.get_kind_display()}.")


@mention_view("entities.change_mention")
def set_value(request: Request, pk: int) -> HttpResponse:
    """Say what a date, a sum or a quantity means."""
    form = ValueForm(request.POST)
    if not form.is_valid():
        raise CorrectionError(form.sentence)
    mention = mention_actions.set_value(
        _to_change(pk), form.cleaned_data["value"], user=request.user, seen=_seen(request)
    )
    meaning = mention.meaning or "no single value"
    return _changed(request, mention, f"“{mention.name}” now means {meaning}.")


@mention_view("entities.change_mention")
def reassign(request: Request, pk: int) -> HttpResponse:
    """Point the mention at another entity, or at a new one of the given name and kind."""
    mention, seen = _to_change(pk), _seen(request)
    form = ReassignForm(request.POST)
    if not form.is_valid():
        raise CorrectionError(form.sentence)
    if entity := form.cleaned_data["entity"]:
        mention = mention_actions.reassign(mention, entity, user=request.user, seen=seen)
    else:
        name, kind = form.cleaned_data["name"], form.cleaned_data["kind"]
        if not request.POST.get("anyway") and (alike := lookalikes(name, kind)):
            return _looks_like(request, mention, alike)
        mention = mention_actions.reassign_to_new(mention, name, kind, user=request.user, seen=seen)
    return _changed(request, mention, f"“{mention.name}” now means {mention.entity}.")


@mention_view("entities.change_mention")
def resize(request: Request, pk: int) -> HttpResponse:
    """Stretch or shrink the mention."""
    mention = _mention(pk)
    form = ResizeForm(request.POST, mention=mention)
    if not form.is_valid():
        raise CorrectionError(form.sentence)
    before = (mention.start, mention.end)
    start, end = form.cleaned_data["start"], form.cleaned_data["end"]
    mention = mention_actions.resize(mention, start, end, user=request.user, seen=_seen(request))
    return _changed(request, mention, f"The mention is now “{mention.name}”.", before)


@mention_view("entities.change_mention")
def split(request: Request, pk: int) -> HttpResponse:
    form = SplitForm(request.POST)
    if not form.is_valid():
        raise CorrectionError(form.sentence)
    first, second = mention_actions.split(
        _to_change(pk), form.cleaned_data["at"], user=request.user, seen=_seen(request)
    )
    return _changed(
        request, first, f"Split into “{first.name}” and “{second.name}”.", (first.start, second.end)
    )


@mention_view("entities.change_mention")
def join(request: Request, pk: int) -> HttpResponse:
    """Join the mention with another one of the article."""
    form = JoinForm(request.POST)
    if not form.is_valid():
        raise CorrectionError(form.sentence)
    other = form.cleaned_data["other"]
    joined = mention_actions.join(_to_change(pk), other, user=request.user, seen=_seen(request))
    return _changed(request, joined, f"Joined to “{joined.name}”.")


@mention_view("entities.add_mention")
def add(request: Request, article_pk: int) -> HttpResponse:
    """Mark words that the machine did not see."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=article_pk)
    form = AddMentionForm(request.POST, article=article)
    if not form.is_valid():
        raise CorrectionError(form.sentence)
    start, end, kind = (form.cleaned_data[name] for name in ("start", "end", "kind"))
    mention = mention_actions.add(article, start, end, Kind(kind), user=request.user)
    return _changed(request, mention, f"Added “{mention.name}”.")


def _seen(request: Request) -> str:
    return request.POST.get("seen", "")


def _changed(
    request: Request, mention: Mention, said: str, before: Span | None = None
) -> HttpResponse:
    touched = [(mention.start, mention.end), *([before] if before else [])]
    return corrected(request, mention.article, said, spans=touched, chosen=mention)


@require_safe
def picker(request: Request, pk: int) -> HttpResponse:
    """Entities that carry a name like the typed one, best first."""
    mention = _mention(pk)
    query = request.GET.get("q", mention.name).strip()[:300]
    found = options(query, prefer=mention.kind)
    context = {
        "mention": mention,
        "query": query,
        "options": found,
        "alike": next((option for option in found if option.looks_alike), None),
        "entity_kinds": ENTITY_KINDS,
    }
    template = (
        "entities/reader/card/_options.html" if request.htmx else "entities/reader/card/picker.html"
    )
    return render(request, template, context)


def _looks_like(request: Request, mention: Mention, alike: list[Option]) -> HttpResponse:
    """Ask before a new entity is made that is probably known under this name (422)."""
    context = {
        "mention": mention,
        "name": request.POST["name"],
        "kind": Kind(request.POST["kind"]),
        "options": alike,
    }
    template = (
        "entities/reader/card/_lookalike.html"
        if request.htmx
        else "entities/reader/card/lookalike.html"
    )
    return render(request, template, context, status=422)
