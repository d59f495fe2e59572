"""The text of an article with its mentions marked, as HTML by paragraph."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from articles.text import Span
from entities.kinds import Kind
from entities.models import Mention

# A short line without a full stop is a heading, a section line or a date.
LONGEST_HEADING = 70


@dataclass(frozen=True)
class Paragraph:
    """One paragraph `text[start:end]` as HTML; `role` is text, headline, heading or furniture."""

    start: int
    end: int
    role: str
    html: SafeString
    preview: str

    @property
    def is_furniture(self) -> bool:
        return self.role == "furniture"


def annotate(article: Article, mentions: Iterable[Mention], carried: str = "") -> list[Paragraph]:
    """Return all paragraphs of the text in order; `mentions` must be sorted by start.

    `carried` are parameters of the page's address that its links keep.

    A mention that runs over the end of a paragraph is shown in the paragraph where it starts,
    up to the end of that paragraph.
    """
    pieces = []
    queue = list(mentions)
    position = 0
    for start, end in article.paragraphs():
        while position < len(queue) and queue[position].start < start:
            position += 1
        first = position
        while position < len(queue) and queue[position].start < end:
            position += 1
        pieces.append(_paragraph(article, start, end, queue[first:position], carried))
    return pieces


def _paragraph(
    article: Article, start: int, end: int, mentions: list[Mention], carried: str = ""
) -> Paragraph:
    html = _marked(article.text, start, end, mentions, carried)
    preview = article.text[start : start + 60]
    return Paragraph(start, end, _role(article, start, end), html, preview)


def annotate_around(article: Article, spans: Iterable[Span]) -> list[Paragraph]:
    """The paragraphs of the body that these spans touch, with their live mentions."""
    spans = list(spans)
    touched = [
        (start, end)
        for start, end in article.paragraphs()
        if any(start < right and left < end for left, right in spans)
    ]
    if not touched:
        return []
    mentions = Mention.objects.filter(
        article=article, start__gte=touched[0][0], start__lt=touched[-1][1]
    ).for_reading()
    rows = list(mentions)
    paragraphs = [
        _paragraph(article, start, end, [one for one in rows if start <= one.start < end])
        for start, end in touched
    ]
    return [one for one in paragraphs if not one.is_furniture]


def _role(article: Article, start: int, end: int) -> str:
    if not article.is_news(start, end):
        return "furniture"
    words = article.text[start:end]
    if words == article.title:
        return "headline"
    if len(words) <= LONGEST_HEADING and words[-1] not in ".!?:;,”\"'’)-":
        return "heading"
    return "text"


def _marked(text: str, start: int, end: int, mentions: list[Mention], carried: str) -> SafeString:
    parts = []
    for mention in mentions:
        parts += [escape(text[start : mention.start]), mark(mention, end, carried)]
        start = min(mention.end, end)
    parts.append(escape(text[start:end]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


def mark(mention: Mention, limit: int, carried: str = "") -> str:
    """One mention as a link that opens its card, with or without JavaScript."""
    kind = Kind(mention.kind).label
    what = mention.entity.name if mention.entity else mention.value
    title = escape(" · ".join(filter(None, [what, kind, mention.status])))
    current = f' data-entity="{mention.entity_id}"' if mention.entity_id else ""
    words = escape(mention.name[: limit - mention.start])
    kept = escape(f"{carried}&") if carried else ""
    return (
        f'<a class="mention" id="mention-{mention.pk}" href="?{kept}mention={mention.pk}#mention-'
        f'{mention.pk}" data-kind="{mention.kind}" data-status="{mention.status}" '
        f'data-seen="{mention.seen}" data-at="{mention.start}"{current} '
        f'title="{title}">{words}</a>'
    )
