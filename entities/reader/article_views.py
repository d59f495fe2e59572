"""An open article: its details, undo and redo, the side panel, and who else is there (presence)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article
from articles.requests import Request, came_from
from articles.text import Span
from entities.actions import undo_redo
from entities.actions.answers import action_view, ticked
from entities.actions.recorder import CorrectionError
from entities.copies.queries import with_near_copies
from entities.lists import primary_key
from entities.models import Action, Mention, Presence, RowChange
from entities.models.review import EXPIRES
from entities.models.verbs import Verb
from entities.reader import actions
from entities.reader.answers import corrected, mention_view
from entities.reader.details import DetailsForm
from entities.reader.page import ArticlePage
from entities.review import actions as review_actions
from entities.review.queue import QueuePosition
from entities.sources.actions import grade_source as grade_source_of

# Of more acts than this the sentence counts only the last.
MOST_ACTS = 100
_NOUNS = {"entities.mention": "name", "entities.evidence": "relationship"}
_DETAILS = ("articles.article", "articles.source")


class OtherReviewers:
    """The others at an article. `drawn` is what an earlier page carries: its `mark`."""

    def __init__(self, article: Article, user: User, *, drawn: str = "") -> None:
        self.article = article
        self.user = user
        self._drawn = drawn

    @cached_property
    def mark(self) -> str:
        """How many acts of others there are, and how many they undid: differs when they act.

        Counted and not timed, so that an act whose transaction ends late is not missed.
        """
        counts = Action.objects.in_article(self.article).aggregate(
            done=Count("pk", filter=~Q(user=self.user)),
            undone=Count("pk", filter=Q(undone_at__isnull=False) & ~Q(undone_by=self.user)),
        )
        return f"{counts['done']}.{counts['undone']}"

    @cached_property
    def others(self) -> list[str]:
        found = Presence.objects.others(self.article, self.user)
        return [_name(one.user) for one in found]

    @cached_property
    def news(self) -> str:
        """What others changed since, in a sentence; empty where they changed nothing."""
        if not self._drawn or self._drawn == self.mark:
            return ""
        done_then, undone_then = _counts(self._drawn)
        done, undone = _counts(self.mark)
        sentences = []
        if done > done_then:
            theirs = Action.objects.in_article(self.article).exclude(user=self.user)
            newest = theirs.select_related("user").order_by("-pk")
            sentences = _said(list(newest[: min(done - done_then, MOST_ACTS)]), self.article)
        if undone != undone_then:
            sentences.append("Something was undone or done again.")
        return " ".join(sentences)


def _said(acts: Sequence[Action], article: Article) -> list[str]:
    """A sentence a person."""
    changes = RowChange.objects.filter(action__in=[act.pk for act in acts], article=article)
    by_person: dict[User, list[RowChange]] = defaultdict(list)
    for act in acts:
        by_person[act.user] += []
    people = {act.pk: act for act in acts}
    for change in changes:
        by_person[people[change.action_id].user].append(change)
    return [
        f"{_name(user)} changed {_what(changes, people)}." for user, changes in by_person.items()
    ]


def _what(changes: Iterable[RowChange], acts: Mapping[int, Action]) -> str:
    """What was changed: `3 names and the details`."""
    rows: dict[str, set[int]] = defaultdict(set)
    details = False
    for change in changes:
        if change.model in _NOUNS:
            rows[change.model].add(change.row)
        verb = acts[change.action_id].verb
        details |= change.model in _DETAILS and verb in (Verb.DESCRIBE, Verb.GRADE_SOURCE)
    parts = [
        f"{len(rows[model])} {noun}{'' if len(rows[model]) == 1 else 's'}"
        for model, noun in _NOUNS.items()
        if rows[model]
    ]
    if details:
        parts.append("the details")
    return " and ".join(parts) or "something else here"


def _counts(mark: str) -> tuple[int, int]:
    done, _, undone = mark.partition(".")
    if not (done.isdecimal() and undone.isdecimal()):
        return 0, 0
    return int(done), int(undone)


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()


@transaction.atomic
def note(article: Article, user: User) -> None:
    """The person's page shows the article now; what expired goes."""
    now = timezone.now()
    Presence.objects.bulk_create(
        [Presence(article=article, user=user, seen_at=now)],
        update_conflicts=True,
        unique_fields=["article", "user"],
        update_fields=["seen_at"],
    )
    # Two who tidy up at once must not wait for each other.
    expired = Presence.objects.select_for_update(skip_locked=True).filter(seen_at__lt=now - EXPIRES)
    Presence.objects.filter(pk__in=list(expired.values_list("pk", flat=True)[:100])).delete()


