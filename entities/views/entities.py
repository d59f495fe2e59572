"""The list of entities and the page of one."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from entities.kinds import ENTITY_KINDS
from entities.models import Alias, Entity
from entities.names import fold
from entities.pages.picking import mentioned, with_counts
from entities.pages.profile import Profile
from entities.watching.keeping import watch_of

ENTITIES_A_PAGE = 50


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Entities by kind and name, those that articles mention most first."""
    kind = request.GET.get("kind", "")
    query = request.GET.get("name", "").strip()[:300]
    entities = Entity.objects.current()
    if kind in ENTITY_KINDS:
        entities = entities.filter(kind=kind)
    if not request.GET.get("all"):
        entities = mentioned(entities)
    if fold(query):
        entities = entities.with_name_like(query)
    listed = (
        with_counts(entities)
        .order_by("-mention_count", "name", "pk")
        .select_related("parent__parent")
        .prefetch_related(Prefetch("aliases", Alias.objects.live().order_by("weak", "pk")))
    )
    page = Paginator(listed, ENTITIES_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "kind": kind,
        "name": query,
        "shows_all": request.GET.get("all"),
        "kinds": ENTITY_KINDS,
    }
    return render(request, "entities/list.html", context)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One entity: its names, facts, relationships with their proof, and mentions in context."""
    entity = get_object_or_404(
        Entity.objects.select_related("parent__parent__parent", "merged_into"), pk=pk
    )
    if entity.merged_into:
        return redirect(entity.merged_into)
    profile = Profile(entity, page=request.GET.get("page"))
    context = {"entity": entity, "profile": profile, "watch": watch_of(entity, request.user)}
    return render(request, "entities/entity.html", context)
