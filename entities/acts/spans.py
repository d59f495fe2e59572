"""Where a mention begins and ends: stretch, shrink, split, join. Each is one undoable act."""

from django.contrib.auth.models import User

from entities.acts.actions import acting
from entities.acts.correction import begin_review, entity_named, held, words_at
from entities.acts.errors import CorrectionError
from entities.kinds import Kind, Status
from entities.models import Mention
from entities.models.verbs import Verb


def resize(mention: Mention, start: int, end: int, *, user: User, seen: str = "") -> Mention:
    """Let the mention be the words `text[start:end]` (code points) instead, confirmed.

    One that an earlier text had is placed in the present one thereby.
    """
    with acting(Verb.RESIZE, user=user, article=mention.article) as act:
        mention = held(mention, user=user, seen=seen)
        before, words = mention.name, words_at(mention.article, start, end)
        act.update(
            mention, start=start, end=end, name=words, status=Status.CONFIRMED, revision=None
        )
        begin_review(act, mention.article)
        act.summary = f"Changed “{before}” to the words “{words}”"
    return mention


def split(mention: Mention, at: int, *, user: User, seen: str = "") -> tuple[Mention, Mention]:
    """Make two mentions of the words before and from the code point `at`, of the same kind.

    Each is linked to the entity that carries its words; blanks and commas between them belong to
    neither. Returns both in the order of the text.
    """
    with acting(Verb.SPLIT, user=user, article=mention.article) as act:
        mention = held(mention, user=user, seen=seen)
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
        first = held(first, user=user, seen=seen)
        second = held(second, user=user, seen="")
        if first.article_id != second.article_id or first.pk == second.pk:
            raise CorrectionError("Only two mentions of one article can be joined: choose two.")
        start, end = min(first.start, second.start), max(first.end, second.end)
        words_at(first.article, start, end)
        act.update(second, status=Status.REJECTED)
        joined = _placed(act, first, start, end, Kind(first.kind))
        begin_review(act, first.article)
        act.summary = f"Joined two mentions to “{joined.name}”"
    return joined


def _placed(act, mention: Mention, start: int, end: int, kind: Kind) -> Mention:
    words = mention.article.text[start:end]
    return act.update(
        mention,
        start=start,
        end=end,
        name=words,
        entity=entity_named(act, words, kind),
        claimed_parent=None,
        status=Status.CONFIRMED,
    )


def _trimmed(mention: Mention, start: int, end: int) -> tuple[int, int] | None:
    """The span without signs and blanks around its words; None where there are no words."""
    text = mention.article.text
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return (start, end) if start < end else None
