"""What the pages on furniture show: the preview of a rule, and rules with their texts."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q

from articles.furniture_models import FurnitureRule, MendedGroup
from articles.importing.furniture import ruled
from articles.importing.lessons import Group, fingerprint
from articles.models import Article
from entities.furniture.actions import refusal
from entities.furniture.passages import Places, group_name, lines, selected

# Of a text with very many lines the first and the last are offered.
MOST_LINES = 400
_PREVIEW = 80  # characters of a line that is offered


class Preview:
    """What a rule on selected lines would touch. Raises `CorrectionError` where none can be made.

    Needs the article's source and document.
    """

    def __init__(self, article: Article, start: int, end: int) -> None:
        self.article = article
        self.group = Group.of(article)
        self.passage = selected(article, start, end)
        self.places = Places(self.group, self.passage.words)

    @property
    def lines(self) -> int:
        return self.passage.words.count("\n") + 1

    @cached_property
    def not_furniture(self) -> str:
        """Why it cannot be said that the lines are furniture; nothing where it can."""
        return refusal(self.group, self.passage, self.places, is_furniture=True)

    @cached_property
    def not_never(self) -> str:
        """Why it cannot be said that the lines are never furniture; nothing where it can."""
        return refusal(self.group, self.passage, self.places, is_furniture=False)


class Choice:
    """The lines of an article to choose the first and the last from."""

    def __init__(self, article: Article, start: int | None, end: int | None) -> None:
        spans = lines(article.text)
        self.is_cut = len(spans) > MOST_LINES
        if self.is_cut:
            spans = spans[: MOST_LINES // 2] + spans[-MOST_LINES // 2 :]
        self.first = [(first, _short(article.text[first:last])) for first, last in spans]
        self.last = [(last, _short(article.text[first:last])) for first, last in spans]
        self.start, self.end = start, end


def _short(line: str) -> str:
    words = " ".join(line.split())
    return words if len(words) <= _PREVIEW else f"{words[:_PREVIEW]}…"


def group_of(article: Article) -> str:
    """Whose texts an article belongs to, in words. Needs its source and document."""
    group = Group.of(article)
    return group_name(article.source if group.source is not None else None, group.place)


@dataclass(frozen=True)
class RuleRow:
    """A rule, in how many texts its lines stand, and how many follow it while they are mended."""

    rule: FurnitureRule
    texts: int
    mended: int | None  # None: nothing is known to be left to do

    @property
    def whose(self) -> str:
        return group_name(self.rule.source, self.rule.place)


def rule_rows(rules: Collection[FurnitureRule]) -> list[RuleRow]:
    """Rules with their texts; needs their source."""
    counts: dict[int, int] = {}
    mended: dict[int, int] = {}
    for group in {Group(rule.source_id, rule.place) for rule in rules}:
        own = [rule for rule in rules if Group(rule.source_id, rule.place) == group]
        counts |= _texts(group, own)
        mended |= {
            rule.pk: Places(group, rule.passage).mended(rule.is_furniture)
            for rule in _to_follow(group, own)
        }
    return [RuleRow(rule, counts[rule.pk], mended.get(rule.pk)) for rule in rules]


def _texts(group: Group, rules: Collection[FurnitureRule]) -> dict[int, int]:
    """In how many texts of the group lines of each rule stand."""
    counted = group.articles().aggregate(
        **{
            f"rule_{rule.pk}": Count(
                "pk", filter=Q(traces__numbers__overlap=sorted(ruled(rule.passage)))
            )
            for rule in rules
        }
    )
    return {rule.pk: counted[f"rule_{rule.pk}"] for rule in rules}


def _to_follow(group: Group, rules: Collection[FurnitureRule]) -> Iterator[FurnitureRule]:
    """Those of the rules that the texts of the group were not mended with yet."""
    before = MendedGroup.objects.filter(source=group.source, place=group.place).first()
    if before and before.rules == fingerprint(group):
        return
    for rule in rules:
        if rule.ended_at is None and (
            before is None or before.mended_at is None or rule.made_at > before.mended_at
        ):
            yield rule