def leave(article: Article, user: User) -> None:
    """The person's page was closed."""
    Presence.objects.filter(article=article, user=user).delete()


@require_safe
def article_page(request: Request, pk: int) -> HttpResponse:
    """The article to read, with what it names; `?mention=` opens the card of one."""
    articles = Article.objects.select_related(
        *("source", "document", "assigned_to", "done_by", "approved_by", "withdrawn_by")
    ).defer("document__raw")
    article = get_object_or_404(with_near_copies(articles), pk=pk)
    position = QueuePosition(request.GET, request.user)
    reader = ArticlePage(
        article,
        request.user,
        chosen=primary_key(request.GET.get("mention")),
        statement=primary_key(request.GET.get("evidence")),
        carried=position.query,
    )
    # As the page is drawn: what others change later is told by comparing with it.
    mark = OtherReviewers(article, request.user).mark
    context = {"article": article, "reader": reader, "position": position, "mark": mark}
    return render(request, "entities/reader/article.html", context)


@action_view("articles.change_article")
def describe(request: Request, article_pk: int) -> HttpResponse:
    """Correct title, date, source, byline, language, body, credibility or handling."""
    article = _article(article_pk)
    form = DetailsForm(request.POST)
    if not form.is_valid():
        raise CorrectionError(form.sentence)
    changed = actions.describe(
        article,
        form.values,
        user=request.user,
        shown=form.cleaned_data["shown"],
        new_source=form.new_source_name,
    )
    said = f"Changed the {' and the '.join(changed)}." if changed else "Nothing was different."
    # The text shows the body, and a title that it begins with.
    anew = any("body" in name for name in changed) or (
        "title" in changed and (article.shows_title or _article(article_pk).shows_title)
    )
    return _answer(request, article_pk, said, anew=anew)


@action_view("articles.change_source")
def grade_source(request: Request, article_pk: int) -> HttpResponse:
    """Grade the article's source, for all its articles."""
    article = _article(article_pk)
    source = grade_source_of(
        article.source,
        request.POST.get("reliability", ""),
        user=request.user,
        shown=request.POST.get("shown", ""),
        article=article,
    )
    said = f"{source} is graded {source.reliability} now, in all its articles."
    return _answer(request, article_pk, said)


def _article(pk: int) -> Article:
    articles = Article.objects.select_related("source", "document")
    return get_object_or_404(articles.defer("document__raw"), pk=pk)


def _answer(request: Request, pk: int, said: str, *, anew: bool = False) -> HttpResponse:
    """Redraw head and details; the whole page where the body is another one."""
    article = _article(pk)
    if not request.htmx or anew:
        messages.success(request, said)
        if request.htmx:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return redirect(f"{article.get_absolute_url()}#details")
    context = {"article": article, "reader": ArticlePage(article, request.user), "said": said}
    return render(request, "entities/reader/details/_details_saved.html", context)


@require_POST
def beat(request: Request, article_pk: int) -> HttpResponse:
    """Note that the page is open (or was closed), and say who else is here and what is new."""
    article = get_object_or_404(Article.objects.only("pk"), pk=article_pk)
    if request.POST.get("left"):
        leave(article, request.user)
        return HttpResponse(status=204)
    note(article, request.user)
    others = OtherReviewers(article, request.user, drawn=request.POST.get("drawn", "")[:40])
    return render(
        request,
        "entities/reader/presence/_others_here.html",
        {"article": article, "others_here": others},
    )


@require_safe
def anew(request: Request, article_pk: int) -> HttpResponse:
    """The text, the head and the relationships as they are now."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=article_pk)
    # The mark first: what comes after it is shown once more rather than never.
    others = OtherReviewers(article, request.user)
    context = {"article": article, "others_here": others, "mark": others.mark}
    context["reader"] = ArticlePage(article, request.user)
    return render(request, "entities/reader/_article_refresh.html", context)


# What an answer to an act draws anew; for anything else the page is loaded again.
_DRAWN = {
    *("entities.mention", "entities.entity", "entities.alias", "entities.namerule"),
    *("entities.evidence", "entities.relationship"),
}


@action_view("entities.change_mention")
def undo(request: Request, article_pk: int) -> HttpResponse:
    """Take back the person's own last act on this article."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=article_pk)
    action = undo_redo.last_of(request.user, article)
    if action is None:
        raise CorrectionError("You have changed nothing in this article that could be undone.")
    return _turned(request, undo_redo.undo(action, user=request.user), "Undone")


