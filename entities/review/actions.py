"""What people say about the review of articles. Each is one act that can be undone.

A review goes from not begun over in review to done. Where a source needs a second pair of eyes,
what one person has done waits until another one approves it or sends it back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import LONGEST_NOTE, Article
from entities.actions.mention_actions import begin_review, lock_for_update
from entities.actions.recorder import (
    ChangedMeanwhile,
    CorrectionError,
    Recorder,
    acting,
    hold,
    locked_sentence,
)
from entities.kinds import Status
from entities.models import Mention, ReviewerLabels
from entities.models.decision import person_name
from entities.models.review import label_of
from entities.models.verbs import Verb

# What fits on a screen; more cannot have been looked at.
MOST_SHOWN = 200
_NAMED = 3


@dataclass(frozen=True)
class Outcome:
    """On how many rows an act was done, and in a sentence each why others were left."""

    done: int
    refused: list[str]


def finish(article: Article, *, user: User) -> Article:
    """Say that one has read the article and decided what there was to decide.

    Mentions that nobody decided on stay undecided. Where the source needs a second pair of eyes,
    the article then waits for somebody else.
    """
    with acting(Verb.FINISH, user=user, article=article) as act:
        article = _held(article)
        _refuse_done(article, user)
        state: dict[str, object] = {"review_status": Article.ReviewStatus.DONE}
        if article.source.needs_approval:
            state = {"review_status": Article.ReviewStatus.APPROVAL, "assigned_to": None}
        state["is_locked"] = False
        act.update(article, **state, done_by=user, done_at=timezone.now(), review_note="")
        _keep_reading(act, article, user)
        left = Mention.objects.filter(article=article).live().undecided().count()
        act.summary = "Finished the review" + (f", {left} left undecided" if left else "")
    return article


def approve(article: Article, *, user: User) -> Article:
    """Say that what another person has reviewed is right."""
    with acting(Verb.APPROVE, user=user, article=article) as act:
        article = _to_approve(article, user)
        act.update(
            article,
            review_status=Article.ReviewStatus.DONE,
            approved_by=user,
            approved_at=timezone.now(),
        )
        _keep_reading(act, article, user)
        act.summary = f"Approved the review of {person_name(article.done_by)}"
    return article


def send_back(article: Article, note: str, *, user: User) -> Article:
    """Give the article back to the person who reviewed it; `note` says what to look at again."""
    note = " ".join(note.split())
    if not note:
        raise CorrectionError("Write what is to be looked at again, then send it back.")
    if len(note) > LONGEST_NOTE:
        raise CorrectionError(f"A note has at most {LONGEST_NOTE} characters: write a shorter one.")
    with acting(Verb.SEND_BACK, user=user, article=article) as act:
        article = _to_approve(article, user)
        reviewer = article.done_by
        act.update(article, assigned_to=reviewer, review_note=note, **_OPEN)
        act.summary = f"Sent the review back to {person_name(reviewer)}: “{note}”"
    return article


def reopen(article: Article, *, user: User) -> Article:
    """Take up the review again. What people decided stands."""
    with acting(Verb.REOPEN, user=user, article=article) as act:
        article = _held(article)
        if article.review_status not in (Article.ReviewStatus.DONE, Article.ReviewStatus.APPROVAL):
            raise CorrectionError(f"The review of “{article}” is open already: go on with it.")
        act.update(article, approved_by=None, approved_at=None, **_OPEN)
        act.summary = "Reopened the review"
    return article


def assign(shown: Mapping[int, int | None], person: User | None, *, user: User) -> Outcome:
    """Give articles to a person to review, or to nobody.

    `shown` are the articles' primary keys, each with whom it was assigned to as the person saw
    it: what somebody else assigned otherwise meanwhile is left.
    """
    if not shown:
        raise CorrectionError("Tick the articles to assign first.")
    if person and not (person.is_active and person.has_perm("entities.change_mention")):
        raise CorrectionError(
            f"{person_name(person)} may not review articles: choose somebody else."
        )
    rows = Article.objects.filter(pk__in=shown).order_by("pk").defer("text")
    only = rows.first() if len(shown) == 1 else None
    with acting(Verb.ASSIGN, user=user, article=only) as act:
        locked = hold(shown, user=user)
        assigned, refused = [], []
        for article in rows.select_related("assigned_to", "done_by"):
            if article.pk in locked:
                refused.append(locked_sentence(article))
            elif why := _not_assignable(article, person, shown[article.pk]):
                refused.append(why)
            elif article.assigned_to != person:
                assigned.append(act.update(article, assigned_to=person, is_locked=False))
        one = len(assigned) == 1
        what = f"“{assigned[0].title[:150]}”" if one else f"{len(assigned)} articles"
        act.summary = f"Assigned {what} to {person_name(person)}"
    return Outcome(len(assigned), refused)


def lock(article: Article, *, user: User) -> Article:
    """Let nobody but oneself change the article while one reviews it.

    What nobody is assigned to is assigned to oneself thereby.
    """
    with acting(Verb.LOCK, user=user, article=article) as act:
        article = _held(article)
        if article.assigned_to_id not in (None, user.pk):
            raise CorrectionError(
                f"“{article}” is assigned to {person_name(article.assigned_to)}: only they can "
                "lock it."
            )
        act.update(article, assigned_to=user, is_locked=True)
        act.summary = "Locked the article for oneself"
    return article


def unlock(article: Article, *, user: User) -> Article:
    """Let others change the article again."""
    with acting(Verb.UNLOCK, user=user, article=article) as act:
        article = _held(article)
        act.update(article, is_locked=False)
        act.summary = "Unlocked the article"
    return article


def confirm_shown(shown: Mapping[int, str], *, user: User) -> Outcome:
    """Confirm the undecided mentions that are on the person's screen, as one act.

    `shown` are their primary keys, each with its `seen`. What was changed meanwhile is left, so
    nothing is confirmed that nobody has looked at.
    """
    if not shown:
        raise CorrectionError("Nothing undecided was chosen: tick some mentions first.")
    if len(shown) > MOST_SHOWN:
        raise CorrectionError(
            f"At most {MOST_SHOWN} mentions are confirmed at once: choose fewer of them."
        )
    found = list(
        Mention.objects.filter(pk__in=shown).select_related("article__assigned_to").order_by("pk")
    )
    articles = {mention.article_id: mention.article for mention in found}
    only = found[0].article if len(articles) == 1 else None
    with acting(Verb.CONFIRM_SHOWN, user=user, article=only) as act:
        locked = hold(articles, user=user)
        refused = ["Something is no mention any more."] * (len(shown) - len(found))
        refused += [locked_sentence(articles[key]) for key in locked]
        confirmed = []
        for mention in found:
            if mention.article_id in locked:
                continue
            try:
                confirmed.append(_confirm(act, mention, user=user, seen=shown[mention.pk]))
            except CorrectionError as refusal:
                refused.append(str(refusal))
        for article in {mention.article_id: mention.article for mention in confirmed}.values():
            begin_review(act, article)
        act.summary = _summary(confirmed)
    return Outcome(len(confirmed), refused)


_OPEN = {"review_status": Article.ReviewStatus.IN_REVIEW, "done_by": None, "done_at": None}


def _confirm(act: Recorder, mention: Mention, *, user: User, seen: str) -> Mention:
    now = lock_for_update(mention, user=user, seen=seen)
    if now.status != Status.PROPOSED or now.revision_id:
        raise ChangedMeanwhile(f"“{now.name}” is {now.get_status_display()} already.", now)
    return act.update(now, status=Status.CONFIRMED)


def _summary(confirmed: list[Mention]) -> str:
    names = ", ".join(f"“{mention.name[:60]}”" for mention in confirmed[:_NAMED])
    more = f" and {len(confirmed) - _NAMED} more" if len(confirmed) > _NAMED else ""
    return f"Confirmed on screen: {names}{more}"


def _held(article: Article) -> Article:
    rows = Article.objects.select_for_update(of=("self",)).select_related(
        "source", "done_by", "assigned_to"
    )
    return rows.get(pk=article.pk)


def _refuse_done(article: Article, user: User) -> None:
    """Raise where the review is finished already."""
    if article.review_status == Article.ReviewStatus.DONE:
        by = f" by {person_name(article.done_by)}" if article.done_by else ""
        raise CorrectionError(f"“{article}” is reviewed already{by}: reopen it to go on with it.")
    if article.review_status == Article.ReviewStatus.APPROVAL:
        if article.done_by_id == user.pk:
            raise CorrectionError(
                f"You reviewed “{article}” already: now somebody else approves it."
            )
        raise CorrectionError(
            f"{person_name(article.done_by)} reviewed “{article}” already: approve it, or send "
            "it back."
        )


def _to_approve(article: Article, user: User) -> Article:
    """The article, lock_for_update, if this person can approve it."""
    article = _held(article)
    if article.review_status != Article.ReviewStatus.APPROVAL:
        raise CorrectionError(
            f"“{article}” waits for nobody's approval: its review is "
            f"{article.get_review_status_display()}."
        )
    if article.done_by_id == user.pk:
        raise CorrectionError(f"You reviewed “{article}” yourself: somebody else approves it.")
    return article


def _not_assignable(article: Article, person: User | None, shown: int | None) -> str:
    """Why the article cannot be given to the person; empty where it can."""
    wanted = person and person.pk
    if article.assigned_to_id not in (shown, wanted):
        by_now = person_name(article.assigned_to)
        return f"“{article}” is assigned to {by_now} by now: look at it, then decide again."
    if person and article.review_status == Article.ReviewStatus.DONE:
        return f"“{article}” is reviewed already: reopen it first."
    if person and article.done_by_id == wanted:
        return f"{person_name(person)} reviewed “{article}”: assign the approval to somebody else."
    return ""


def _keep_reading(act: Recorder, article: Article, user: User) -> None:
    """Keep what the person now says of every span, in the place of what they said before."""
    labels = _labels(Mention.objects.filter(article=article, revision=None))
    values = {"finished_at": timezone.now(), "text_hash": article.text_hash, "labels": labels}
    before = ReviewerLabels.objects.select_for_update().filter(article=article, user=user).first()
    if before:
        act.update(before, **values)
    else:
        act.create(ReviewerLabels(article=article, user=user, **values))


def _labels(mentions: Iterable[Mention]) -> dict[str, str]:
    # A rejected mention may share its words with a live one, which is what counts.
    in_order = sorted(mentions, key=lambda mention: mention.status != Status.REJECTED)
    return {f"{mention.start}-{mention.end}": label_of(mention) for mention in in_order}
