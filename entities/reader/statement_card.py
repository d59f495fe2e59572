"""The card by which a passage is said to state a relationship, and what its form says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict

from articles.models import Article
from articles.text import Span
from entities.actions.recorder import CorrectionError
from entities.extraction.relations.relation_rules import is_hedged
from entities.extraction.text import sentences_in
from entities.kinds import ENTITY_KINDS, Kind, RelationKind
from entities.lists import primary_key
from entities.models import Entity, Evidence, Mention, Relationship
from entities.models.entity import LONGEST_NAME
from entities.models.reliability import Measured, Shown
from entities.periods import Period, period_in
from entities.reader.statements import fitting
from entities.relationships.actions import (
    OTHER_WORDS,
    End,
    NewEntity,
    Statement,
    is_same_words,
)
from entities.relationships.contradictions import Contradiction, by_relationship
from entities.relationships.period import as_typed, read_period
from entities.search.entity_picker import Option, options
from entities.weights.weight import Weight, weights

# Written before the name of an end that is to become an entity: `new:gang:The Quarry Clique`.
_NEW = "new:"
_TRUE = {"1", "on", "true", "yes"}


@dataclass(frozen=True)
class EndChoice:
    """An end as the card shows it; `value` is how the form says it."""

    value: str
    name: str
    kind: Kind
    entity: Entity | None = None

    @classmethod
    def of(cls, entity: Entity) -> "EndChoice":
        return cls(str(entity.pk), entity.name, Kind(entity.kind), entity)


def end_choice(written: str) -> EndChoice | None:
    """The end that a form names: a key, or `new:gang:NAME`; None where it names none."""
    if written.startswith(_NEW):
        kind, _, name = written.removeprefix(_NEW).partition(":")
        name = " ".join(name.split())[:LONGEST_NAME]
        if kind in ENTITY_KINDS and name:
            return EndChoice(f"{_NEW}{kind}:{name}", name, Kind(kind))
        return None
    key = primary_key(written)
    entity = Entity.objects.select_related("parent__parent").filter(pk=key or 0).first()
    return EndChoice.of(entity) if entity else None


def end_of(choice: EndChoice) -> End:
    return choice.entity or NewEntity(choice.name, choice.kind)


class StatementCard:
    """The card by which a passage is said to state a relationship, or a statement is corrected.

    It is drawn from the parameters of an address: the passage (`start` and `end`, the sentence
    around a `mention`, the `words`, or that of the `evidence`), and whatever was chosen already.
    """

    def __init__(
        self, article: Article, given: QueryDict, evidence: Evidence | None = None
    ) -> None:
        self.article = article
        self.evidence = evidence
        self._given = given

    @cached_property
    def span(self) -> Span | None:
        """The passage in code points; None where none was chosen."""
        written = self._written
        if written and self._given.get("do") == "words":
            return written
        start, end = (primary_key(self._given.get(name)) for name in ("start", "end"))
        if start is not None and end is not None and start < end <= self.article.length:
            return _trimmed(self.article.text, start, end)
        if written:
            return written
        if self._mention:
            return self._sentence(self._mention.start)
        if self.evidence and self.evidence.revision_id is None:
            return self.evidence.start, self.evidence.end
        return None

    @property
    def passage_in_address(self) -> str:
        """The passage as further parameters of an address."""
        return f"&start={self.span[0]}&end={self.span[1]}" if self.span else ""

    @property
    def quote(self) -> str:
        return self.article.text[slice(*self.span)] if self.span else ""

    @cached_property
    def _written(self) -> Span | None:
        """Where the words that somebody wrote down stand first."""
        words = self._given.get("words", "").strip()
        place = self.article.text.find(words) if words else -1
        return (place, place + len(words)) if place >= 0 else None

    @property
    def seen(self) -> str:
        """The words of the passage as the person saw them."""
        shown = "" if self.span == self._written else self._given.get("quote", "")
        return shown or self.quote

    @property
    def warning(self) -> str:
        """What is said where other words stand in the text by now; empty where these do."""
        return "" if is_same_words(self.seen, self.quote) else OTHER_WORDS

    @cached_property
    def _mention(self) -> Mention | None:
        key = primary_key(self._given.get("mention"))
        if key is None:
            return None
        return Mention.objects.filter(pk=key, article=self.article, revision=None).first()

    def _sentence(self, place: int) -> Span:
        """The sentence around a place of the text."""
        for start, end in self.article.paragraphs():
            if start <= place < end:
                found = list(sentences_in(self.article.text, start, end))
                return next((one for one in found if one[0] <= place < one[1]), (start, end))
        return place, place

    @cached_property
    def marks(self) -> list[Entity]:
        """The entities that the passage mentions, each once, in the order of the text."""
        if not self.span:
            return []
        start, end = self.span
        mentions = (
            Mention.objects.live()
            .filter(
                article=self.article,
                start__gte=start,
                end__lte=end,
                entity__isnull=False,
                entity__merged_into=None,
            )
            .select_related("entity__parent__parent")
            .order_by("start")
        )
        return list({one.entity_id: one.entity for one in mentions if one.entity}.values())

    @cached_property
    def ends(self) -> tuple[EndChoice | None, EndChoice | None]:
        """Head and child: as chosen, as stated, or the first two marks that can be related."""
        chosen = [end_choice(self._given.get(name, "")) for name in ("head", "child")]
        if not any(chosen) and self.evidence:
            link = self.evidence.relationship
            chosen = [EndChoice.of(link.head), EndChoice.of(link.child)]
        head, child = chosen
        if head is None and child is None:
            head, child = self._likely()
        elif head is None or child is None:
            head, child = self._completed(head, child)
        if self._given.get("do") == "swap":
            return child, head
        return head, child

    def _likely(self) -> tuple[EndChoice | None, EndChoice | None]:
        marks = self.marks
        if self._mention and (own := [one for one in marks if one.pk == self._mention.entity_id]):
            marks = [*own, *(one for one in marks if one not in own)]
            pairs = [(marks[0], other) for other in marks[1:]]
        else:
            pairs = [(one, other) for at, one in enumerate(marks) for other in marks[at + 1 :]]
        for one, other in pairs:
            for head, child in ((one, other), (other, one)):
                if fitting(head.kind, child.kind):
                    return EndChoice.of(head), EndChoice.of(child)
        return (EndChoice.of(marks[0]) if marks else None), None

    def _completed(
        self, head: EndChoice | None, child: EndChoice | None
    ) -> tuple[EndChoice | None, EndChoice | None]:
        """The end that is missing, where a mark of the passage can be it."""
        there = head or child
        for mark in self.marks:
            if there is None or str(mark.pk) == there.value:
                continue
            if head and fitting(head.kind, mark.kind):
                return head, EndChoice.of(mark)
            if child and fitting(mark.kind, child.kind):
                return EndChoice.of(mark), child
        return head, child

    @property
    def head(self) -> EndChoice | None:
        return self.ends[0]

    @property
    def child(self) -> EndChoice | None:
        return self.ends[1]

    @cached_property
    def kinds(self) -> list[tuple[int, RelationKind]]:
        """The kinds that these ends can have, each with its digit."""
        head, child = self.ends
        return list(enumerate(fitting(head.kind, child.kind), 1)) if head and child else []

    @property
    def can_swap(self) -> bool:
        head, child = self.ends
        return bool(head and child and fitting(child.kind, head.kind))

    @cached_property
    def kind(self) -> RelationKind | None:
        """The chosen kind; the only one where there is but one."""
        possible = [kind for _, kind in self.kinds]
        stated = self.evidence.relationship.kind if self.evidence else ""
        for written in (self._given.get("kind", ""), stated):
            if written in possible:
                return RelationKind(written)
        return possible[0] if len(possible) == 1 else None

    @cached_property
    def _period(self) -> Period:
        if self.evidence and (period := Period.of(self.evidence.relationship)):
            return period
        return Period() if self.evidence else period_in(self.quote)

    @property
    def valid_from(self) -> str:
        return self._given.get("valid_from", as_typed(self._period.first))

    @property
    def valid_to(self) -> str:
        former = "former" if self._period.is_former else ""
        return self._given.get("valid_to", as_typed(self._period.last) or former)

    @property
    def note(self) -> str:
        return self._given.get("note", self.evidence.relationship.note if self.evidence else "")

    @property
    def hedged(self) -> bool:
        if "whole" in self._given:
            return self._given.get("hedged") in _TRUE
        return self.evidence.hedged if self.evidence else is_hedged(self.quote)

    @cached_property
    def shown(self) -> Shown | None:
        return Measured().confidence(self.evidence) if self.evidence else None

    @cached_property
    def weight(self) -> Weight | None:
        """What stands behind the relationship that is corrected, or stated once more."""
        link = self.evidence.relationship if self.evidence else self.known
        return weights([link.pk]).get(link.pk) if link else None

    @cached_property
    def contradictions(self) -> list[Contradiction]:
        if not self.evidence:
            return []
        key = self.evidence.relationship_id
        return by_relationship([key]).get(key, [])

    @cached_property
    def known(self) -> Relationship | None:
        """The relationship as it is stated elsewhere already."""
        head, child = self.ends
        if self.evidence or not (self.kind and head and child and head.entity and child.entity):
            return None
        ends = (head.entity.pk, child.entity.pk)
        first, second = sorted(ends) if self.kind.ends.symmetric else ends
        return Relationship.objects.filter(kind=self.kind, head=first, child=second).first()

    @property
    def looked_for(self) -> str:
        """Which end a name is looked for: `head` or `child`."""
        which = self._given.get("for", "")
        return which if which in ("head", "child") else ""

    @property
    def query(self) -> str:
        return self._given.get("q", "")[:LONGEST_NAME].strip()

    @cached_property
    def options(self) -> list[Option]:
        return list(options(self.query)) if self.query else []

    @property
    def new_kinds(self) -> tuple[Kind, ...]:
        """What a new end can be."""
        return ENTITY_KINDS

    @property
    def state(self) -> list[tuple[str, str]]:
        """What the form holds, for a request that changes one thing of it."""
        start, end = self.span or ("", "")
        values = {
            "article": str(self.article.pk),
            "start": str(start),
            "end": str(end),
            "quote": self.seen,
            "head": self.head.value if self.head else "",
            "child": self.child.value if self.child else "",
            "kind": self.kind.value if self.kind else "",
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
            "note": self.note,
            "hedged": "1" if self.hedged else "",
            "whole": "1",
            "evidence": str(self.evidence.pk) if self.evidence else "",
        }
        return [(name, value) for name, value in values.items() if value]


def statement_from(given: Mapping[str, str], evidence: Evidence | None = None) -> Statement:
    """What a form says; where it says nothing, what the evidence states already.

    Raises `CorrectionError` with what is missing or cannot be read.
    """
    link = evidence.relationship if evidence else None
    head, child = (
        _end(given.get(name, ""), which, known)
        for name, which, known in (
            ("head", "who or what it is said of", link.head if link else None),
            ("child", "whom or what it is said to be related to", link.child if link else None),
        )
    )
    written = given.get("kind") or (link.kind if link else "")
    if written not in RelationKind.values:
        raise CorrectionError("Choose the kind of the relationship first.")
    start, end = (
        primary_key(given.get(name)) if given.get(name) else known
        for name, known in (
            ("start", evidence.start if evidence else None),
            ("end", evidence.end if evidence else None),
        )
    )
    if start is None or end is None:
        raise CorrectionError("Select the words of the text that state it first.")
    period = _period_from(given, link)
    return Statement(
        RelationKind(written),
        head,
        child,
        start,
        end,
        period,
        _hedged_from(given, evidence),
        given.get("note", link.note if link else ""),
        given.get("quote", ""),
    )


def _end(written: str, what: str, known: Entity | None) -> End:
    if not written and known:
        return known
    choice = end_choice(written)
    if choice is None:
        raise CorrectionError(f"Choose {what}: an entity, or a new one.")
    return end_of(choice)


def _period_from(given: Mapping[str, str], link: Relationship | None) -> Period:
    if link and "valid_from" not in given and "valid_to" not in given:
        return Period.of(link)
    known = Period.of(link) if link else Period()
    former = "former" if known.is_former else ""
    return read_period(
        given.get("valid_from", as_typed(known.first)),
        given.get("valid_to", as_typed(known.last) or former),
    )


def _hedged_from(given: Mapping[str, str], evidence: Evidence | None) -> bool:
    """A box that is not ticked is not sent, so the card says that it was there (`whole`)."""
    if "hedged" in given or "whole" in given or evidence is None:
        return given.get("hedged") in _TRUE
    return evidence.hedged


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    left, right = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
    return (start + left, end - right) if words.strip() else None
