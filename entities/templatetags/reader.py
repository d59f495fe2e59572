"""What only the article page writes."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from entities.models import Mention

register = template.Library()


@register.filter
def earlier_context(mention: Mention) -> SafeString:
    """The words around a mention in the earlier text that had it; needs the revision."""
    if mention.revision is None:
        return format_html("<mark>{}</mark>", mention.name)
    text, start, end = mention.revision.text, mention.start, mention.end
    before, behind = text[max(0, start - 50) : start], text[end : end + 50]
    return format_html("{}<mark>{}</mark>{}", before, mention.name, behind)
