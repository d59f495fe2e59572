"""What people say of copies: what an article is a copy of, that it is none, and whether what was
decided in one holds in the others. Each is one act that can be undone.
"""

from collections import defaultdict

from django.contrib.auth.models import User
from django.template.defaultfilters import pluralize

from articles.copy_models import ClusterPlace
from articles.models import Article
from articles.near_copies.clusters import keep_phrases, next_cluster
from entities.actions.bulk import complete
from entities.actions.recorder import CorrectionError, Recorder, acting, explained, hold
from entities.copies.queries import Copies
from entities.kinds import Status
from entities.models import Action, Evidence, Mention, RowChange
from entities.models.verbs import Verb
from entities.weights.origins import sentence_key


def belongs_to(article: Article, origin: Article, *, user: User) -> ClusterPlace:
    """Say that the article is a copy of another one, or of what that is a copy of.

    It stays so, whatever its text is like; what is like its text joins them. Raises
    `CorrectionError` where the two belong together already.
    """
    with acting(Verb.JOIN_ORIGIN, user=user, article=article) as act:
        places = _held(article.pk, origin.pk)
        own, other = places[article.pk], places[origin.pk]
        if own.cluster == other.cluster:
            raise CorrectionError(
                f"“{article}” and “{origin}” have one origin already: there is nothing to do."
            )
        _hand_on(act, own)
        act.update(own, cluster=other.cluster, by_hand=True, is_due=False)
        act.summary = f"“{article.title[:120]}” is a copy of “{origin.title[:120]}”"
    return own


def is_no_copy(article: Article, *, user: User) -> ClusterPlace:
    """Say that the article has an origin of its own. What is most like it joins it from now on."""
    with acting(Verb.PART_COPY, user=user, article=article) as act:
        own = _held(article.pk)[article.pk]
        if not ClusterPlace.objects.filter(cluster=own.cluster).exclude(pk=own.pk).exists():
            raise CorrectionError(f"“{article}” is a copy of nothing: there is nothing to do.")
        _hand_on(act, own)
        act.update(own, cluster=next_cluster(), is_reference=True, by_hand=True, is_due=False)
        keep_phrases([article.pk])
        act.summary = f"“{article.title[:200]}” is no copy"
    return own


def _held(*articles: int) -> dict[int, ClusterPlace]:
    rows = ClusterPlace.objects.select_for_update().filter(pk__in=articles).order_by("pk")
    return {place.pk: place for place in rows}


def _hand_on(act: Recorder, place: ClusterPlace) -> None:
    """Have new articles compared with another one of the cluster that the place leaves."""
    others = ClusterPlace.objects.select_for_update().filter(cluster=place.cluster)
    others = others.exclude(pk=place.pk).order_by("pk")
    is_last = place.is_reference and not others.filter(is_reference=True).exists()
    if is_last and (heir := others.first()):
        act.update(heir, is_reference=True)
        keep_phrases([heir.pk])


def take_over(article: Article, *, user: User) -> Action:
    """Decide in the copies of an article what was decided in it alike of the same words.

    Only what nobody has decided on there, in copies that nobody has finished or locked. Many
    decisions are made in the background. Raises `CorrectionError` where there are none.
    """
    with explained():
        keys = list(_waiting(article))
        free = sorted({*keys} - hold(keys, user=user))
        act = Recorder()
        act.changes = [*_of_mentions(article, free), *_of_evidence(article, free)]
        for position, change in enumerate(act.changes):
            change.position = position
        if not act.changes:
            raise CorrectionError(
                f"In the copies of “{article}” nothing waits that was decided in it: there is "
                "nothing to take over."
            )
        number = len({change.article_id for change in act.changes})
        act.summary = (
            f"Took {len(act.changes)} decision{pluralize(len(act.changes))} over to {number} "
            f"cop{pluralize(number, 'y,ies')} of “{article.title[:150]}”"
        )
        return complete(act, Verb.TAKE_OVER, made=0, user=user, article=article)


def _waiting(article: Article) -> list[int]:
    others = Copies(article).cluster.exclude(pk=article.pk)
    waiting = others.exclude(review_status__in=["done", "approval"])
    return list(waiting.values_list("pk", flat=True))


_DECIDED = ("status", "kind", "entity", "value", "misread_as")


def _of_mentions(article: Article, copies: list[int]) -> list[RowChange]:
    """What to decide of mentions of the same words, where all of them were decided alike."""
    decided: defaultdict[str, set[tuple]] = defaultdict(set)
    here = Mention.objects.filter(article=article, revision=None)
    for words, *state in here.values_list("normalized", *_DECIDED):
        decided[words].add(tuple(state))
    waiting = Mention.objects.undecided().filter(article__in=copies, revision=None)
    found = []
    for key, of, words, *state in waiting.order_by("article", "pk").values_list(
        "pk", "article", "normalized", *_DECIDED
    ):
        if len(decided.get(words, ())) != 1:
            continue
        (taken,) = decided[words]
        before = dict(zip(_DECIDED, state, strict=True))
        after = dict(zip(_DECIDED, taken, strict=True))
        if after["status"] == Status.PROPOSED:
            continue
        if after["status"] == Status.REJECTED:
            before, after = {"status": before["status"]}, {"status": after["status"]}
        found.append(_change(Mention, key, of, before, after))
    return found


def _of_evidence(article: Article, copies: list[int]) -> list[RowChange]:
    """What to decide of the same sentences that state the same relationships."""
    decided: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    here = Evidence.objects.filter(article=article, revision=None)
    for relationship, quote, status in here.values_list("relationship", "quote", "status"):
        decided[relationship, sentence_key(quote)].add(status)
    waiting = Evidence.objects.proposed().filter(article__in=copies, revision=None)
    found = []
    for key, of, relationship, quote in waiting.order_by("article", "pk").values_list(
        "pk", "article", "relationship", "quote"
    ):
        statuses = decided.get((relationship, sentence_key(quote)), set())
        if len(statuses) == 1 and (status := min(statuses)) != Status.PROPOSED:
            before = {"status": Status.PROPOSED.value}
            found.append(_change(Evidence, key, of, before, {"status": status}))
    return found


def _change(
    model: type[Mention] | type[Evidence], row: int, article: int, before: dict, after: dict
) -> RowChange:
    return RowChange(
        model=model._meta.label_lower, row=row, article_id=article, before=before, after=after
    )
