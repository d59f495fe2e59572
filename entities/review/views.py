"""The review queue, single mentions, who has done what, and what people say on a whole review."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.requests import Request, came_from
from entities.actions import mention_actions, undo_redo
from entities.actions.answers import action_view, ticked
from entities.actions.recorder import ChangedMeanwhile, CorrectionError
from entities.lists import primary_key
from entities.models import Action, Mention, Relationship
from entities.models.decision import person_name
from entities.review import actions, progress, queries
from entities.review.agreement import couples
from entities.review.filters import Filters, MentionFilters
from entities.review.progress import last_act_of
from entities.review.queries import Undecideds, in_context
from entities.review.queue import Queue, QueuePosition


@require_safe
def articles(request: Request) -> HttpResponse:
    """The queue of articles, each with the reason why it stands where it stands."""
    filters = Filters(request.user, request.GET)
    queue = Queue(filters)
    context = {
        "filters": filters,
        "progress": progress.progress(),
        "queue": queue,
        "page": queue.page(request.GET.get("page")),
    }
    return render(request, "entities/review/articles.html", context)


@require_safe
def mentions(request: Request) -> HttpResponse:
    """Undecided mentions in their sentences, to decide in place."""
    filters = MentionFilters(request.user, request.GET)
    undecided = Undecideds(filters)
    context = {
        "filters": filters,
        "progress": progress.progress(),
        "undecided": undecided,
        "page": undecided.page(request.GET.get("page")),
        "last_act": progress.last_act_of(request.user),
    }
    return render(request, "entities/review/mentions.html", context)


@require_safe
def people(request: Request) -> HttpResponse:
    """What each person did, and how far two readers agree; supervisors see everybody's."""
    period = request.GET.get("period", "")
    period = period if period in progress.PERIODS else "week"
    own = User.objects.filter(pk=request.user.pk)
    workers = progress.workers(progress.reviewers() if request.user.is_staff else own, period)
    found = couples(None if request.user.is_staff else request.user)
    context = {
        "progress": progress.progress(),
        "period": period,
        "periods": progress.PERIODS,
        "columns": [*progress.COLUMNS],
        "workers": workers,
        "couples": found,
    }
    return render(request, "entities/review/people.html", context)


@require_safe
def changed_texts(request: Request) -> HttpResponse:
    """What people decided on and changed texts have no more, over all articles."""
    context = {
        "progress": progress.progress(),
        "page": queries.page(request.GET.get("page")),
    }
    return render(request, "entities/review/changed_texts.html", context)


@require_safe
def following(request: Request, article_pk: int) -> HttpResponse:
    """Go to the next article of the queue that the person came from; this one stays in it."""
    article = get_object_or_404(Article.objects.only("pk"), pk=article_pk)
    place = QueuePosition(request.GET, request.user)
    address = place.following(article)
    return redirect(address or f"{reverse('entities:review_articles')}?{place.filters.query}")


MAY_REVIEW = "entities.change_mention"


@action_view(MAY_REVIEW)
def finish(request: Request, article_pk: int) -> HttpResponse:
    """Mark the article done and go on to the next one of the queue."""
    article = actions.finish(_article(article_pk), user=request.user)
    waits = article.review_status == Article.ReviewStatus.APPROVAL
    said = "Done, waits for a second pair of eyes" if waits else "Done"
    return _go_on(request, article, said, _left(article))


@action_view(MAY_REVIEW)
def approve(request: Request, article_pk: int) -> HttpResponse:
    article = actions.approve(_article(article_pk), user=request.user)
    return _go_on(request, article, "Approved", _left(article))


@action_view(MAY_REVIEW)
def send_back(request: Request, article_pk: int) -> HttpResponse:
    note = request.POST.get("note", "")
    article = actions.send_back(_article(article_pk), note, user=request.user)
    return _go_on(request, article, f"Sent back to {person_name(article.assigned_to)}")


@action_view(MAY_REVIEW)
def reopen(request: Request, article_pk: int) -> HttpResponse:
    article = actions.reopen(_article(article_pk), user=request.user)
    messages.success(request, "The review is open again.")
    return redirect(article)


@action_view(MAY_REVIEW)
def lock(request: Request, article_pk: int) -> HttpResponse:
    article = actions.lock(_article(article_pk), user=request.user)
    messages.success(request, "Only you can change this article now, until you unlock it.")
    return redirect(article)