@action_view("entities.change_mention")
def redo(request: Request, article_pk: int) -> HttpResponse:
    """Do again what the person took back last."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=article_pk)
    action = undo_redo.last_undone_of(request.user, article)
    if action is None:
        raise CorrectionError("You have undone nothing in this article that could be done again.")
    return _turned(request, undo_redo.redo(action, user=request.user), "Done again")


@action_view("entities.change_mention")
def undo_one(request: Request, pk: int) -> HttpResponse:
    """Take back any act, whoever made it, as long as nothing later depends on it."""
    action = get_object_or_404(Action.objects.select_related("article__source"), pk=pk)
    return _turned(request, undo_redo.undo(action, user=request.user), "Undone")


@action_view("entities.change_mention")
def redo_one(request: Request, pk: int) -> HttpResponse:
    action = get_object_or_404(Action.objects.select_related("article__source"), pk=pk)
    return _turned(request, undo_redo.redo(action, user=request.user), "Done again")


@require_safe
def panel(request: Request, article_pk: int) -> HttpResponse:
    """What stands beside the text, as it is now."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=article_pk)
    context = {"article": article, "reader": ArticlePage(article, request.user)}
    return render(request, "entities/reader/_side_panel.html", context)


def _turned(request: Request, action: Action, said: str) -> HttpResponse:
    said = f"{said}: {action.summary}."
    if hasattr(action, "bulk_action"):
        return _under_way(request, action)
    if action.article is None:
        messages.success(request, said)
        return redirect(came_from(request))
    article = Article.objects.select_related("source").get(pk=action.article.pk)
    changes = list(action.changes.filter(article=article))
    if request.htmx and not all(_is_drawn(change) for change in changes):
        messages.success(request, said)
        return HttpResponse(headers={"HX-Refresh": "true"})
    stated = any(change.model == "entities.evidence" for change in changes)
    spans = [] if stated else _spans_of(changes)
    return corrected(
        request, article, said, spans=spans, chosen=_one_of(changes), statements=stated
    )


def _is_drawn(change: RowChange) -> bool:
    """Whether an answer draws what was changed; that a review began shows nowhere on the page."""
    if change.model == "articles.article":
        return {*(change.before or {}), *(change.after or {})} == {"review_status"}
    return change.model in _DRAWN


def _under_way(request: Request, action: Action) -> HttpResponse:
    """The act is on so many places that it is turned in the background: show how far that is."""
    if request.htmx:
        return HttpResponse(
            headers={"HX-Redirect": reverse("entities:action_detail", args=[action.pk])}
        )
    return redirect("entities:action_detail", action.pk)


def _spans_of(changes: Iterable[RowChange]) -> list[Span]:
    """Where the act's mentions stand now, and where they stood."""
    keys = [one.row for one in changes if one.model == "entities.mention"]
    now = Mention.objects.filter(pk__in=keys).values_list("start", "end")
    states = [state for one in changes for state in (one.before, one.after) if state]
    then = [(one["start"], one["end"]) for one in states if "start" in one and "end" in one]
    return [*now, *then]


def _one_of(changes: Iterable[RowChange]) -> Mention | None:
    """The mention to show: the only one that the act was about, while it lives."""
    keys = {one.row for one in changes if one.model == "entities.mention"}
    live = Mention.objects.live().filter(pk__in=keys).select_related("article")[:2]
    return live[0] if len(keys) == 1 and live else None


@mention_view("entities.change_mention")
def confirm_on_screen(request: Request, article_pk: int) -> HttpResponse:
    """Confirm what the page says was on the screen: undecided mentions of this article."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=article_pk)
    here = Mention.objects.filter(article=article, pk__in=dict(ticked(request, "mention")))
    spans = dict(here.values_list("pk", "start"))
    shown = {key: seen for key, seen in ticked(request, "mention") if key in spans}
    outcome = review_actions.confirm_shown(shown, user=request.user)
    article.refresh_from_db(fields=["review_status"])
    said = f"Confirmed {outcome.done} mention{pluralize(outcome.done)}."
    return corrected(
        request,
        article,
        said,
        spans=[(start, start + 1) for start in spans.values()],
        refusal=" ".join([said, *outcome.refused]) if outcome.refused else "",
    )
