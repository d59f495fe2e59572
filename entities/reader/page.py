"""The page of one article: its text with mentions marked, the entities in it, the card of one."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.headings import headings
from articles.importing.furniture.flow import news_paragraphs
from articles.models import Article
from articles.text import Span
from entities.actions import undo_redo
from entities.copies.queries import Copies
from entities.kinds import Kind, Status
from entities.models import Action, Candidate, Entity, Extraction, Mention
from entities.models.entity import around
from entities.models.reliability import Measured, Shown
from entities.names import fold, plain
from entities.reader.details import Details
from entities.reader.statements import Statements
from entities.search.entity_picker import MOST_COUNTED
from entities.values import CURRENCY_SIGNS


@dataclass(frozen=True)
class Paragraph:
    """One paragraph `text[start:end]` as HTML.

    `role` is text, headline, dated (a date line), heading or furniture; `page` is the number of
    the document's page that begins with it, if one does.
    """

    start: int
    end: int
    role: str
    html: SafeString
    preview: str
    is_analysis: bool = False  # of the source, by its own heading
    page: int | None = None

    @property
    def is_furniture(self) -> bool:
        return self.role == "furniture"

    @property
    def classes(self) -> str:
        """The classes of its element."""
        named = [self.role] if self.role in {"heading", "dated"} else []
        return " ".join([*named, "analysis"] if self.is_analysis else named)


def annotate(article: Article, mentions: Iterable[Mention], carried: str = "") -> list[Paragraph]:
    """Return all paragraphs of the text in order; `mentions` must be sorted by start.

    `carried` are parameters of the page's address that its links keep.

    A mention that runs over the end of a paragraph is shown in the paragraph where it starts,
    up to the end of that paragraph.
    """
    pieces = []
    queue = list(mentions)
    position = 0
    shape = Shape(article)
    for start, end in shape.paragraphs:
        while position < len(queue) and queue[position].start < start:
            position += 1
        first = position
        while position < len(queue) and queue[position].start < end:
            position += 1
        pieces.append(_paragraph(shape, start, end, queue[first:position], carried))
    return pieces


class Shape:
    """The paragraphs of an article, and what each of them is."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.paragraphs = article.paragraphs()
        body = article.body_start, article.body_end
        self._headings = headings(
            article.text, news_paragraphs(article.text, body, article.furniture)
        )
        self._analysis = article.analysis()
        self._pages = self._pages_by_paragraph() if article.page_starts else {}

    def role(self, start: int, end: int) -> str:
        article = self.article
        if not article.is_news(start, end):
            return "furniture"
        if article.is_headline(start, end):
            return "headline"
        if any(first <= start and end <= last for first, last in article.head):
            return "dated"
        return "heading" if start in self._headings else "text"

    def _pages_by_paragraph(self) -> dict[int, int]:
        """The pages of the document by the start of the first paragraph of news on each."""
        article = self.article
        starts = [start for start, end in self.paragraphs if article.is_news(start, end)]
        return {
            starts[place]: number
            for number, begin in enumerate(article.page_starts, 1)
            if (place := bisect_left(starts, begin)) < len(starts)
        }

    def page(self, start: int) -> int | None:
        """The page whose first whole paragraph starts here; of several, the last."""
        return self._pages.get(start)

    def is_analysis(self, start: int, end: int) -> bool:
        return any(first <= start and end <= last for first, last in self._analysis)


def _paragraph(
    shape: Shape, start: int, end: int, mentions: list[Mention], carried: str = ""
) -> Paragraph:
    html = _marked(shape.article.text, start, end, mentions, carried)
    preview = shape.article.text[start : start + 60]
    role = shape.role(start, end)
    is_analysis = shape.is_analysis(start, end)
    return Paragraph(start, end, role, html, preview, is_analysis, shape.page(start))


def annotate_around(article: Article, spans: Iterable[Span]) -> list[Paragraph]:
    """The paragraphs of the body that these spans touch, with their live mentions."""
    spans = list(spans)
    shape = Shape(article)
    touched = [
        (start, end)
        for start, end in shape.paragraphs
        if any(start < right and left < end for left, right in spans)
    ]
    if not touched:
        return []
    mentions = Mention.objects.filter(
        article=article, start__gte=touched[0][0], start__lt=touched[-1][1]
    ).for_reading()
    rows = list(mentions)
    paragraphs = [
        _paragraph(shape, start, end, [one for one in rows if start <= one.start < end])
        for start, end in touched
    ]
    return [one for one in paragraphs if not one.is_furniture]


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
    what = mention.entity.name if mention.entity else mention.meaning
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


