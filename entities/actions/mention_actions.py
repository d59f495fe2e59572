"""Acts on mentions: confirm, reject, change, add, stretch, split, join. Each is one undoable act.

Whoever makes a date, a sum or a quantity of some words gives it the value that the pipeline's rules
read there.

`seen` is the mention's `seen` as the person saw it (an optimistic lock): where somebody else
changed it meanwhile the act is refused with `ChangedMeanwhile`. Empty, nothing is compared.
"""

from django.contrib.auth.models import User

from articles.models import Article
from articles.postgresql import old_rows
from entities.actions.mention_values import read_value, typed_value, value_of
from entities.actions.recorder import ChangedMeanwhile, CorrectionError, Recorder, acting
from entities.gazetteer.database import merge_targets
from entities.kinds import ENTITY_KINDS, Kind, Status
from entities.models import Action, Alias, Entity, Mention
from entities.models.mention import LONGEST_WORDS
from entities.models.verbs import Verb
from entities.names import fold
from entities.values import CURRENCY_SIGNS


def confirm(mention: Mention, *, user: User, seen: str = "") -> Mention:
    """Say that the mention is right as it stands; twice is the same as once."""
    with acting(Verb.CONFIRM, user=user, article=mention.article) as act:
        mention = lock_for_update(mention, user=user, seen=seen)
        act.decide(mention, user=user, status=Status.CONFIRMED)
        begin_review(act, mention.article)
        act.summary = f"Confirmed “{mention.name}” as {_what(mention)}"
    return mention


def reject(mention: Mention, *, user: User, seen: str = "") -> Mention:
    """Say that the words name nothing of the kind; the row stays, so it is not proposed again."""
    with acting(Verb.REJECT, user=user, article=mention.article) as act:
        mention = lock_for_update(mention, user=user, seen=seen)
        act.decide(mention, user=user, status=Status.REJECTED)
        begin_review(act, mention.article)
        act.summary = f"Rejected “{mention.name}” as {_what(mention)}"
    return mention


def reassign(mention: Mention, entity: Entity, *, user: User, seen: str = "") -> Mention:
    """Say which entity the words name; the kind follows the entity, and it counts as confirmed."""
    with acting(Verb.REASSIGN, user=user, article=mention.article) as act:
        mention = lock_for_update(mention, user=user, seen=seen)
        if entity.merged_into_id:
            raise CorrectionError(f"{entity} was merged into another entity: choose that one.")
        _assign(act, mention, Kind(entity.kind), entity)
        begin_review(act, mention.article)
        act.summary = f"Changed “{mention.name}” to {entity}"
    return mention


def reassign_to_new(
    mention: Mention, name: str, kind: Kind, *, user: User, seen: str = ""
) -> Mention:
    """Make a new entity of this name and kind, and say that the words name it."""
    with acting(Verb.REASSIGN, user=user, article=mention.article) as act:
        mention = lock_for_update(mention, user=user, seen=seen)
        entity = create_entity(act, name, kind)
        _assign(act, mention, kind, entity)
        begin_review(act, mention.article)
        act.summary = f"Changed “{mention.name}” to the new {Kind(kind).label} {entity}"
    return mention


def change_kind(mention: Mention, kind: Kind, *, user: User, seen: str = "") -> Mention:
    """Say that the words name something of another kind: an entity of their name, or a value."""
    with acting(Verb.REASSIGN, user=user, article=mention.article) as act:
        mention = lock_for_update(mention, user=user, seen=seen)
        if kind == mention.kind:
            act.update(mention, status=Status.CONFIRMED)
        else:
            entity = entity_named(act, mention.name, kind)
            _assign(act, mention, kind, entity)
        begin_review(act, mention.article)
        act.summary = f"Changed “{mention.name}” to {_what(mention)} ({Kind(kind).label})"
    return mention


def set_value(mention: Mention, written: str, *, user: User, seen: str = "") -> Mention:
    """Say what the date, sum or quantity means; it counts as confirmed.

    `written` is in ISO 8601, a sum such as `USD 1500`, a quantity such as `12 firearms`, or words
    that the pipeline's rules read.
    Empty, the words have no single value: `in recent years` stays a date all the same.
    """
    with acting(Verb.SET_VALUE, user=user, article=mention.article) as act:
        mention = lock_for_update(mention, user=user, seen=seen)
        if not mention.is_value:
            raise CorrectionError(
                f"“{mention.name}” is a {Kind(mention.kind).label}, which has no value: make it a "
                "date, money or a quantity first."
            )
        value = typed_value(mention.article, mention.kind, written)
        act.update(mention, value=value, status=Status.CONFIRMED)
        begin_review(act, mention.article)
        act.summary = f"Said that “{mention.name}” means {mention.meaning or 'no single value'}"
    return mention