@action_view(MAY_REVIEW)
def unlock(request: Request, article_pk: int) -> HttpResponse:
    article = actions.unlock(_article(article_pk), user=request.user)
    messages.success(request, "Others can change this article again.")
    return redirect(article)


@action_view(MAY_REVIEW)
def assign(request: Request) -> HttpResponse:
    """Assign the ticked articles to the chosen person, or to nobody."""
    written = request.POST.get("person", "")
    key = primary_key(written)
    person = None if key is None else get_object_or_404(User, pk=key)
    if not person and written != "nobody":
        raise CorrectionError("Choose whom to assign the articles to, or “nobody”.")
    shown = {key: primary_key(to) for key, to in ticked(request, "article")}
    outcome = actions.assign(shown, person, user=request.user)
    count = f"{outcome.done} article{'' if outcome.done == 1 else 's'}"
    return _back(request, outcome, f"Assigned {count} to {person_name(person)}.")


@action_view(MAY_REVIEW)
def confirm_ticked(request: Request) -> HttpResponse:
    """Confirm the ticked mentions of the list, as they were shown."""
    outcome = actions.confirm_shown(dict(ticked(request, "mention")), user=request.user)
    return _back(request, outcome, f"Confirmed {_mentions(outcome.done)}.")


@action_view(MAY_REVIEW)
def decide(request: Request, pk: int) -> HttpResponse:
    """Confirm or reject one mention of the list; it stays where it stands, with the decision."""
    mention = get_object_or_404(Mention.objects.select_related("article"), pk=pk)
    decisions = {"confirm": mention_actions.confirm, "reject": mention_actions.reject}
    decision = decisions.get(request.POST.get("decision", ""))
    if decision is None:
        raise CorrectionError("Choose whether to confirm or to reject the mention.")
    refusal = ""
    try:
        decision(mention, user=request.user, seen=request.POST.get("seen", ""))
    except ChangedMeanwhile as changed:
        refusal = str(changed)
    last = last_act_of(request.user)
    if not request.htmx:
        if refusal:
            messages.error(request, refusal)
        return redirect(_referer(request))
    row = next(iter(in_context([pk])), None)
    context = {"row": row, "last_act": last, "refusal": refusal}
    return render(request, "entities/review/_mention_decided.html", context)


@action_view(MAY_REVIEW)
def undo_listed(request: Request, pk: int) -> HttpResponse:
    """Take back an act and show the list again, at what it was about."""
    action = undo_redo.undo(get_object_or_404(Action, pk=pk), user=request.user)
    messages.success(request, f"Undone: {action.summary}.")
    first = action.changes.filter(model__in=_ROWS).first()
    return redirect(_referer(request) + (f"#{_ROWS[first.model]}-{first.row}" if first else ""))


# What the rows of the lists are told by, with the key of what they show.
_ROWS = {Mention._meta.label_lower: "row", Relationship._meta.label_lower: "group"}


def _article(pk: int) -> Article:
    return get_object_or_404(Article.objects.only("pk", "title"), pk=pk)


def _left(article: Article) -> str:
    """How many mentions nobody has decided on, in a sentence; empty where there is none."""
    left = Mention.objects.undecided().filter(article=article, revision=None).count()
    stay = "stays" if left == 1 else "stay"
    return f" {_mentions(left).capitalize()} {stay} undecided." if left else ""


def _go_on(request: Request, article: Article, said: str, left: str = "") -> HttpResponse:
    """Say what was done, with the way back, and go to the next article of the queue."""
    place = QueuePosition(request.POST, request.user)
    address = place.following(article)
    if address is None:
        address = f"{reverse('entities:review_articles')}?{place.filters.query}"
        left += f" That was the last of {place.filters.words}."
    messages.success(request, _with_link(said, article, left))
    return redirect(address)


def _with_link(said: str, article: Article, left: str) -> SafeString:
    address = article.get_absolute_url()
    return format_html('{}: <a href="{}">{}</a>.{}', said, address, article.title, left)


def _back(request: Request, outcome: actions.Outcome, said: str) -> HttpResponse:
    if outcome.done:
        messages.success(request, said)
    elif not outcome.refused:
        messages.info(request, "Nothing was different.")
    for refused in outcome.refused:
        messages.warning(request, refused)
    return redirect(_referer(request))


def _mentions(count: int) -> str:
    return f"{count} mention{'' if count == 1 else 's'}"


def _referer(request: Request) -> str:
    return came_from(request, reverse("entities:review_articles"))