_CUT = re.compile(rf"[^\w{CURRENCY_SIGNS}]*\s[^\w{CURRENCY_SIGNS}]*|[/–—-]")
_MOST_CUTS = 20
# Code points between two mentions that may be one.
_FARTHEST = 40


class Card:
    """What the card of a mention shows and offers, each part fetched when it is drawn."""

    kinds = Kind

    def __init__(self, mention: Mention, measured: Measured | None = None) -> None:
        """`measured` is handed over where the page has asked for it already."""
        self.mention = mention
        self._measured = measured or Measured()

    @property
    def confidence(self) -> Shown | None:
        return self._measured.confidence(self.mention)

    @property
    def page(self) -> int | None:
        """The page of the document on which it stands; None where the document has no pages."""
        return self.mention.article.page_at(self.mention.start)

    @cached_property
    def candidates(self) -> QuerySet[Candidate]:
        """Who may be meant, where the mention has no entity."""
        found = self.mention.candidates.filter(entity__merged_into=None)
        return found.select_related("entity__parent__parent")

    @cached_property
    def here(self) -> int:
        """How often the article mentions the entity."""
        return self._live.filter(article=self.mention.article_id).count()

    @cached_property
    def everywhere(self) -> str:
        """How often all articles mention it: `1,000+` where nobody counted on."""
        count = self._live[:MOST_COUNTED].count()
        return f"{count:,}{'+' * (count == MOST_COUNTED)}"

    @property
    def _live(self) -> QuerySet[Mention]:
        return Mention.objects.live().filter(entity=self.mention.entity_id)

    @property
    def cuts(self) -> list[tuple[int, str, str]]:
        """Where it could be split: the code point in the text, the words before and after."""
        start, words = self.mention.start, self.mention.name
        found = [
            (start + sign.end(), words[: sign.start()], words[sign.end() :])
            for sign in _CUT.finditer(words)
            if sign.start() and sign.end() < len(words)
        ]
        return found[:_MOST_CUTS]

    @cached_property
    def next(self) -> Mention | None:
        """The mention close behind it in the same paragraph, with which it could be one."""
        mention = self.mention
        behind = Mention.objects.live().filter(
            article=mention.article_id,
            start__gte=mention.end,
            start__lte=mention.end + _FARTHEST,
        )
        following = behind.order_by("start").first()
        if following and "\n\n" in mention.article.text[mention.end : following.start]:
            return None
        return following


# More dots than this do not fit into the panel; then a fraction is shown.
MOST_DOTS = 10


@dataclass
class Row:
    """One entity (or written value) of the article, its mentions in the order of the text."""

    name: str
    kind: str
    entity: Entity | None
    mentions: list[Mention] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.mentions)

    @property
    def decided(self) -> int:
        return sum(mention.status == Status.CONFIRMED for mention in self.mentions)

    @property
    def dots(self) -> tuple[str, str]:
        return "●" * self.decided, "○" * (self.count - self.decided)

    @property
    def fits_dots(self) -> bool:
        return self.count <= MOST_DOTS

    @property
    def detail(self) -> str:
        """What tells this row from others of like name: other spellings, or the place around."""
        if self.entity and self.kind == Kind.LOCATION:
            return ", ".join(place.name for place in around(self.entity)[1:])
        spellings = {
            plain(mention.name): " ".join(mention.name.split()) for mention in self.mentions
        }
        shown = plain(self.name)
        return ", ".join(words for key, words in sorted(spellings.items()) if key not in shown)

    @property
    def unlinked(self) -> bool:
        return self.entity is None and Kind(self.kind).is_entity


@dataclass
class Group:
    kind: Kind
    rows: list[Row]