def add(
    article: Article, start: int, end: int, kind: Kind, *, user: User, entity: Entity | None = None
) -> Mention:
    """Mark the words `text[start:end]` (code points) as a mention, confirmed.

    Without an entity the one that carries the name is taken; where none does, a new one is made;
    where several do, the mention stays without and the page offers them.
    """
    words = words_at(article, start, end)
    with acting(Verb.ADD, user=user, article=article) as act:
        entity = entity or entity_named(act, words, kind)
        mention = act.create(
            Mention(
                article=article,
                kind=kind,
                entity=entity,
                start=start,
                end=end,
                name=words,
                value=read_value(article, kind, start, end),
                status=Status.CONFIRMED,
                origin="person",
            )
        )
        begin_review(act, article)
        act.summary = f"Added “{mention.name}” as {_what(mention)}"
    return mention


def words_at(article: Article, start: int, end: int) -> str:
    """The words `text[start:end]` (code points). Raises `CorrectionError` where there are none."""
    words = article.text[start:end]
    if not 0 <= start < end <= article.length or not words.strip():
        raise CorrectionError(
            f"Characters {start} to {end} are no words of this text of {article.length} "
            "characters: reload the page and mark the words again."
        )
    if len(words) > LONGEST_WORDS:
        raise CorrectionError(
            f"A mention has at most {LONGEST_WORDS} characters: mark fewer words."
        )
    return words


def misread_as(
    mention: Mention, kind: str, entity: int | None, winners: dict[int, int] | None = None
) -> str:
    """The kind that the machine took the words for, where they are this kind and entity instead.

    Empty where the machine said the same, left the entity open, or said nothing. What it said
    is the mention as it was before the first decision that still stands. `winners` remembers,
    over many mentions, what their entities were merged into.
    """
    if mention.origin == "person":
        return ""
    said = mention
    if mention.status != Status.PROPOSED:
        proposals = old_rows(Mention).filter(pgh_obj=mention.pk, status=Status.PROPOSED)
        said = proposals.order_by("-pgh_id").first() or mention
    winners = {} if winners is None else winners
    if said.entity_id and said.entity_id not in winners:
        winners |= merge_targets([said.entity_id])
    meant = winners[said.entity_id] if said.entity_id else None
    return "" if said.kind == kind and meant in (None, entity) else said.kind


def entity_named(act: Recorder, words: str, kind: Kind) -> Entity | None:
    """The only entity of the kind with this name, a new one where there is none; else None."""
    if kind not in ENTITY_KINDS:
        return None
    named = Entity.objects.named(words).select_related("parent__parent__parent")
    found = list(named.filter(kind=kind)[:2])
    if not found:
        return create_entity(act, " ".join(words.split()), kind)
    return found[0] if len(found) == 1 else None


def create_entity(act: Recorder, name: str, kind: Kind) -> Entity:
    """Make an entity as part of an act, its name as first alias."""
    if not fold(name):
        raise CorrectionError(f"“{name}” has no letter or digit: give the entity a name.")
    if kind not in ENTITY_KINDS:
        raise CorrectionError(f"A {kind} is a value, not an entity: choose another kind.")
    entity = act.create(Entity(name=name[:300], kind=kind, edited_fields=["name", "kind"]))
    act.create(Alias(entity=entity, name=entity.name, origin=Alias.Origin.PERSON))
    return entity


def _assign(act: Recorder, mention: Mention, kind: Kind, entity: Entity | None) -> None:
    """Say what the words name; that counts as confirmed."""
    act.update(
        mention,
        misread_as=misread_as(mention, kind, entity.pk if entity else None),
        entity=entity,
        kind=kind,
        value=value_of(mention, kind),
        status=Status.CONFIRMED,
        claimed_parent=mention.claimed_parent if kind == Kind.LOCATION else None,
    )


def lock_for_update(mention: Mention, *, user: User, seen: str) -> Mention:
    """The mention as it is now, held until the act is done. Raises `ChangedMeanwhile`."""
    now = (
        Mention.objects.select_for_update(of=("self",))
        .select_related("article")
        .with_places()
        .filter(pk=mention.pk)
        .first()
    )
    if now is None:
        raise CorrectionError(
            f"“{mention.name}” is no mention any more, since the article was read again or an act "
            "was undone: reload the page."
        )
    if seen and seen != now.seen:
        _refuse_to_overwrite(now, user)
    return now


