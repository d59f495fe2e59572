"""What templates need of the domain; loaded into every template."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from urllib.parse import quote_plus
from uuid import uuid4

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from articles.models import Article
from articles.search import Passage
from entities.kinds import Kind, RelationKind
from entities.models import Entity, Evidence, Mention
from entities.models.reliability import Measured, Shown
from entities.pages.company import Company
from entities.pages.metadata import Details
from entities.pages.picking import MOST_COUNTED
from entities.pages.reader import Reader, around
from entities.pages.shaping import Neighbours, neighbours
from entities.people import person_name
from entities.places.countries import country_name
from entities.review.filters import Filters
from entities.review.place import Place, query_of
from entities.review.queue import MOST_TOTAL
from entities.search.finding.hits import Hit

register = template.Library()
register.filter(country_name)
register.filter(person_name)


@register.simple_tag(takes_context=True)
def reader_of(context: Context, article: Article) -> Reader:
    """What the reader shows of the article's entities; `?mention=` chooses one."""
    request = context["request"]
    chosen = request.GET.get("mention", "")
    chosen = int(chosen) if chosen.isdecimal() else None
    carried = place_of(context).query
    return Reader(article, request.user, chosen=chosen, carried=carried)


@register.simple_tag(takes_context=True)
def place_of(context: Context) -> Place:
    """The queue that the person came from, and the place in it."""
    request = context["request"]
    return vars(request).setdefault("place", Place(request.GET, request.user))


@register.simple_tag
def place_query(filters: Filters, at: int) -> str:
    """The parameters that carry the queue and a place in it to an article."""
    return query_of(filters, at)


@register.simple_tag
def waiting_articles() -> str:
    """How many articles wait for review, for the navigation: `1,000+` where nobody counted on."""
    count = Article.objects.waiting().order_by()[:MOST_TOTAL].count()
    return f"{count:,}{'+' if count >= MOST_TOTAL else ''}"


@register.simple_tag
def facts_of(mention: Mention) -> dict:
    """What the card shows beside the mention: how often its entity occurs, or who is meant."""
    if mention.entity is None:
        candidates = mention.candidates.filter(entity__merged_into=None)
        return {"candidates": candidates.select_related("entity__parent__parent")}
    live = Mention.objects.live().filter(entity=mention.entity_id)
    everywhere = live[:MOST_COUNTED].count()
    return {
        "here": live.filter(article=mention.article_id).count(),
        "everywhere": f"{everywhere:,}{'+' * (everywhere == MOST_COUNTED)}",
    }


@register.simple_tag(takes_context=True)
def company_of(context: Context, article: Article) -> Company:
    """The others at the article, as the page is drawn."""
    return Company(article, context["request"].user)


@register.simple_tag
def details_of(article: Article) -> Details:
    return Details(article)


@register.simple_tag
def neighbours_of(mention: Mention) -> Neighbours:
    return neighbours(mention)


@register.simple_tag(takes_context=True)
def to_query(context: Context, query: str) -> SafeString:
    """The attributes of a link to another query, sorted and viewed as the one that is shown."""
    request = context["request"]
    kept = vars(request).get("kept_in_links")
    if kept is None:
        parameters = request.GET.copy()
        for name in ("q", "page"):
            parameters.pop(name, None)
        # Hundreds of links of a page begin alike.
        kept = f"{reverse('entities:search')}?{parameters.urlencode()}{'&' * bool(parameters)}q="
        vars(request)["kept_in_links"] = kept
    return format_html('href="{0}" hx-get="{0}"', kept + quote_plus(query))


@register.simple_tag
def new_token() -> str:
    """What tells a request from every other, so that it is carried out once."""
    return str(uuid4())


@register.simple_tag(takes_context=True)
def confidence_of(context: Context, row: Mention | Evidence) -> Shown | None:
    """The confidence to show; one query a page, however many rows it has."""
    # Kept with the request, which the card and every statement of the page share.
    measured = vars(context["request"]).setdefault("measured_rules", Measured())
    return measured.confidence(row)


@register.simple_tag
@cache
def icon(name: str, size: int, *, sign: bool = False) -> SafeString:
    """An icon beside the words that say the same; `sign` gives it the colour of the kind."""
    classes = "icon sign" if sign else "icon"
    return lucide(name, size=size, **{"class": classes, "aria-hidden": "true"})


@register.filter
def kind_icon(kind: str) -> str:
    return Kind(kind).row.icon


@register.filter
def kind_word(kind: str) -> str:
    return Kind(kind).label


@register.filter
def kind_plural(kind: str) -> str:
    return Kind(kind).plural


@register.filter
def relation_words(kind: str) -> str:
    return RelationKind(kind).ends.words


@register.filter
def relation_backwards(kind: str) -> str:
    return RelationKind(kind).ends.backwards


@register.filter
def lies_in(place: Entity) -> str:
    """The places around this one, the largest first: `El Salvador › San Miguel`."""
    return " › ".join(outer.name for outer in reversed(around(place)[1:]))


@register.filter
def earlier_context(mention: Mention) -> SafeString:
    """The words around a mention in the earlier text that had it; needs the revision."""
    text, start, end = mention.revision.text, mention.start, mention.end
    before, behind = text[max(0, start - 50) : start], text[end : end + 50]
    return format_html("{}<mark>{}</mark>{}", before, mention.name, behind)


@register.filter
def published(article: Article) -> str:
    """The publication date as exactly as it is known."""
    if article.published_on is None:
        return "undated"
    patterns = {"day": "%-d %B %Y", "month": "%B %Y", "year": "%Y"}
    return article.published_on.strftime(patterns[article.published_precision])


@register.filter
def other_names(entity: Entity) -> str:
    """The aliases beside the name; needs them prefetched."""
    return ", ".join(alias.name for alias in entity.aliases.all() if alias.name != entity.name)


@register.filter
def words(identifier: str) -> str:
    """`street_gang` as people write it."""
    return identifier.replace("_", " ")


@register.filter
def split(names: str) -> list[str]:
    return names.split()


@register.filter
def item(values: Mapping[str, str], name: str) -> str:
    """What a mapping holds under the name, empty where it holds nothing."""
    return values.get(name, "")


@register.filter
def names_of(hit: Hit, kind: str) -> str:
    """The names of this kind that the article mentions most, of three entities."""
    counts = Counter(one.name for one in hit.mentions if one.kind == kind)
    return ", ".join(name for name, _ in counts.most_common(3))


@register.simple_tag
def passage_in(article: Article, passage: Passage) -> SafeString:
    """A passage with the words that matched marked, and a sign where the article goes on."""
    before = "…" if passage.start > article.body_start else ""
    after = "…" if passage.end < article.body_end else ""
    return format_html("{}{}{}", before, marked_in(article, passage), after)


@register.simple_tag
def marked_in(article: Article, passage: Passage) -> SafeString:
    """A piece of an article with the words that matched marked."""
    parts, position = [], passage.start
    for start, end in passage.marks:
        parts.append(format_html("{}<mark>{}</mark>", *_cut(article.text, position, start, end)))
        position = end
    parts.append(escape(article.text[position : passage.end]))
    return mark_safe("".join(parts))  # noqa: S308 - escaped


def _cut(text: str, *positions: int) -> list[str]:
    return [text[start:end] for start, end in pairwise(positions)]
