"""Articles that people reviewed, as annotated texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from articles.models import Article
from entities.extraction.passage import Passage, make_passage
from entities.kinds import ENTITY_KINDS, LABELS, Kind, Status
from entities.models import Mention
from entities.nlp.documents import Annotated

# An article counts as reviewed when somebody says so, or when people decided on so many of its
# mentions.
LEAST_DECIDED = 0.8
_PARTS = 5
_BATCH = 100

# Places have three labels of the model; where no subtype chooses, a kind's first is taken.
_SUBTYPES = {"prison": "FAC", "facility": "FAC", "region": "LOC"}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An article with its mentions in the order of the text, entities fetched."""

    article: Article
    mentions: tuple[Mention, ...]

    @property
    def is_complete(self) -> bool:
        """Whether people decided on (nearly) everything that it names."""
        if self.article.review_status == Article.ReviewStatus.DONE:
            return True
        live = [one for one in self.mentions if one.status != Status.REJECTED]
        return len(self._having(Status.CONFIRMED)) >= LEAST_DECIDED * len(live)

    @property
    def is_held_out(self) -> bool:
        """Whether it belongs to the fifth that no training sees; decided by its text alone."""
        return int(self.article.text_hash[:8], 16) % _PARTS == 0

    @property
    def confirmed(self) -> list[Mention]:
        return self._having(Status.CONFIRMED)

    @property
    def undecided(self) -> list[Mention]:
        return self._having(Status.PROPOSED)

    @property
    def rejected(self) -> list[Mention]:
        return self._having(Status.REJECTED)

    def for_model(self) -> Annotated:
        """The text as the language model reads it, with the labels that it knows."""
        passage = passage_of(self.article)
        inside = [one for one in self.mentions if self.article.is_news(one.start, one.end)]
        judged = [one for one in inside if Kind(one.kind).row.model]
        return Annotated(
            passage.for_model(),
            tuple(
                (*_place(one, passage.offset), _label(one))
                for one in judged
                if one.status == Status.CONFIRMED
            ),
            tuple(_place(one, passage.offset) for one in judged if one.status == Status.PROPOSED),
        )

    def as_published(self) -> Annotated:
        """The body as it was published, with our own labels."""
        start, end = self.article.body_start, self.article.body_end

        def places(mentions: Iterable[Mention]) -> tuple[tuple[int, int], ...]:
            return tuple(
                _place(one, start) for one in mentions if start <= one.start and one.end <= end
            )

        confirmed = [one for one in self.confirmed if start <= one.start and one.end <= end]
        return Annotated(
            self.article.text[start:end],
            tuple((*_place(one, start), LABELS[Kind(one.kind)]) for one in confirmed),
            unknown=places(self.undecided),
            nothing=places(self.rejected),
            complete=self.is_complete,
        )

    def _having(self, status: Status) -> list[Mention]:
        return [one for one in self.mentions if one.status == status]


def with_confirmed_mentions() -> QuerySet[Article]:
    """Articles in which people confirmed something, the oldest first."""
    confirmed = Mention.objects.filter(status=Status.CONFIRMED)
    return Article.objects.filter(pk__in=confirmed.values("article")).order_by("pk")


def reviewed_articles() -> QuerySet[Article]:
    """Articles that people reviewed as a whole, and that name something of an entity kind."""
    confirmed = Q(status=Status.CONFIRMED)
    reviewed = (
        Mention.objects.values("article")
        .annotate(
            confirmed=Count("pk", filter=confirmed),
            names=Count("pk", filter=confirmed & Q(kind__in=ENTITY_KINDS)),
            live=Count("pk", filter=~Q(status=Status.REJECTED)),
        )
        .filter(
            Q(article__review_status=Article.ReviewStatus.DONE)
            | Q(confirmed__gte=LEAST_DECIDED * F("live")),
            names__gt=0,
        )
        .values("article")
    )
    return Article.objects.filter(pk__in=reviewed).order_by("pk")


def read(articles: QuerySet[Article]) -> Iterator[Reviewed]:
    """The articles with their mentions, some hundred at a time."""
    keys = list(articles.values_list("pk", flat=True))
    for start in range(0, len(keys), _BATCH):
        batch = Article.objects.filter(pk__in=keys[start : start + _BATCH])
        mentions: dict[int, list[Mention]] = {}
        rows = Mention.objects.filter(article__in=batch.values("pk"), revision=None)
        rows = rows.select_related("entity")
        for mention in rows.order_by("start", "pk"):
            mentions.setdefault(mention.article_id, []).append(mention)
        for article in batch.select_related("source").order_by("pk"):
            yield Reviewed(article, tuple(mentions.get(article.pk, ())))


def passage_of(article: Article) -> Passage:
    """The article as the pipeline reads it."""
    return make_passage(
        article.text,
        published=article.published_on,
        precision=article.published_precision,
        body=(article.body_start, article.body_end),
        furniture=article.furniture,
        dateline=article.dateline,
    )


def _place(mention: Mention, offset: int) -> tuple[int, int]:
    return mention.start - offset, mention.end - offset


def _label(mention: Mention) -> str:
    subtype = mention.entity.subtype if mention.entity else ""
    return _SUBTYPES.get(subtype) or Kind(mention.kind).row.model[0]
