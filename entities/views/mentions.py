"""One mention at a time: look at it, confirm, reject, change, add."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Article
from entities import correction
from entities.errors import CorrectionError
from entities.kinds import ENTITY_KINDS
from entities.models import Mention
from entities.pages.forms import AddMentionForm, ReassignForm
from entities.pages.picking import options
from entities.views.acting import acts, corrected


def _mention(pk: int) -> Mention:
    return get_object_or_404(
        Mention.objects.select_related(
            "article__source", "entity__parent__parent__parent", "claimed_parent"
        ),
        pk=pk,
    )


@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of one mention."""
    return render(request, "entities/_card.html", {"mention": _mention(pk)})


@acts("entities.change_mention")
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    mention = correction.confirm(_mention(pk), user=request.user)
    return corrected(request, mention.article, f"Confirmed “{mention.name}”.", mention=mention)


@acts("entities.change_mention")
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    mention = correction.reject(_mention(pk), user=request.user)
    said = f"Rejected “{mention.name}”. Undo brings it back."
    return corrected(request, mention.article, said, mention=mention, show=False)


@acts("entities.change_mention")
def reassign(request: HttpRequest, pk: int) -> HttpResponse:
    """Point the mention at another entity, or at a new one of the given name and kind."""
    mention = _mention(pk)
    form = ReassignForm(request.POST)
    if not form.is_valid():
        raise CorrectionError(form.sentence)
    if entity := form.cleaned_data["entity"]:
        mention = correction.reassign(mention, entity, user=request.user)
    else:
        name, kind = form.cleaned_data["name"], form.cleaned_data["kind"]
        mention = correction.reassign_to_new(mention, name, kind, user=request.user)
    said = f"“{mention.name}” now means {mention.entity}."
    return corrected(request, mention.article, said, mention=mention)


@acts("entities.add_mention")
def add(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Mark words that the machine did not see."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=article_pk)
    form = AddMentionForm(request.POST, article=article)
    if not form.is_valid():
        raise CorrectionError(form.sentence)
    start, end, kind = (form.cleaned_data[name] for name in ("start", "end", "kind"))
    mention = correction.add(article, start, end, kind, user=request.user)
    said = f"Added “{mention.name}”."
    return corrected(request, article, said, mention=mention)


@require_safe
def picker(request: HttpRequest, pk: int) -> HttpResponse:
    """Entities that carry a name like the typed one, best first."""
    mention = _mention(pk)
    query = request.GET.get("q", mention.name).strip()[:300]
    context = {
        "mention": mention,
        "query": query,
        "options": options(query, prefer=mention.kind),
        "entity_kinds": ENTITY_KINDS,
    }
    template = "entities/_options.html" if request.htmx else "entities/picker.html"
    return render(request, template, context)
