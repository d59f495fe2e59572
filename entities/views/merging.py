"""Folding one entity into another: find it, see what moves, merge."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from entities.acts import merging
from entities.acts.errors import CorrectionError
from entities.models import Entity
from entities.pages.picking import options
from entities.views.acting import acts


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The entity, those it may be the same as, and what would move."""
    if request.method == "POST":
        return _merge(request, pk)
    entity = get_object_or_404(Entity.objects.select_related("parent__parent"), pk=pk)
    query = request.GET.get("q", entity.name).strip()[:300]
    context = {"entity": entity, "query": query}
    if other := _other(request.GET.get("other", "")):
        try:
            merging.check(entity, other)
        except CorrectionError as error:
            context["refusal"] = str(error)
        else:
            both = ((other, entity), (entity, other))
            context["sides"] = [(kept, gone, merging.what_moves(kept)) for kept, gone in both]
            return render(request, "entities/merge.html", context)
    found = options(query, kinds=(entity.kind,))
    context["options"] = [option for option in found if option.entity.pk != entity.pk]
    return render(request, "entities/merge.html", context)


@acts("entities.change_entity")
def _merge(request: HttpRequest, pk: int) -> HttpResponse:
    entity, other = get_object_or_404(Entity, pk=pk), _other(request.POST.get("other", ""))
    if other is None:
        raise CorrectionError("Choose the entity that it is the same as.")
    action = merging.merge(entity, other, user=request.user)
    if hasattr(action, "sweep"):
        return redirect("entities:act", action.pk)
    messages.success(request, f"{action.summary}. The history takes it back.")
    return redirect(other)


def _other(key: str) -> Entity | None:
    if not key.isdecimal() or len(key) > 17:
        return None
    return get_object_or_404(Entity.objects.select_related("parent__parent"), pk=key)
