"""Jobs that run watched searches, send their letters, look names up, and forget old runs.

A person gets one letter for all of their watches together.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from itertools import groupby

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from articles.clearance import seen_by
from articles.models import Article
from entities.models import Delivery
from entities.saved_searches.arrivals import record_arrivals, run_due, still_seen
from entities.saved_searches.name_lists import look_up
from entities.search.search_log import forget_old

logger = logging.getLogger(__name__)

# Against floods: so many articles a letter, and a letter only so often.
MOST_LISTED = 30
LEAST_PAUSE = timedelta(minutes=10)
# What could not be sent for so long is only in the application.
_OLDEST = timedelta(days=2)


def send_due(stop: Callable[[], bool]) -> int:
    """Send everybody one letter about what was delivered to them since the last; returns how many.

    Nothing is sent where no mail server is set, or to people without an address. What cannot be
    sent is tried again at the next call.
    """
    if not settings.GANGINTEL_SENDS_EMAIL:
        return 0
    since = timezone.now() - _OLDEST
    waiting = (
        Delivery.objects.filter(mailed_at=None, at__gt=since, search__paused=False)
        .exclude(search__user__email="")
        .filter(search__user__is_active=True)
        .select_related("search__user")
        .order_by("search__user", "search__name", "pk")
    )
    sent = 0
    for user, deliveries in groupby(waiting, key=lambda delivery: delivery.search.user):
        if stop():
            break
        if not _was_told_just_now(user):
            # What was found may be marked higher by now.
            with seen_by(user):
                sent += _send(user, list(deliveries))
    return sent


def _was_told_just_now(user: User) -> bool:
    recently = timezone.now() - LEAST_PAUSE
    return Delivery.objects.filter(search__user=user, mailed_at__gt=recently).exists()


def _send(user: User, deliveries: list[Delivery]) -> bool:
    keys = {key for delivery in deliveries for key in delivery.articles}
    articles = Article.objects.for_listing().in_bulk(keys)
    room = MOST_LISTED
    parts = []
    for search, of_search in groupby(deliveries, key=lambda delivery: delivery.search):
        together = list(of_search)
        found = [articles[key] for one in together for key in one.articles if key in articles]
        total = sum(map(still_seen, together))
        if found:
            parts.append({"search": search, "articles": found[:room], "found": total})
        room -= len(found[:room])
    found = sum(part["found"] for part in parts)
    sent = [delivery.pk for delivery in deliveries]
    if not parts:
        Delivery.objects.filter(pk__in=sent).update(mailed_at=timezone.now())
        return False
    subject = f"GangIntel: {found} new article{'s' * (found != 1)} for your watches"
    context = {"user": user, "parts": parts, "root": settings.GANGINTEL_URL}
    body = render_to_string("entities/saved_searches/letter.txt", context)
    try:
        send_mail(subject, body, None, [user.email])
    except OSError:
        logger.exception("A letter about new articles could not be sent")
        return False
    Delivery.objects.filter(pk__in=sent).update(mailed_at=timezone.now())
    return True


# In this schedule the seconds are the sixth field.
@app.periodic(cron="* * * * * */30")
@app.task(
    queue="search",
    lock="watches",
    queueing_lock="watches",
    pass_context=True,
    aliases=["entities.tasks.watch"],
)
def watch(context: JobContext, timestamp: int) -> None:
    """Run the watched searches over articles that came in, and tell their owners."""
    record_arrivals()
    run_due(context.should_abort)
    send_due(context.should_abort)


@app.task(queue="search", pass_context=True, aliases=["entities.tasks.look_up_names"])
def look_up_names(context: JobContext, key: int) -> None:
    """Look up a list of names, a part of it at a time, so that other jobs have their turn."""
    if not look_up(key, context.should_abort):
        look_up_names.defer(key=key)


@app.periodic(cron="15 5 * * *")
@app.task(
    queue="maintenance", queueing_lock="forget_runs", aliases=["entities.tasks.forget_old_searches"]
)
def forget_old_searches(timestamp: int) -> None:
    """Forget what people searched for half a year ago."""
    forget_old()
