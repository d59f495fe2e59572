"""What only the pages of the review write."""

from django import template

from entities.review.filters import Filters
from entities.review.queue import query_of

register = template.Library()


@register.simple_tag
def place_query(filters: Filters, at: int) -> str:
    """The parameters that carry the queue and a place in it to an article."""
    return query_of(filters, at)