class ArticlePage:
    """Everything the article page needs to know of entities, each fetched once."""

    def __init__(
        self,
        article: Article,
        user: User,
        *,
        chosen: int | Mention | None = None,
        statement: int | None = None,
        only_of: int | None = None,
        carried: str = "",
    ) -> None:
        """`carried` are parameters of the page's address that its links keep (the queue).

        `statement` is the key of the evidence that is chosen in the list of relationships, and
        `only_of` that of the relationship of which alone the list has rows.
        """
        self._measured = Measured()
        self.statements = Statements(article, self._measured, chosen=statement, only=only_of)
        self.article = article
        self.user = user
        self.chosen_pk = chosen.pk if isinstance(chosen, Mention) else chosen
        self.carried = carried
        if isinstance(chosen, Mention):
            self.chosen = chosen

    @cached_property
    def copies(self) -> Copies:
        return Copies(self.article)

    @cached_property
    def mentions(self) -> list[Mention]:
        return list(Mention.objects.filter(article=self.article).for_reading())

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return annotate(self.article, self.mentions, self.carried)

    @property
    def blocks(self) -> list[tuple[bool, list[Paragraph]]]:
        """Runs of paragraphs: (is furniture, paragraphs)."""
        return [
            (furniture, list(run))
            for furniture, run in groupby(self.paragraphs, key=lambda one: one.is_furniture)
        ]

    @property
    def shows_title(self) -> bool:
        """Whether the page must print the title, since the text does not begin with it."""
        return not any(paragraph.role == "headline" for paragraph in self.paragraphs)

    @cached_property
    def chosen(self) -> Mention | None:
        """The mention whose card is open; also one that was rejected, so that it can come back."""
        if self.chosen_pk is None:
            return None
        loaded = self.__dict__.get("mentions", ())
        found = next((one for one in loaded if one.pk == self.chosen_pk), None)
        rows = Mention.objects.filter(article=self.article, pk=self.chosen_pk)
        found = found or rows.with_places().first()
        if found:
            found.article = self.article
        return found

    @cached_property
    def groups(self) -> list[Group]:
        return group(self.mentions)

    @property
    def kinds(self) -> type[Kind]:
        """What can be marked."""
        return Kind

    @cached_property
    def decided(self) -> int:
        return sum(mention.status == Status.CONFIRMED for mention in self.mentions)

    @property
    def undecided(self) -> int:
        return len(self.mentions) - self.decided

    @property
    def percent(self) -> int:
        return round(100 * self.decided / len(self.mentions)) if self.mentions else 0

    @cached_property
    def unplaced(self) -> list[Mention]:
        """What people decided on words that an earlier text had and this one has not."""
        return list(
            Mention.objects.filter(article=self.article)
            .unplaced()
            .select_related("entity", "revision")
            .order_by("start")
        )

    @cached_property
    def card(self) -> Card | None:
        return Card(self.chosen, self._measured) if self.chosen else None

    @property
    def details(self) -> Details:
        """What the form that corrects the article's details is drawn with."""
        return Details(self.article)

    @cached_property
    def extraction(self) -> Extraction | None:
        return Extraction.objects.filter(article=self.article).order_by("-pk").first()

    @cached_property
    def history(self) -> Sequence[Action]:
        acts = Action.objects.in_article(self.article)
        return list(acts.select_related("user", "undone_by", "bulk_action")[:20])

    @cached_property
    def undoable(self) -> Action | None:
        return undo_redo.last_of(self.user)

    @cached_property
    def redoable(self) -> Action | None:
        return undo_redo.last_undone_of(self.user)


def group(mentions: Iterable[Mention]) -> list[Group]:
    """Rows by kind in the order of the domain, the most mentioned first."""
    rows: dict[tuple[str, int | str], Row] = {}
    for mention in mentions:
        what: int | str
        if mention.entity:
            what, name = mention.entity.pk, mention.entity.name
        else:
            name = " ".join(mention.name.split())
            what = mention.value or fold(name)
        row = Row(name, mention.kind, mention.entity)
        rows.setdefault((mention.kind, what), row).mentions.append(mention)
    by_kind = defaultdict(list)
    for row in rows.values():
        by_kind[row.kind].append(row)
    return [
        Group(kind, sorted(by_kind[kind], key=lambda row: (-row.count, row.name)))
        for kind in Kind
        if by_kind[kind]
    ]
