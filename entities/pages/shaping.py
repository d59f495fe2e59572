"""How the words of a mention could be cut or joined, for the card."""

import re
from dataclasses import dataclass

from entities.kinds import Kind
from entities.models import Mention

_CUT = re.compile(r"\W*\s\W*|[/–—-]")
_MOST_CUTS = 20
# Code points between two mentions that may be one.
_FARTHEST = 40


@dataclass(frozen=True)
class Neighbours:
    """Places to cut a mention, each with the words before and after, and the mention behind it."""

    cuts: list[tuple[int, str, str]]
    next: Mention | None
    kinds: type[Kind] = Kind


def neighbours(mention: Mention) -> Neighbours:
    """What the card offers; one query."""
    words = mention.name
    cuts = [
        (mention.start + sign.end(), words[: sign.start()], words[sign.end() :])
        for sign in _CUT.finditer(words)
        if sign.start() and sign.end() < len(words)
    ]
    behind = Mention.objects.live().filter(
        article=mention.article_id,
        start__gte=mention.end,
        start__lte=mention.end + _FARTHEST,
    )
    following = behind.order_by("start").first()
    if following and "\n\n" in mention.article.text[mention.end : following.start]:
        following = None
    return Neighbours(cuts[:_MOST_CUTS], following)
