"""The sentences that state a relationship, as they are shown: each once, with its ends marked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from entities.models import Evidence, Mention, Relationship, RowChange
from entities.models.reliability import Measured, Shown
from entities.relationships.copies import Copies

# Of very many copies so many are named beside the first.
MOST_COPIES = 3


@dataclass(frozen=True)
class Sentence:
    """A quote with both ends marked, and the act that decided on it.

    `others` are the first of its `copies`, the places where the same words stand.
    """

    evidence: Evidence
    quote: SafeString
    shown: Shown | None = None
    undo: int | None = None
    copies: Copies | None = None
    others: Sequence[Evidence] = ()

    @property
    def status(self) -> str:
        return self.copies.status if self.copies else self.evidence.status

    @property
    def seen(self) -> str:
        return self.copies.seen if self.copies and self.others else self.evidence.seen

    @property
    def more(self) -> int:
        """How many places are not named."""
        return len(self.copies.rows) - len(self.others) - 1 if self.copies else 0


def sentences_of(link: Relationship, found: Sequence[Copies]) -> list[Sentence]:
    """These sentences of the relationship."""
    named = {some.first: some.keys[1 : MOST_COPIES + 1] for some in found}
    keys = {*named, *(key for keys in named.values() for key in keys)}
    rows = Evidence.objects.select_related("article__source").defer("article__text").in_bulk(keys)
    for row in rows.values():
        row.relationship = link
    shown = [rows[key] for key in named if key in rows]
    acts = last_acts(Evidence, [key for some in found for key in some.keys])
    measured, marked = Measured(), marked_quotes(shown)
    return [
        Sentence(
            rows[some.first],
            marked[some.first],
            measured.confidence(rows[some.first]),
            max((acts[key] for key in some.keys if key in acts), default=None),
            some,
            [rows[key] for key in named[some.first] if key in rows],
        )
        for some in found
        if some.first in rows
    ]


def marked_quotes(evidence: Collection[Evidence]) -> dict[int, SafeString]:
    """The quote of each with the mentions of both ends marked; needs the relationships."""
    ends = {
        end for one in evidence for end in (one.relationship.head_id, one.relationship.child_id)
    }
    mentions = defaultdict(list)
    for mention in (
        Mention.objects.live()
        .filter(article__in={one.article_id for one in evidence}, entity__in=ends, revision=None)
        .order_by("start")
        .only("article", "entity", "kind", "start", "end")
    ):
        mentions[mention.article_id].append(mention)
    return {one.pk: _marked(one, mentions[one.article_id]) for one in evidence}


def last_acts(model: type[Relationship] | type[Evidence], keys: Iterable[int]) -> dict[int, int]:
    """For each of these rows that people changed the last act that did, where it stands."""
    changes = RowChange.objects.filter(
        model=model._meta.label_lower, row__in=list(keys), is_left=False, action__undone_at=None
    )
    return dict(changes.order_by().values_list("row").annotate(last=Max("action")))


def _marked(evidence: Evidence, mentions: Iterable[Mention]) -> SafeString:
    """`mentions` are those of both ends in the article, in the order of the text."""
    link, at, pieces = evidence.relationship, evidence.start, []
    for mention in mentions:
        is_end = mention.entity_id in (link.head_id, link.child_id)
        inside = at <= mention.start and mention.end <= evidence.end
        if evidence.revision_id is None and is_end and inside:
            before = evidence.quote[at - evidence.start : mention.start - evidence.start]
            words = evidence.quote[mention.start - evidence.start : mention.end - evidence.start]
            pieces.append(
                (before, format_html('<mark data-kind="{}">{}</mark>', mention.kind, words))
            )
            at = mention.end
    return format_html(
        "{}{}", format_html_join("", "{}{}", pieces), evidence.quote[at - evidence.start :]
    )
