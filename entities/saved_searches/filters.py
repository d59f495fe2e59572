"""Which saved searches, searches that were made, and names of a list are shown."""

from collections import Counter
from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django_filters import ChoiceFilter

from entities.lists import CheckFilter, ListFilters, PersonFilter, TextFilter
from entities.models import NameList, SavedSearch, SearchRun
from entities.names import fold
from entities.saved_searches.name_lists import OUTCOMES
from entities.search.search_log import failed, slow

_PAUSED = "paused"
_SHOWN = (("slow", "slow"), ("failed", "failed"))


class SavedSearchFilters(ListFilters):
    """The user's saved searches by name."""

    title = "Saved searches"

    q = TextFilter(label="Name or words", method="with_words")
    watch = ChoiceFilter(
        label="Watch",
        choices=[*SavedSearch.Watch.choices, (_PAUSED, "paused")],
        empty_label="any",
        method="watched",
    )

    def __init__(self, data: Mapping[str, str], user: User) -> None:
        super().__init__(data, SavedSearch.objects.of(user))

    def with_words(
        self, searches: QuerySet[SavedSearch], name: str, words: str
    ) -> QuerySet[SavedSearch]:
        return searches.filter(Q(name__icontains=words) | Q(query__icontains=words))

    def watched(
        self, searches: QuerySet[SavedSearch], name: str, watch: str
    ) -> QuerySet[SavedSearch]:
        """Those that run so; what is paused does not."""
        if watch == _PAUSED:
            return searches.filter(paused=True)
        return searches.filter(watch=watch, paused=False)


class SearchHistoryFilters(ListFilters):
    """What the user searched for, the newest first."""

    title = "Searches"

    q = TextFilter(label="Words of the search", field_name="query", lookup_expr="icontains")
    failed = CheckFilter(label="only those that failed", method="that_failed")

    def __init__(self, data: Mapping[str, str], user: User) -> None:
        super().__init__(data, SearchRun.objects.filter(user=user).order_by("-at", "-pk"))

    def that_failed(
        self, runs: QuerySet[SearchRun], name: str, is_asked: bool
    ) -> QuerySet[SearchRun]:
        return runs.exclude(fault="") if is_asked else runs


class SearchLogFilters(ListFilters):
    """Searches of everybody that were slow or failed; each of the two has an order of its own."""

    title = "Searches"

    show = ChoiceFilter(
        label="Which", choices=_SHOWN, empty_label="slow and failed", method="of_section"
    )
    user = PersonFilter(label="Of", empty_label="everybody")
    q = TextFilter(label="Words of the search", field_name="query", lookup_expr="icontains")

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__(data, SearchRun.objects.all())

    def of_section(self, runs: QuerySet[SearchRun], name: str, section: str) -> QuerySet[SearchRun]:
        """`sections` are made of it."""
        return runs

    @property
    def sections(self) -> dict[str, QuerySet[SearchRun]]:
        """What is shown, by `slow` and `failed`."""
        sections = {"slow": slow(), "failed": failed()}
        chosen = self.values.get("show")
        return {
            name: self.filter_queryset(runs.select_related("user"))
            for name, runs in sections.items()
            if chosen in ("", name)
        }


class NameListFilters(ListFilters):
    """The names of a list that was looked up. Its rows are in one column of one row."""

    title = "Names"
    tabs = ("outcome",)

    q = TextFilter(label="Letters of the name")
    outcome = ChoiceFilter(label="Outcome", choices=[*OUTCOMES.items()])

    def __init__(self, data: Mapping[str, str], names: NameList) -> None:
        super().__init__(data, NameList.objects.filter(pk=names.pk))
        self.names = names

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """How many names have each outcome, as (outcome, in words, count)."""
        counts = Counter(outcome for _, outcome, _ in self.names.shown_rows)
        return [(outcome, label, counts[outcome]) for outcome, label in OUTCOMES.items()]

    @property
    def rows(self) -> list[list]:
        """Rows as `NameList` describes them."""
        wanted, letters = self.values.get("outcome"), fold(self.values.get("q", ""))
        return [
            row
            for row in self.names.shown_rows
            if (not wanted or row[1] == wanted) and (not letters or letters in fold(row[0]))
        ]
