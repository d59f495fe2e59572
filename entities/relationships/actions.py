"""What a person does to relationships: state, correct, confirm, reject. Each is one undoable act.

What a person judged stays: a piece of evidence that was rejected or corrected is kept as rejected,
and the machine proposes its relationship from these words no more.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.template.defaultfilters import pluralize

from articles.models import Article
from entities.actions.consequences import stated_status
from entities.actions.mention_actions import begin_review, create_entity
from entities.actions.recorder import (
    CorrectionError,
    Recorder,
    acting,
    hold,
    refuse_locked,
)
from entities.kinds import Kind, RelationKind, Status
from entities.models import Entity, Evidence, Relationship
from entities.models.relationship import EvidenceQuerySet
from entities.models.verbs import Verb
from entities.periods import Period
from entities.relationships.copies import copies_of
from entities.relationships.locking import (
    hold_articles,
    lock_evidence,
    lock_relationships,
    refuse_merged,
    refuse_to_overwrite,
)

# A passage that states one relationship is hardly longer, in code points.
LONGEST_PASSAGE = 2000
LONGEST_NOTE = 1000
_BY_PERSON = "person"
_VERBS = {
    Status.CONFIRMED: Verb.CONFIRM_EVIDENCE,
    Status.REJECTED: Verb.REJECT_EVIDENCE,
}


@dataclass(frozen=True)
class NewEntity:
    """An end that is no entity yet: it becomes one with the statement."""

    name: str
    kind: Kind


End = Entity | NewEntity


@dataclass(frozen=True)
class Statement:
    """What a passage `text[start:end]` (code points) is said to state.

    `quote` are the words that the person saw there; empty, they are not compared with the text.
    """

    kind: RelationKind
    head: End
    child: End
    start: int
    end: int
    period: Period = field(default_factory=Period)
    hedged: bool = False
    note: str = ""
    quote: str = ""


def state(article: Article, statement: Statement, *, user: User) -> Evidence:
    """Say that a passage of the article states the relationship; it counts as confirmed.

    Where the relationship is known the passage is added to its evidence; a proposal from the same
    words is confirmed. Empty, period and note leave those of a known one as they are. Raises
    `CorrectionError` for ends of the wrong kind, and for a passage that is no news.
    """
    with acting(Verb.STATE_RELATIONSHIP, user=user, article=article, read_again=True) as act:
        quote = _passage(article, statement)
        ends = _ends(act, statement)
        known = _known(statement.kind, *ends).select_for_update().first()
        link = _relationship(act, statement, ends, known, status=Status.CONFIRMED)
        evidence = _evidence(act, article, link, statement, quote, is_new=known is None)
        begin_review(act, article)
        act.about(link)
        act.summary = f"Stated: {link}"
    return evidence


def change(evidence: Evidence, statement: Statement, *, user: User, seen: str = "") -> Evidence:
    """Say what the words of the evidence state instead, or that other words do; confirmed.

    Where kind or ends differ, or wholly other words are chosen, the words are rejected as evidence
    of the former relationship, and what is said now has evidence of its own. Returns the piece of
    evidence that stands now.
    """
    article = evidence.article
    with acting(Verb.CHANGE_RELATIONSHIP, user=user, article=article, read_again=True) as act:
        ends = _ends(act, statement)
        beside = _known(statement.kind, *ends)
        evidence, links = lock_evidence(evidence, user=user, seen=seen, beside=beside)
        former, known = evidence.relationship, _among(links, statement.kind, ends)
        quote = _passage(article, statement)
        link = _relationship(act, statement, ends, known, former, status=Status.CONFIRMED)
        if known == former and _shares_words(evidence, statement):
            act.update(
                evidence,
                start=statement.start,
                end=statement.end,
                quote=quote,
                revision=None,
                hedged=statement.hedged,
                status=Status.CONFIRMED,
            )
        else:
            act.update(evidence, status=Status.REJECTED)
            evidence = _evidence(act, article, link, statement, quote, is_new=known is None)
        if known != former:
            _follow(act, former)
        begin_review(act, article)
        act.about(former, link)
        act.summary = f"Corrected: {former}" + (f" is now {link}" if known != former else "")
    return evidence


def change_all(relationship: Relationship, statement: Statement, *, user: User) -> Relationship:
    """Say of all that was read as this relationship that it is another one; period and note too.

    `start` and `end` of the statement do not count. What states another one is confirmed thereby.
    """
    with acting(Verb.CHANGE_RELATIONSHIP, user=user) as act:
        articles = hold_articles(relationship, user)
        ends = _ends(act, statement)
        beside = _known(statement.kind, *ends).values_list("pk", flat=True)
        links = lock_relationships([relationship.pk, *beside])
        former, known = links[relationship.pk], _among(links.values(), statement.kind, ends)
        now = _relationship(act, statement, ends, known, former)
        if known != former:
            _move_evidence(act, former, now, articles)
        _follow(act, former, now)
        act.about(former, now)
        act.summary = f"Corrected: {former}" + (f" is now {now}" if known != former else "")
    return now


def confirm(evidence: Evidence, *, user: User, seen: str = "") -> Evidence:
    """Say that the quote states the relationship; that confirms the relationship too."""
    return _decide(evidence, Status.CONFIRMED, user=user, seen=seen)


def reject(evidence: Evidence, *, user: User, seen: str = "") -> Evidence:
    """Say that the quote does not state it; without other evidence the relationship goes too."""
    return _decide(evidence, Status.REJECTED, user=user, seen=seen)


def confirm_all(relationship: Relationship, *, user: User) -> Relationship:
    """Say that every quote that waits states the relationship."""
    with acting(Verb.CONFIRM_RELATIONSHIP, user=user) as act:
        return _decide_all(act, relationship, Status.CONFIRMED, Evidence.objects.proposed(), user)


def reject_all(relationship: Relationship, *, user: User) -> Relationship:
    """Say that the relationship does not hold, whatever its quotes say."""
    with acting(Verb.REJECT_RELATIONSHIP, user=user) as act:
        return _decide_all(act, relationship, Status.REJECTED, Evidence.objects.live(), user)


def judge_copies(
    evidence: Evidence, status: Status, *, user: User, newest: int, seen: str = ""
) -> Relationship:
    """Say whether a sentence states the relationship, wherever the same words were quoted.

    `newest` is the greatest key of the copies that the person saw: what came later waits. Raises
    `ChangedMeanwhile` where these are not as they were `seen`.
    """
    with acting(_VERBS[status], user=user) as act:
        copies = copies_of(evidence, newest)
        refuse_locked(hold(copies.articles, user=user))
        links = lock_relationships([evidence.relationship_id])
        evidence.relationship = links[evidence.relationship_id]
        copies = copies_of(evidence, newest)
        if seen and seen != copies.seen:
            refuse_to_overwrite(evidence, user, copies.keys)
        rows = Evidence.objects.select_for_update(of=("self",)).filter(pk__in=copies.keys)
        act.update_all(list(rows.order_by("pk")), status=status)
        _follow(act, evidence.relationship)
        act.about(evidence.relationship)
        number = len(copies.articles)
        act.summary = (
            f"{status.label.capitalize()}: {evidence.relationship} (a sentence of {number} "
            f"article{pluralize(number)})"
        )
    return evidence.relationship


def _passage(article: Article, statement: Statement) -> str:
    """The words `text[start:end]`. Raises `CorrectionError` where they can prove nothing."""
    start, end = statement.start, statement.end
    quote = article.text[start:end]
    if statement.quote and not is_same_words(statement.quote, quote):
        raise CorrectionError(OTHER_WORDS)
    if not 0 <= start < end <= article.length or quote.strip() != quote:
        raise CorrectionError(
            f"Characters {start} to {end} are no words of this text of {article.length} "
            "characters: reload the page and select the passage again."
        )
    if len(quote) > LONGEST_PASSAGE:
        raise CorrectionError(
            f"A passage has at most {LONGEST_PASSAGE} characters: select only what states it."
        )
    if not article.is_news(start, end):
        raise CorrectionError(
            "The passage runs over page furniture, which is no news: select words of the article."
        )
    return quote


OTHER_WORDS = (
    "The text has changed since you opened it, and other words stand at this place now: reload the "
    "page and select the passage again."
)


def is_same_words(one: str, other: str) -> bool:
    """Whether these are the same but for blanks and line ends, which browsers write their way."""
    return "".join(one.split()) == "".join(other.split())


def _decide(evidence: Evidence, status: Status, *, user: User, seen: str) -> Evidence:
    with acting(_VERBS[status], user=user, article=evidence.article) as act:
        evidence, _ = lock_evidence(evidence, user=user, seen=seen)
        act.decide(evidence, user=user, status=status)
        relationship = evidence.relationship
        if status == Status.CONFIRMED:
            act.update(relationship, status=status)
        else:
            _follow(act, relationship)
        act.about(relationship)
        act.summary = f"{status.label.capitalize()}: {relationship}"
        if relationship.status == Status.REJECTED:
            act.summary += ", which nothing states any more"
    return evidence


def _decide_all(
    act: Recorder,
    relationship: Relationship,
    status: Status,
    evidence: EvidenceQuerySet,
    user: User,
) -> Relationship:
    articles = hold_articles(relationship, user)
    relationship = lock_relationships([relationship.pk])[relationship.pk]
    evidence = evidence.filter(relationship=relationship, article__in=articles)
    rows = list(evidence.select_for_update(of=("self",)).order_by("pk"))
    act.update_all(rows, status=status)
    number = len(act.changes)
    _follow(act, relationship)
    act.about(relationship)
    act.summary = (
        f"{status.label.capitalize()}: {relationship} ({number} sentence{pluralize(number)})"
    )
    return relationship


def _relationship(
    act: Recorder,
    statement: Statement,
    ends: tuple[Entity, Entity],
    known: Relationship | None,
    former: Relationship | None = None,
    **said: object,
) -> Relationship:
    """The stated relationship between ends that are held, which is made where it is not `known`.

    `known` is held. Empty, period and note leave those of a known one as they are, unless it is the
    `former` one, of which all is said anew. `said` are values of a known one beside these.
    """
    head, child = ends
    values = _described(statement, keep_empty=former is None or known != former)
    if known:
        known.head, known.child = ends
        return act.update(known, **values, **said)
    # Its description by itself: that is taken back also where others state it by then.
    link = act.create(
        Relationship(
            kind=statement.kind,
            head=head,
            head_kind=head.kind,
            child=child,
            child_kind=child.kind,
            status=Status.CONFIRMED,
        )
    )
    return act.update(link, **values)


def _known(kind: RelationKind, head: Entity, child: Entity) -> QuerySet[Relationship]:
    return Relationship.objects.filter(kind=kind, head=head, child=child)


def _among(
    links: Iterable[Relationship], kind: RelationKind, ends: tuple[Entity, Entity]
) -> Relationship | None:
    """The one of this kind between these ends."""
    asked = (kind, *(end.pk for end in ends))
    return next((one for one in links if (one.kind, one.head_id, one.child_id) == asked), None)


def _ends(act: Recorder, statement: Statement) -> tuple[Entity, Entity]:
    """Head and child as they are now, held so that nobody merges them away meanwhile.

    Of a symmetric relationship the older one is the head. Raises `CorrectionError` where the kind
    cannot join them.
    """
    given = (statement.head, statement.child)
    known = [one.pk for one in given if isinstance(one, Entity)]
    rows = Entity.objects.select_for_update(no_key=True).filter(pk__in=known).order_by("pk")
    now = {one.pk: one for one in rows}
    refuse_merged(*now.values())
    if len(now) < len(set(known)):
        raise CorrectionError("One of the two is no entity any more: choose it again.")
    head, child = (
        now[one.pk] if isinstance(one, Entity) else create_entity(act, one.name, one.kind)
        for one in given
    )
    kind = RelationKind(statement.kind)
    if head.pk == child.pk:
        raise CorrectionError(
            f"{head} cannot be {kind.ends.words} itself: choose two different entities."
        )
    if head.kind not in kind.ends.heads or child.kind not in kind.ends.children:
        raise CorrectionError(
            f"A {Kind(head.kind).label} cannot be “{kind.ends.words}” a {Kind(child.kind).label}: "
            "choose another kind, or swap the two."
        )
    if kind.ends.symmetric and head.pk > child.pk:
        head, child = child, head
    return head, child


def _evidence(
    act: Recorder,
    article: Article,
    relationship: Relationship,
    statement: Statement,
    quote: str,
    *,
    is_new: bool,
) -> Evidence:
    """The passage as confirmed evidence; what was proposed from its words is it.

    So is what was rejected, if all its words are among them. Of a new relationship nothing is.
    """
    start, end = statement.start, statement.end
    there = Evidence.objects.select_for_update(of=("self",)).filter(
        relationship=relationship, article=article, revision=None
    )
    rows = [] if is_new else there.order_by("pk")
    touching = [one for one in rows if _shares_words(one, statement)]
    same = next((one for one in touching if (one.start, one.end) == (start, end)), None) or next(
        (
            one
            for one in touching
            if one.status == Status.PROPOSED
            or (one.status == Status.REJECTED and start <= one.start and one.end <= end)
        ),
        None,
    )
    if same is None:
        return act.create(
            Evidence(
                relationship=relationship,
                article=article,
                start=start,
                end=end,
                quote=quote,
                status=Status.CONFIRMED,
                rule=_BY_PERSON,
                hedged=statement.hedged,
                analysis=article.is_analysis(start, end),
            )
        )
    same.article, same.relationship = article, relationship
    return act.update(
        same,
        start=start,
        end=end,
        quote=quote,
        hedged=statement.hedged,
        analysis=article.is_analysis(start, end),
        status=Status.CONFIRMED,
    )


def _shares_words(evidence: Evidence, statement: Statement) -> bool:
    """Whether the passage has words of the evidence; words of an earlier text may be anywhere."""
    return evidence.revision_id is not None or (
        evidence.start < statement.end and statement.start < evidence.end
    )


def _move_evidence(
    act: Recorder, former: Relationship, now: Relationship, articles: Collection[int]
) -> None:
    """Let everything that is read as the one be evidence of the other, as for one sentence."""
    live = former.evidence.filter(article__in=articles).exclude(status=Status.REJECTED)
    rows = list(live.select_for_update(of=("self",)).order_by("pk"))
    if not rows:
        raise CorrectionError(
            f"Nothing states “{former}” any more: select words in an article that state the other."
        )
    places = {one.place for one in rows}
    there = now.evidence.select_for_update(of=("self",)).filter(article__in=articles)
    same = [one for one in there.order_by("pk") if one.place in places]
    act.update_all(rows, status=Status.REJECTED)
    act.update_all(same, status=Status.CONFIRMED)
    taken = {one.place for one in same}
    for one in rows:
        if one.place not in taken:
            act.create(
                Evidence(
                    relationship=now,
                    article_id=one.article_id,
                    start=one.start,
                    end=one.end,
                    quote=one.quote,
                    grade=one.grade,
                    status=Status.CONFIRMED,
                    rule=_BY_PERSON,
                    hedged=one.hedged,
                    attributed=one.attributed,
                    analysis=one.analysis,
                    revision_id=one.revision_id,
                )
            )


def _described(statement: Statement, *, keep_empty: bool) -> dict[str, object]:
    """Period and note as columns; `keep_empty` leaves out those of which nothing was given."""
    note = " ".join(statement.note.split())
    if len(note) > LONGEST_NOTE:
        raise CorrectionError(f"A note has at most {LONGEST_NOTE} characters: shorten it.")
    values: dict[str, object] = {}
    if statement.period or not keep_empty:
        values |= statement.period.columns()
    if note or not keep_empty:
        values["note"] = note
    return values


def _follow(act: Recorder, *relationships: Relationship) -> None:
    """Let each relationship, which is held, have the status that its evidence gives it."""
    by_key = {one.pk: one for one in relationships}
    for key, status in stated_status(by_key).items():
        act.update(by_key[key], status=status)
