"""The notes on an entity or a relationship and the comments on an article, on their pages."""

from typing import Any

from django import template
from django.template import RequestContext
from django.urls import reverse

from articles.models import Article
from entities.models import Entity, Relationship
from entities.notes.queries import notes_on

register = template.Library()


@register.inclusion_tag("entities/notes/_notes.html", takes_context=True)
def notes_about(
    context: RequestContext, subject: Entity | Relationship | Article
) -> dict[str, Any]:
    """The notes, with the form to write another one where the user may."""
    is_article = isinstance(subject, Article)
    names = {Entity: "entity_note", Relationship: "relationship_note", Article: "article_comment"}
    user = context["request"].user
    return {
        "notes": notes_on(subject),
        "heading": "Comments" if is_article else "Notes",
        "asks_passage": is_article,
        "may_write": is_article or user.has_perm("entities.change_entity"),
        "address": reverse(f"entities:{names[type(subject)]}", args=[subject.pk]),
        "user": user,
        "csrf_token": context.get("csrf_token"),
    }