def _refuse_to_overwrite(mention: Mention, user: User) -> None:
    """Raise where it was somebody else who changed the mention; one's own changes are known."""
    last = Action.objects.that_changed(Mention, mention.pk).select_related("user").first()
    if last is None:
        raise ChangedMeanwhile(
            f"“{mention.name}” was read again by the pipeline since you saw it: look at it as it "
            "is now, then decide.",
            mention,
        )
    if last.user_id != user.pk:
        name = last.user.get_full_name() or last.user.get_username()
        raise ChangedMeanwhile(
            f"{name} changed “{mention.name}” before you (“{last.summary}”): keep that, or "
            "decide again.",
            mention,
        )


def begin_review(act: Recorder, article: Article) -> None:
    if article.review_status == Article.ReviewStatus.NOT_BEGUN:
        act.update(article, review_status=Article.ReviewStatus.IN_REVIEW)


def _what(mention: Mention) -> str:
    return str(mention.entity) if mention.entity else Kind(mention.kind).label


def resize(mention: Mention, start: int, end: int, *, user: User, seen: str = "") -> Mention:
    """Let the mention be the words `text[start:end]` (code points) instead, confirmed.

    One that an earlier text had is placed in the present one thereby.
    """
    with acting(Verb.RESIZE, user=user, article=mention.article) as act:
        mention = lock_for_update(mention, user=user, seen=seen)
        before, words = mention.name, words_at(mention.article, start, end)
        act.update(
            mention,
            start=start,
            end=end,
            name=words,
            value=_value_after_resize(mention, start, end),
            status=Status.CONFIRMED,
            revision=None,
        )
        begin_review(act, mention.article)
        act.summary = f"Changed “{before}” to the words “{words}”"
    return mention


def _value_after_resize(mention: Mention, start: int, end: int) -> str:
    """What the rules read in the new words; what they never read, a person has typed: it stays."""
    value = read_value(mention.article, mention.kind, start, end)
    return value or ("" if value_of(mention, mention.kind) else mention.value)


def split(mention: Mention, at: int, *, user: User, seen: str = "") -> tuple[Mention, Mention]:
    """Make two mentions of the words before and from the code point `at`, of the same kind.

    Each is linked to the entity that carries its words; blanks and commas between them belong to
    neither. Returns both in the order of the text.
    """
    with acting(Verb.SPLIT, user=user, article=mention.article) as act:
        mention = lock_for_update(mention, user=user, seen=seen)
        inside = mention.start < at < mention.end
        first = _trimmed(mention, mention.start, at) if inside else None
        second = _trimmed(mention, at, mention.end) if inside else None
        if first is None or second is None:
            raise CorrectionError(
                f"“{mention.name}” cannot be split there: choose a place between two of its words."
            )
        kind, whole = Kind(mention.kind), mention.name
        mention = _placed(act, mention, *first, kind)
        other = act.create(
            Mention(
                article=mention.article,
                kind=kind,
                entity=entity_named(act, mention.article.text[slice(*second)], kind),
                start=second[0],
                end=second[1],
                name=mention.article.text[slice(*second)],
                value=read_value(mention.article, kind, *second),
                status=Status.CONFIRMED,
                origin="person",
            )
        )
        begin_review(act, mention.article)
        act.summary = f"Split “{whole}” into “{mention.name}” and “{other.name}”"
    return mention, other


def join(first: Mention, second: Mention, *, user: User, seen: str = "") -> Mention:
    """Make one mention of two that stand one after the other, with the words between them.

    It keeps the kind of the first. The second is rejected, so that it is not proposed again.
    """
    with acting(Verb.JOIN, user=user, article=first.article) as act:
        first = lock_for_update(first, user=user, seen=seen)
        second = lock_for_update(second, user=user, seen="")
        if first.article_id != second.article_id or first.pk == second.pk:
            raise CorrectionError("Only two mentions of one article can be joined: choose two.")
        start, end = min(first.start, second.start), max(first.end, second.end)
        words_at(first.article, start, end)
        act.update(second, status=Status.REJECTED)
        joined = _placed(act, first, start, end, Kind(first.kind))
        begin_review(act, first.article)
        act.summary = f"Joined two mentions to “{joined.name}”"
    return joined


def _placed(act: Recorder, mention: Mention, start: int, end: int, kind: Kind) -> Mention:
    words = mention.article.text[start:end]
    return act.update(
        mention,
        start=start,
        end=end,
        name=words,
        entity=entity_named(act, words, kind),
        value=read_value(mention.article, kind, start, end),
        claimed_parent=None,
        status=Status.CONFIRMED,
    )


def _trimmed(mention: Mention, start: int, end: int) -> tuple[int, int] | None:
    """The span without signs and blanks around its words; None where there are no words."""
    text = mention.article.text
    while start < end and not (text[start].isalnum() or text[start] in CURRENCY_SIGNS):
        start += 1
    while start < end and not (text[end - 1].isalnum() or text[end - 1] in CURRENCY_SIGNS):
        end -= 1
    return (start, end) if start < end else None
