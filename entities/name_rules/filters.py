"""Which rules about names the list shows."""

from django.db.models import QuerySet
from django_filters import ChoiceFilter

from entities.list_filters import CheckFilter, ListFilters, TextFilter
from entities.models import NameRule
from entities.models.decision import NameRuleQuerySet


class RuleFilters(ListFilters):
    title = "Rules"
    tabs = ("ended",)

    q = TextFilter(label="Name or entity", method="about")
    decision = ChoiceFilter(label="Says", choices=NameRule.Decision.choices, empty_label="anything")
    ended = CheckFilter(label="Ended", method="that_ended")

    def about(self, rules: NameRuleQuerySet, name: str, words: str) -> QuerySet[NameRule]:
        return rules.about(words)

    def that_ended(self, rules: QuerySet, name: str, is_asked: bool) -> QuerySet[NameRule]:
        return rules.filter(ended_at__isnull=not is_asked)
