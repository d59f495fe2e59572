"""Articles that people reviewed, as annotated texts, and as files to train on."""

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Count, F, Q, QuerySet

from articles.models import Article
from entities.extraction.passage import Passage, make_passage
from entities.gazetteer.database import key_of
from entities.kinds import ENTITY_KINDS, LABELS, Kind, Status
from entities.models import Evidence, Mention
from entities.nlp.model import Annotated, write_documents

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
        """What is read of it as it was published, with our own labels."""
        (start, end), _ = self.article.reading_scope()

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
    articles = Article.objects.not_withdrawn().filter(pk__in=confirmed.values("article"))
    return articles.order_by("pk")


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
    return Article.objects.not_withdrawn().filter(pk__in=reviewed).order_by("pk")


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
    body, furniture = article.reading_scope()
    return make_passage(
        article.text,
        published=article.published_on,
        precision=article.published_precision,
        body=body,
        furniture=furniture,
        dateline=article.dateline,
    )


def _place(mention: Mention, offset: int) -> tuple[int, int]:
    return mention.start - offset, mention.end - offset


def _label(mention: Mention) -> str:
    subtype = mention.entity.subtype if mention.entity else ""
    return _SUBTYPES.get(subtype) or Kind(mention.kind).row.model[0]


PARTS = {False: "train", True: "dev"}
FORMATS = ("spacy", "jsonl")
_DATE = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


@dataclass
class Written:
    """How many articles and confirmed mentions went out, and into which files."""

    articles: int
    mentions: int
    files: list[str]


def export(reviewed: Iterable[Reviewed], folder: Path, formats: Iterable[str]) -> Written:
    """Write the articles into the folder: a fifth, told by the text alone, as `dev`.

    Files are made beside their place and moved there at the end. Raises `OSError`.
    """
    everything = list(reviewed)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with ExitStack() as undone:
        for kind in formats:
            for held_out, part in PARTS.items():
                mine = [one for one in everything if one.is_held_out == held_out]
                file = folder / f"{part}.{kind}"
                made = folder / f".{file.name}.part"
                undone.callback(made.unlink, missing_ok=True)
                if kind == "spacy":
                    write_documents((one.as_published() for one in mine), made)
                else:
                    with made.open("w", encoding="utf-8") as lines:
                        lines.writelines(_lines(mine))
                files.append((made, file))
        for made, file in files:
            made.replace(file)
    return Written(
        articles=len(everything),
        mentions=sum(len(one.confirmed) for one in everything),
        files=[str(file) for _, file in files],
    )


def _lines(reviewed: list[Reviewed]) -> Iterator[str]:
    relations = _relations([one.article for one in reviewed])
    for one in reviewed:
        yield json.dumps(_object(one, relations.get(one.article.pk, [])), ensure_ascii=False) + "\n"


def _object(one: Reviewed, relations: list[dict]) -> dict:
    """The format of annotated texts: `evaluate_extraction` reads it too."""
    article = one.article
    published = article.published_on
    return {
        "id": str(article.pk),
        "text": article.text,
        "body_start": article.body_start,
        "body_end": article.body_end,
        "complete": one.is_complete,
        "meta": {
            "title": article.title,
            "source": article.source.name,
            "published": published and published.strftime(_DATE[article.published_precision]),
        },
        "spans": [
            {
                "start": mention.start,
                "end": mention.end,
                "label": LABELS[Kind(mention.kind)],
                "entity": key_of(mention.entity) if mention.entity else mention.value,
                "text": mention.name,
            }
            for mention in one.confirmed
        ],
        "undecided": [[mention.start, mention.end] for mention in one.undecided],
        "relations": relations,
    }


def _relations(articles: list[Article]) -> dict[int, list[dict]]:
    found: dict[int, list[dict]] = {}
    confirmed = Evidence.objects.filter(
        article__in=articles, status=Status.CONFIRMED, revision=None
    )
    for evidence in confirmed.select_related("relationship__head", "relationship__child"):
        link = evidence.relationship
        found.setdefault(evidence.article_id, []).append(
            {"head": key_of(link.head), "child": key_of(link.child), "label": link.kind}
        )
    return found
