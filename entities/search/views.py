"""The search page, what completes a query while one types, and one hit beside the others."""

import re
import time
from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.requests import Request
from entities.models import SavedSearch
from entities.names import fold
from entities.search.entity_picker import MOST_OPTIONS, How, options
from entities.search.fields.entity_names import SHORTEST_FORGIVEN, entity_completions
from entities.search.fields.registry import FIELDS, PARSER, class_of, parse
from entities.search.fields.search_field import Completion, Spot
from entities.search.language.field import Field, cleaned
from entities.search.language.parser import LONGEST_QUERY
from entities.search.language.tree import And, QueryError, to_text
from entities.search.page.hit_position import HitPosition
from entities.search.page.search_page import PAGE_SIZES, Help, SearchPage, fault_in, paragraphs
from entities.search.page.suggestions import more_like
from entities.search.query import interpret
from entities.search.request import SORT_LABELS, SearchRequest
from entities.search.results.engine import Search
from entities.search.results.hits import hits
from entities.search.search_log import slip

# A bare word is looked up as a name from so many letters on; after a field one is enough.
_SHORTEST_BARE = 2
_MOST_FIELDS = 3
# A name of more words is completed between quotation marks only.
_MOST_WORDS = 4

_NAMES = "|".join(PARSER.by_word)
_FIELD_AT_END = re.compile(rf"(?<![^\s(\-])({_NAMES}):\s*$", re.IGNORECASE)
_IN_BRACKETS = re.compile(
    rf'(?<![^\s(\-])({_NAMES}):\s*([\w-]*)\(((?:[^()"]|"[^"]*")*)$', re.IGNORECASE
)
_LAST_NAME = re.compile(r"^(?:.*(?:\(|,|\sOR\s))?\s*", re.DOTALL)
_REST_OF_WORD = re.compile(r'[^\s"()]*')
_WORDS = re.compile(rf'(?:[^\s"()]+\s+){{0,{_MOST_WORDS - 1}}}[^\s"()]*$')


def completions(head: str, tail: str = "") -> list[Completion]:
    """The best ways to complete what stands before the cursor; none where it is nothing."""
    found: list[Completion] = []
    seen: set[int] = set()
    places = spots(head, tail)
    for spot in places:
        if spot.field:
            found += class_of(spot.field).completions(spot.field, spot)
        elif spot.typed:
            if spot is places[-1]:
                found += _fields(spot)
            found += _names(spot, seen)
    if not found and places and not places[0].field:
        found += _similar(places)
    return found[: MOST_OPTIONS + _MOST_FIELDS]


def _fields(spot: Spot) -> list[Completion]:
    """Fields that begin so: `ga` is the beginning of `gang:`."""
    typed = spot.typed.casefold()
    found = [
        Completion(f"{spot.before}{field.name}:", spot.after, f"{field.name}:", field.says)
        for field in FIELDS
        if any(name.startswith(typed) for name in (field.name, *field.others))
    ]
    return found[:_MOST_FIELDS]


def _names(spot: Spot, seen: set[int]) -> Iterator[Completion]:
    """Entities that a bare word or several can be the beginning of, each once."""
    if len(fold(spot.typed)) < _SHORTEST_BARE:
        return
    found = [
        option
        for option in options(spot.typed, forgiving=False)
        if option.entity.pk not in seen and (option.how != How.WORD or " " not in spot.typed)
    ]
    seen.update(option.entity.pk for option in found)
    yield from entity_completions(spot, found)


def _similar(places: list[Spot]) -> Iterator[Completion]:
    spot = next((one for one in places if len(fold(one.typed)) >= SHORTEST_FORGIVEN), None)
    if spot:
        yield from entity_completions(spot, options(spot.typed))


def spots(head: str, tail: str) -> list[Spot]:
    """What may be meant by the text before the cursor (`head`), the longest piece first.

    Without quotation marks the last words may be one name: `los ze` before `ze`.
    """
    plain = cleaned(head)
    if plain.count('"') % 2:
        return [_quoted(head, plain, tail)]
    after = _REST_OF_WORD.sub("", tail, count=1)
    if inside := _IN_BRACKETS.search(plain):
        start = inside.end(3) - len(_LAST_NAME.sub("", inside[3], count=1))
        field, relation = PARSER.by_word[inside[1].lower()], inside[2]
        return [Spot(head[:start], head[start:], after, field, relation)]
    words = _WORDS.search(plain)
    run = words.start() if words else len(plain)
    starts = [run, *(match.end() for match in re.finditer(r"\s+", plain) if match.end() > run)]
    return [spot for start in starts if (spot := _bare(head, plain, start, after))]


