"""What waits for people: articles, single mentions, and who has done what."""

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Article, Source
from entities.kinds import Kind
from entities.review import lost, progress
from entities.review.agreement import couples
from entities.review.filters import Filters, filters_from
from entities.review.place import Place
from entities.review.queue import Queue
from entities.review.undecided import Undecideds


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """The queue of articles, each with the reason why it stands where it stands."""
    filters = filters_from(request.GET, request.user)
    queue = Queue(filters)
    page = queue.page(request.GET.get("page"))
    context = _context(filters) | {"queue": queue, "page": page}
    return render(request, "review/articles.html", context)


@require_safe
def mentions(request: HttpRequest) -> HttpResponse:
    """Undecided mentions in their sentences, to decide in place."""
    filters = filters_from(request.GET, request.user)
    undecided = Undecideds(filters)
    page = undecided.page(request.GET.get("page"))
    context = _context(filters) | {"undecided": undecided, "page": page}
    context["last_act"] = progress.last_act_of(request.user)
    return render(request, "review/mentions.html", context)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
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
    return render(request, "review/people.html", context)


@require_safe
def changed_texts(request: HttpRequest) -> HttpResponse:
    """What people decided on and changed texts have no more, over all articles."""
    context = {"progress": progress.progress(), "page": lost.page(request.GET.get("page"))}
    return render(request, "review/changed_texts.html", context)


@require_safe
def following(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Go to the next article of the queue that the person came from; this one stays in it."""
    article = get_object_or_404(Article.objects.only("pk"), pk=article_pk)
    place = Place(request.GET, request.user)
    address = place.following(article)
    return redirect(address or f"{reverse('entities:review')}?{place.filters.query}")


def _context(filters: Filters) -> dict:
    return {
        "filters": filters,
        "progress": progress.progress(),
        "sources": Source.objects.only("pk", "name"),
        "kinds": Kind,
        "people": progress.reviewers(),
        "states": Article.ReviewStatus,
    }
