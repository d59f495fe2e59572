"""Every place where a written name stands: marked or not, whatever was decided about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Greatest, Least, Substr

from articles.models import Article
from articles.search import phrase_query
from entities.extraction.names.match_names import Matcher
from entities.extraction.passage import make_passage
from entities.gazetteer.snapshot import KnownName
from entities.kinds import Status
from entities.models import Alias, Mention, NameRule

# Places without a mark are looked for in so many articles at most, the newest.
MOST_ARTICLES = 1_000
_MOST_SPELLINGS = 30
_CONTEXT = 70


class Group(models.TextChoices):
    """What a rule finds at a place; each value says it in words, for a heading."""

    OPEN = "open", "Proposed, not decided yet"
    UNMARKED = "unmarked", "Not marked yet"
    DECIDED = "decided", "Confirmed otherwise by people"
    REJECTED = "rejected", "Rejected by people"
    SAME = "same", "Just so already"


# What is touched unless a person says otherwise: nothing that people decided.
AT_FIRST = (Group.OPEN, Group.UNMARKED)


@dataclass(frozen=True)
class Occurrence:
    """The words `[start, end)` of an article, with what stands around them and what they are now.

    `key` tells the place from all others: of a mention its primary key, else article and start.
    """

    key: str
    article: int
    title: str
    start: int
    end: int
    words: str
    before: str
    after: str
    meaning: str = ""
    kind: str = ""


class Occurrences:
    """Where the name of a rule stands within the rule's scope.

    `until` is the newest mention that counts, so that what is imported meanwhile changes nothing.
    """

    def __init__(self, rule: NameRule, *, until: int | None = None) -> None:
        self.rule = rule
        self.until = until

    def mentions(self, *groups: str) -> QuerySet[Mention]:
        """The mentions of the name in these groups, by article, the newest article first."""
        found = self._named().annotate(group=self._group()).filter(group__in=groups)
        return found.order_by("-article", "start", "pk")

    def _named(self) -> QuerySet[Mention]:
        """All mentions of the name within the scope."""
        found = Mention.objects.filter(self._in_scope(), normalized=self.rule.normalized)
        found = found.filter(revision=None)
        if self.until is not None:
            found = found.filter(pk__lte=self.until)
        if self.rule.kind:
            found = found.filter(kind=self.rule.kind)
        return found

    def counts(self) -> dict[str, int]:
        """How many mentions each group has; two queries at most."""
        found = self._named().annotate(group=self._group()).filter(group__in=Group.values)
        return dict(found.values_list("group").annotate(models.Count("pk")))

    def articles(self, *groups: str) -> set[int]:
        """The keys of the articles in which mentions of these groups stand."""
        if not groups:
            return set()
        return set(self.mentions(*groups).order_by().values_list("article", flat=True).distinct())

    def meanings(self) -> dict[str, list[tuple[str, str, int]]]:
        """For each group what the mentions mean now: name, kind, how many; the most first."""
        rows = (
            self._named()
            .annotate(group=self._group())
            .filter(group__in=Group.values)
            .values_list("group", "entity__name", "kind")
            .annotate(count=models.Count("pk"))
            .order_by("-count", "entity__name")
        )
        found: dict[str, list[tuple[str, str, int]]] = {}
        for group, name, kind, count in rows:
            found.setdefault(group, []).append((name or "linked to nothing", kind, count))
        return found

    def marked(self, group: str, first: int, count: int) -> list[Occurrence]:
        """A page of the mentions of a group, in context."""
        around = self.mentions(group).annotate(
            before=Substr(
                "article__text",
                Greatest(F("start") - (_CONTEXT - 1), 1),
                Least(F("start"), _CONTEXT),
            ),
            after=Substr("article__text", F("end") + 1, _CONTEXT),
        )
        columns = ("pk", "article", "article__title", "start", "end", "name", "before", "after")
        rows = around.values_list(*columns, "entity__name", "kind")[first : first + count]
        return [
            Occurrence(
                str(pk), article, title, start, end, words, before, after, meaning or "", kind
            )
            for pk, article, title, start, end, words, before, after, meaning, kind in rows
        ]

    def unmarked(self) -> list[Occurrence]:
        """Places that no live mention touches, and that nobody rejected; the newest article first.

        Names are told from other words as the pipeline tells them.
        """
        if self.rule.decision == NameRule.Decision.NEVER:
            return []
        name = KnownName(self.rule.name, "", weak=False)
        matcher = Matcher([name, *(KnownName(one, "") for one in self._spellings)])
        articles = list(self._articles()[:MOST_ARTICLES])
        taken = self._taken(articles)
        return [
            place
            for article in articles
            for place in _free(article, matcher, taken.get(article.pk, ()))
        ]

    def articles_looked_through(self) -> tuple[int, int]:
        """In how many articles unmarked places are looked for, and how many could have some."""
        if self.rule.decision == NameRule.Decision.NEVER:
            return 0, 0
        there = self._articles().order_by()[: 10 * MOST_ARTICLES].count()
        return min(there, MOST_ARTICLES), there

    def _in_scope(self) -> Q:
        if self.rule.article_id:
            return Q(article=self.rule.article_id)
        if self.rule.source_id:
            return Q(article__source=self.rule.source_id)
        return Q()

    def _group(self) -> Case:
        confirmed, rejected = Q(status=Status.CONFIRMED), Q(status=Status.REJECTED)
        if self.rule.decision == NameRule.Decision.NEVER:
            cases = [
                When(rejected, then=Value(Group.SAME)),
                When(confirmed, then=Value(Group.DECIDED)),
            ]
        else:
            cases = [
                When(confirmed & Q(entity=self.rule.entity_id), then=Value(Group.SAME)),
                When(confirmed, then=Value(Group.DECIDED)),
                # What other words cover by now cannot come back.
                When(rejected & Exists(_covering()), then=Value("covered")),
                When(rejected, then=Value(Group.REJECTED)),
            ]
        return Case(*cases, default=Value(Group.OPEN), output_field=models.CharField())

    def _articles(self) -> QuerySet[Article]:
        """Articles whose words may hold the name; the newest first."""
        found = Article.objects.not_withdrawn().order_by("-pk")
        if self.rule.article_id:
            return found.filter(pk=self.rule.article_id)
        if self.rule.source_id:
            found = found.filter(source=self.rule.source_id)
        phrases = [phrase_query(words) for words in {self.rule.name, *self._spellings}]
        return found.filter(digest__words=reduce(or_, phrases))

    @cached_property
    def _spellings(self) -> list[str]:
        """The ways in which the name is written, as far as mentions and names tell."""
        written = [
            model.objects.filter(normalized=self.rule.normalized)
            .order_by("name")
            .values_list("name", flat=True)
            .distinct()[:_MOST_SPELLINGS]
            for model in (Mention, Alias)
        ]
        return sorted({name for names in written for name in names})

    def _taken(self, articles: Iterable[Article]) -> dict[int, list[tuple[int, int]]]:
        """Words that are live mentions, or that people rejected as what the rule says."""
        rejected = Q(status=Status.REJECTED, normalized=self.rule.normalized)
        rows = Mention.objects.filter(
            ~Q(status=Status.REJECTED) | rejected,
            article__in=[article.pk for article in articles],
            revision=None,
        ).values_list("article", "start", "end")
        taken: dict[int, list[tuple[int, int]]] = {}
        for article, start, end in rows:
            taken.setdefault(article, []).append((start, end))
        return taken


def _covering() -> QuerySet[Mention]:
    """Live mentions on the words of the outer query's mention."""
    return Mention.objects.live().filter(
        ~Q(pk=OuterRef("pk")),
        article=OuterRef("article"),
        start__lt=OuterRef("end"),
        end__gt=OuterRef("start"),
    )


def _free(
    article: Article, matcher: Matcher, taken: Iterable[tuple[int, int]]
) -> Iterator[Occurrence]:
    body, furniture = article.reading_scope()
    passage = make_passage(
        article.text,
        published=None,
        precision="",
        body=body,
        furniture=furniture,
        dateline="",
    )
    text = article.text
    for match in matcher.find(passage):
        start, end = match.start + passage.offset, match.end + passage.offset
        if any(start < right and left < end for left, right in taken):
            continue
        yield Occurrence(
            f"{article.pk}.{start}",
            article.pk,
            article.title,
            start,
            end,
            text[start:end],
            text[max(0, start - _CONTEXT) : start],
            text[end : end + _CONTEXT],
        )
