"""The forms of file in which a result can be taken away, for the page that shows it."""

from collections.abc import Collection

from django import template

from entities.exports.formats import FORMATS
from entities.exports.product import Format

register = template.Library()


@register.simple_tag
def export_formats() -> Collection[Format]:
    return FORMATS.values()
