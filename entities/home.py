"""The home page: what is here, what is new, what waits.

What it counts takes a time that hardly grows with the archive.
"""

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.clearance import shown_sql
from articles.models import Article
from articles.near_copies.clusters import waiting as waiting_to_be_compared
from articles.requests import Request
from articles.source_models import Source
from entities.extraction.queue.read_pending import WINDOW, failed, pending
from entities.kinds import Kind
from entities.lists import count_words
from entities.models import SavedSearch, SearchRow
from entities.models.entity import REGION
from entities.review import queries
from entities.saved_searches.arrivals import MOST_NEW, count_new

MOST_LISTED = 8
# What is talked of lately is counted in so many articles, the newest.
NEWEST = 2_000

_LATELY = """
    WITH newest AS (
        SELECT entities FROM entities_digest WHERE true {shown}
         ORDER BY published_on DESC NULLS LAST, article_id DESC LIMIT %s
    ), counts AS (
        SELECT id, count(*) AS articles FROM newest CROSS JOIN LATERAL unnest(entities) AS id
         GROUP BY id
    ), ranked AS (
        SELECT id, kind, name, articles, subtype,
               row_number() OVER (PARTITION BY kind ORDER BY articles DESC, name) AS place
          FROM counts JOIN entities_entity USING (id)
         WHERE kind = ANY(%s) AND subtype <> %s
    )
    SELECT kind, id, name, articles, subtype FROM ranked WHERE place <= %s ORDER BY kind, place
"""


# Articles that wait to be compared with others are counted up to here.
MOST_UNCOMPARED = 100_000


@dataclass(frozen=True)
class Mentioned:
    """An entity, and how many of the newest articles mention it.

    `told_by` is its subtype, where another one beside it has the same name.
    """

    pk: int
    name: str
    articles: int
    told_by: str = ""


def counts() -> dict[str, int]:
    """How many articles and mentions there are, and how many of each wait; one query."""
    found = SearchRow.objects.aggregate(
        articles=Count("pk"),
        waiting=Count("pk", filter=~Q(review_status=Article.ReviewStatus.DONE)),
        mentions=Sum("mentions", default=0),
        undecided=Sum("undecided", default=0),
    )
    return found | {"confirmed": found["mentions"] - found["undecided"]}


def unread() -> int:
    """How many of the newest articles the pipeline has not read yet."""
    newest = Article.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return pending().filter(pk__gt=newest - WINDOW).count()


def waiting() -> QuerySet[Article]:
    """What waits for review; what somebody has begun comes first."""
    listed = Article.objects.for_listing().waiting().annotate(undecided=F("digest__undecided"))
    return listed.order_by("review_status", "-pk")[:MOST_LISTED]


def saved(user: User) -> list[SavedSearch]:
    """What the user saved or watches, each with `new` (see `count_new`): first where any is."""
    searches = list(SavedSearch.objects.of(user))
    count_new(searches)
    return sorted(searches, key=lambda search: not search.new)


def lately(*kinds: Kind) -> dict[str, list[Mentioned]]:
    """What the newest articles mention most, by kind; places with all inside them."""
    with connection.cursor() as cursor:
        statement = _LATELY.format(shown=shown_sql("handling"))
        cursor.execute(statement, [NEWEST, [*kinds], REGION, MOST_LISTED])
        rows = cursor.fetchall()
    found: dict[str, list[Mentioned]] = {kind: [] for kind in kinds}
    namesakes = Counter((kind, name) for kind, _, name, *_ in rows)
    for kind, key, name, articles, subtype in rows:
        told_by = subtype if namesakes[kind, name] > 1 else ""
        found[kind].append(Mentioned(key, name, articles, told_by))
    return found


@require_safe
def home(request: Request) -> HttpResponse:
    """Counts, what is new for the user, what waits for review, and what is talked of lately."""
    talked_of = lately(Kind.GANG, Kind.LOCATION)
    context = {
        "counts": counts(),
        "sources": Source.objects.current().count(),
        "unread": unread(),
        "uncompared": count_words(waiting_to_be_compared(MOST_UNCOMPARED), MOST_UNCOMPARED),
        "failed": failed()[:MOST_LISTED],
        "failed_count": failed().count(),
        "latest": Article.objects.for_listing().not_withdrawn().newest()[:MOST_LISTED],
        "waiting": waiting(),
        "lost": queries.count(),
        "searches": saved(request.user),
        "most_listed": MOST_LISTED,
        "most_new": MOST_NEW,
        "gangs": talked_of[Kind.GANG],
        "places": talked_of[Kind.LOCATION],
        "newest": NEWEST,
    }
    return render(request, "entities/home/home.html", context)
