"""What people say of passages for a whole source: furniture in all its texts, or never.

The rule holds for all that is imported from now on; the texts that are there are brought in line
in the background (see `articles.importing.mending`).
"""

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.text import Truncator

from articles.furniture_models import FurnitureRule
from articles.importing.furniture import ruled
from articles.importing.lessons import Group
from articles.models import Article
from entities.actions.recorder import CorrectionError, acting
from entities.furniture.passages import Passage, Places, group_name, selected
from entities.models.decision import person_name
from entities.models.verbs import Verb

_SHOWN = 120  # characters of a passage in a sentence


def say_furniture(
    article: Article, start: int, end: int, *, is_furniture: bool, user: User
) -> FurnitureRule:
    """Rule on the lines that `text[start:end]` touches, in all texts of the article's group.

    The opposite rule on the same lines ends with it. Needs the article's source and document.
    Raises `CorrectionError` where the passage can be no rule, would leave a text without news, or
    is ruled so already.
    """
    with acting(Verb.SAY_FURNITURE, user=user, article=article) as act:
        passage, group = selected(article, start, end), Group.of(article)
        places = Places(group, passage.words)
        if reason := refusal(group, passage, places, is_furniture=is_furniture):
            raise CorrectionError(reason)
        for other in same_lines(group, passage.words):
            act.update(other, ended_at=timezone.now())
        rule = act.create(
            FurnitureRule(
                source_id=group.source,
                place=group.place,
                passage=passage.words,
                is_furniture=is_furniture,
                user=user,
            )
        )
        act.summary = f"{sentence(rule)} ({count_words(places.count)})"
    return rule


def end_furniture(rule: FurnitureRule, user: User) -> FurnitureRule:
    """Let the rule hold no longer: its texts are judged again by what their source teaches."""
    with acting(Verb.END_FURNITURE, user=user) as act:
        rule = FurnitureRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
        if rule.ended_at:
            raise CorrectionError(f"The rule on “{_short(rule.passage)}” was ended already.")
        act.update(rule, ended_at=timezone.now())
        act.summary = f"Ended the rule: {sentence(rule)}"
    return rule


def refusal(group: Group, passage: Passage, places: Places, *, is_furniture: bool) -> str:
    """Why this cannot be said of the passage, in one sentence; nothing where it can."""
    for other in same_lines(group, passage.words):
        if other.is_furniture == is_furniture:
            return (
                f"{person_name(other.user)} has said so of these lines on "
                f"{other.made_at:%-d %B %Y} already: there is nothing to do."
            )
    if is_furniture and places.emptied:
        return (
            f"“{places.emptied}” would be left without any news, so these lines cannot be "
            "furniture in all texts of the source: select fewer lines."
        )
    return ""


def same_lines(group: Group, words: str) -> list[FurnitureRule]:
    """The rules of the group on just these lines; numbers and dates do not tell them apart."""
    rules = group.rules().select_related("user", "source").order_by("pk")
    return [rule for rule in rules if ruled(rule.passage) == ruled(words)]


def sentence(rule: FurnitureRule) -> str:
    """The rule in words: `“Find a Form” is furniture in all texts of Elm County`."""
    says = "is furniture" if rule.is_furniture else "is never furniture"
    whose = group_name(rule.source, rule.place)
    return f"“{_short(rule.passage)}” {says} in all texts of {whose}"


def count_words(texts: int) -> str:
    return f"{texts:,} text{'' if texts == 1 else 's'}"


def _short(passage: str) -> str:
    return Truncator(" ".join(passage.split())).chars(_SHOWN)
