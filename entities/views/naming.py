"""Names of entities: added on the entity's page or from a mention, and ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from entities.acts import naming
from entities.models import Alias, Entity, Mention
from entities.views.acting import acts, corrected


@acts("entities.add_alias")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the entity another name."""
    entity = get_object_or_404(Entity, pk=pk)
    alias = naming.add_name(
        entity, request.POST.get("name", ""), user=request.user, weak=bool(request.POST.get("weak"))
    )
    messages.success(request, f"{entity} is now found as “{alias.name}” too.")
    return redirect(f"{entity.get_absolute_url()}#names")


@acts("entities.change_alias")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    alias = get_object_or_404(Alias.objects.select_related("entity"), pk=pk)
    alias = naming.end_name(alias, user=request.user)
    messages.success(request, f"“{alias.name}” is no name of {alias.entity} any more.")
    return redirect(f"{alias.entity.get_absolute_url()}#names")


@acts("entities.add_alias")
def add_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the words of the mention a name of its entity."""
    mentions = Mention.objects.select_related("article__source", "entity")
    mention = get_object_or_404(mentions, pk=pk)
    alias = naming.name_by_mention(mention, user=request.user, seen=request.POST.get("seen", ""))
    said = f"{mention.entity} is now found as “{alias.name}” too."
    return corrected(
        request, mention.article, said, spans=[(mention.start, mention.end)], chosen=mention
    )