def _quoted(head: str, plain: str, tail: str) -> Spot:
    opened = plain.rindex('"')
    before = plain[:opened]
    behind = cleaned(tail)
    after = tail[behind.index('"') + 1 :] if behind.count('"') % 2 else ""
    field, relation = _field_before(before)
    return Spot(head[:opened], head[opened + 1 :], after, field, relation)


def _field_before(text: str) -> tuple[Field | None, str]:
    if inside := _IN_BRACKETS.search(text):
        return PARSER.by_word[inside[1].lower()], inside[2]
    match = _FIELD_AT_END.search(text)
    return (PARSER.by_word[match[1].lower()], "") if match else (None, "")


def _bare(head: str, plain: str, start: int, after: str) -> Spot | None:
    """The words from here to the cursor, if they can be one value or name."""
    while plain.startswith("-", start):
        start += 1
    typed = plain[start:]
    if match := re.match(rf"({_NAMES}):\s*", typed, re.IGNORECASE):
        start += match.end()
        return Spot(head[:start], head[start:], after, PARSER.by_word[match[1].lower()])
    if ":" in typed or re.search(r"(^|\s)(OR|AND|NOT|-\S*)(\s|$)", typed):
        return None
    field, _ = _field_before(plain[:start])
    return Spot(head[:start], head[start:], after, field)


@require_safe
def page(request: Request) -> HttpResponse:
    """Hits with their reasons, and the filters with their counts."""
    query = request.GET.get("q", "").strip()
    context: dict[str, object] = {"query": query[:LONGEST_QUERY], "sorts": SORT_LABELS.items()}
    template = "entities/search/_results.html" if request.htmx else "entities/search/search.html"
    began = time.perf_counter()
    try:
        asked = SearchRequest.from_parameters(request.GET)
        if asked.had_filters:
            return redirect(f"{reverse('entities:search')}?{asked.address()}")
        search = Search(asked)
        result = search.page(PAGE_SIZES[asked.view])
    except QueryError as error:
        context |= {"fault": fault_in(query, error), "help": Help()}
        seconds = time.perf_counter() - began
        context["slip"] = slip(query, user=request.user, seconds=seconds, fault=str(error))
        # htmx is told 422, which it swaps in; a plain page is a bad request.
        return render(request, template, context, status=422 if request.htmx else 400)
    shown = SearchPage(search, result)
    context |= {"page": shown, "help": shown.help, "watches": SavedSearch.Watch.choices}
    if asked.page == 1 and not asked.is_empty:
        context["slip"] = slip(
            asked.query, user=request.user, seconds=result.seconds, total=result.total
        )
    return render(request, template, context)


@require_safe
def complete(request: HttpRequest) -> HttpResponse:
    """How the query may go on: `head` is what stands before the cursor, `tail` what behind it."""
    head, tail = request.GET.get("head", ""), request.GET.get("tail", "")
    found = completions(head, tail) if len(head) + len(tail) <= LONGEST_QUERY else []
    return render(request, "entities/search/_completions.html", {"completions": found})


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """One hit of the query `q` beside the others, with all that shows why it is one."""
    try:
        understood = interpret(parse(request.GET.get("q", "")))
    except QueryError:
        understood = And()
    found = hits([pk], understood)
    if not found:
        raise Http404
    context = {"hit": found[0], "paragraphs": paragraphs(found[0])}
    context["position"] = HitPosition(request.GET)
    return render(request, "entities/search/_preview.html", context)


@require_safe
def step(request: Request, pk: int) -> HttpResponse:
    """Go to the next hit of the search that the person came from; `by=-1` to the one before."""
    position = HitPosition(request.GET)
    by = -1 if request.GET.get("by") == "-1" else 1
    try:
        address = position.stepped(pk, by)
    except QueryError as error:
        messages.error(request, str(error))
        return redirect(position.address)
    if address is None:
        end = "last" if by > 0 else "first"
        messages.info(request, f"That was the {end} hit of this search.")
        return redirect(position.address)
    return redirect(address)


@require_safe
def like(request: HttpRequest, pk: int) -> HttpResponse:
    """The search for articles like this one: what it names most, and its rarest words."""
    query = to_text(more_like(get_object_or_404(Article, pk=pk)))
    return redirect(f"{reverse('entities:search')}?{urlencode({'q': query, 'sort': 'relevance'})}")
