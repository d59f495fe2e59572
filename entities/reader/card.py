"""The card of one mention: what is known of it, and how its words could be cut or joined."""

import re
from functools import cached_property

from django.db.models import QuerySet

from entities.kinds import Kind
from entities.models import Candidate, Mention
from entities.models.reliability import Measured, Shown
from entities.search.entity_picker import MOST_COUNTED

_CUT = re.compile(r"\W*\s\W*|[/–—-]")
_MOST_CUTS = 20
# Code points between two mentions that may be one.
_FARTHEST = 40


class Card:
    """What the card of a mention shows and offers, each part fetched when it is drawn."""

    kinds = Kind

    def __init__(self, mention: Mention, measured: Measured | None = None) -> None:
        """`measured` is handed over where the page has asked for it already."""
        self.mention = mention
        self._measured = measured or Measured()

    @property
    def confidence(self) -> Shown | None:
        return self._measured.confidence(self.mention)

    @cached_property
    def candidates(self) -> QuerySet[Candidate]:
        """Who may be meant, where the mention has no entity."""
        found = self.mention.candidates.filter(entity__merged_into=None)
        return found.select_related("entity__parent__parent")

    @cached_property
    def here(self) -> int:
        """How often the article mentions the entity."""
        return self._live.filter(article=self.mention.article_id).count()

    @cached_property
    def everywhere(self) -> str:
        """How often all articles mention it: `1,000+` where nobody counted on."""
        count = self._live[:MOST_COUNTED].count()
        return f"{count:,}{'+' * (count == MOST_COUNTED)}"

    @property
    def _live(self) -> QuerySet[Mention]:
        return Mention.objects.live().filter(entity=self.mention.entity_id)

    @property
    def cuts(self) -> list[tuple[int, str, str]]:
        """Where it could be split: the code point in the text, the words before and after."""
        start, words = self.mention.start, self.mention.name
        found = [
            (start + sign.end(), words[: sign.start()], words[sign.end() :])
            for sign in _CUT.finditer(words)
            if sign.start() and sign.end() < len(words)
        ]
        return found[:_MOST_CUTS]

    @cached_property
    def next(self) -> Mention | None:
        """The mention close behind it in the same paragraph, with which it could be one."""
        mention = self.mention
        behind = Mention.objects.live().filter(
            article=mention.article_id,
            start__gte=mention.end,
            start__lte=mention.end + _FARTHEST,
        )
        following = behind.order_by("start").first()
        if following and "\n\n" in mention.article.text[mention.end : following.start]:
            return None
        return following
