"""Found articles as they are shown: why each was found, where it says so, what it mentions."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from django.db.models import QuerySet

from articles.models import Article
from articles.search import (
    Passage,
    best_passage,
    marked_spans,
    with_marked_text,
    without_pieces,
)
from entities.kinds import Kind
from entities.models import Mention
from entities.search.fields.entity_names import Mentions
from entities.search.fields.origin_counts import Corroborated
from entities.search.fields.search_field import Because, Meaning, MentionedName, Reason
from entities.search.fields.stated_relationships import Linked
from entities.search.language.tree import Node, Phrase, conditions
from entities.search.query import Beginning, Words
from entities.search.results.ranking import marking_query
from entities.search.statements import Statement, statements

MOST_CHIPS = 7
# Words of a text that are found again in it.
MOST_FORMS = 12
# Code points of a text that are searched for marks first, and at all.
_BEGINNING, _LONGEST = 20_000, 1_000_000

Span = tuple[int, int]


@dataclass(frozen=True)
class Hit:
    """One found article: why, the passage that shows it, and what it mentions.

    `copies` are the primary keys of near-duplicates that stand behind it; `marks` are all spans
    of the text that show why, in code points.
    """

    article: Article
    reasons: list[Reason]
    passage: Passage
    mentions: list[MentionedName]
    copies: list[int] = field(default_factory=list)
    marks: list[Span] = field(default_factory=list)

    @property
    def published(self) -> str:
        """The publication date in ISO 8601, no more exact than it is known; empty without."""
        if self.article.published_on is None:
            return ""
        length = {"day": 10, "month": 7, "year": 4}[self.article.published_precision]
        return self.article.published_on.isoformat()[:length]

    @property
    def words(self) -> str:
        """The marked words in the forms that the text has, to find them again in it."""
        marked = (self.article.text[start:end] for start, end in self.marks)
        words = dict.fromkeys(" ".join(one.casefold().split()) for one in marked)
        return " ".join(f'"{one}"' if " " in one else one for one in list(words)[:MOST_FORMS])

    @property
    def main_entities(self) -> list[MentionedName]:
        """The entities named most, one mention each."""
        counts = Counter(one.entity for one in self.mentions)
        first = {one.entity: one for one in reversed(self.mentions)}
        return [first[entity] for entity, _ in counts.most_common(MOST_CHIPS)]


def hits(
    keys: Sequence[int], understood: Node, copies: Mapping[int, list[int]] | None = None
) -> list[Hit]:
    """The articles of these primary keys as hits, in the order of the keys; three queries at most.

    The database reads the whole of a text to mark what was asked for, so of a long one it is given
    the beginning first, and all of it only where nothing is marked there.
    """
    articles: QuerySet[Article] = Article.objects.filter(pk__in=keys)
    query = partial(marking_query, understood)
    is_marked = query() is not None
    if is_marked:
        articles = with_marked_text(articles, query, most=_BEGINNING)
    by_key = {article.pk: article for article in articles.select_related("source")}
    marked = {key: marked_spans(getattr(by_key[key], "marked_text", "")) for key in by_key}
    long = [key for key in by_key if by_key[key].length > _BEGINNING and not marked[key]]
    if is_marked and long:
        texts = with_marked_text(Article.objects.filter(pk__in=long), query, most=_LONGEST)
        marked |= {
            article.pk: marked_spans(getattr(article, "marked_text", ""))
            for article in texts.only("pk")
        }
    phrases, words = _asked(understood)
    marked = {
        key: without_pieces(by_key[key].text, spans, phrases, words, by_key[key].language)
        for key, spans in marked.items()
    }
    mentions = _mentions_of(keys)
    why = _reasons(understood, mentions)
    return [
        _hit(by_key[key], why[key], mentions[key], marked[key], (copies or {}).get(key, []))
        for key in keys
        if key in by_key
    ]


def matched_statements(understood: Node, articles: Collection[int]) -> dict[int, list[Statement]]:
    """What the articles state of the relationships that the query asks for; four queries."""
    asked = [part for part, is_negated in conditions(understood) if not is_negated]

    def is_meant(one: Statement, part: Node) -> bool:
        match part:
            case Linked():
                return part.means(one.kind, one.head_key, one.child_key, one.origins)
            case Corroborated():
                return part.holds(one.origins)
        return False

    return {
        article: [one for one in some if any(is_meant(one, part) for part in asked)]
        for article, some in statements(articles).items()
    }


def _mentions_of(articles: Sequence[int]) -> dict[int, list[MentionedName]]:
    """All linked mentions of the articles by article, in the order of the text; one query."""
    rows = (
        Mention.objects.live()
        .filter(article__in=articles, entity__isnull=False)
        .order_by("article", "start")
        .values_list(
            "article",
            "start",
            "end",
            "name",
            "entity",
            "entity__name",
            "entity__kind",
            "entity__parent",
            "entity__parent__parent",
            "entity__parent__parent__parent",
            "entity__parent__parent__parent__parent",
            "entity__parent__parent__parent__parent__parent",
        )
    )
    found: dict[int, list[MentionedName]] = {article: [] for article in articles}
    for article, start, end, words, entity, name, kind, *around in rows:
        place_chain = tuple(place for place in around if place) if kind == Kind.LOCATION else ()
        named = MentionedName(start, end, " ".join(words.split()), entity, name, kind, place_chain)
        found[article].append(named)
    return found


def _reasons(understood: Node, mentions: Mapping[int, list[MentionedName]]) -> dict[int, Because]:
    """Why each of the articles was found, whose mentions these are; see `Meaning.reasons`."""
    found: dict[int, Because] = {article: ([], []) for article in mentions}
    for part, is_negated in conditions(understood):
        if is_negated or not isinstance(part, Meaning):
            continue
        for article, (why, decisive) in part.reasons(mentions).items():
            found[article][0].extend(why)
            found[article][1].extend(decisive)
    return found


def _asked(understood: Node) -> tuple[list[str], list[str]]:
    """The phrases that were asked for, and the words that may stand anywhere."""
    phrases: list[str] = []
    words: list[str] = []
    for node, is_negated in conditions(understood):
        match node:
            case _ if is_negated:
                continue
            case Phrase(distance=None):
                phrases.append(node.text)
            case Mentions(words=Phrase() as words_too):
                phrases.append(words_too.text)
            case Phrase() | Words():
                words += node.text.split()
            case Beginning():
                words.append(node.written.text)
    return phrases, words


def _hit(
    article: Article,
    because: Because,
    mentions: list[MentionedName],
    marked: list[Span],
    copies: list[int],
) -> Hit:
    why, decisive = because
    marks = sorted({(one.start, one.end) for one in decisive})
    marks += [
        span
        for span in marked
        if article.is_news(*span)
        and not any(span[0] < end and start < span[1] for start, end in marks)
    ]
    # The title stands above the passage already.
    first = article.body_start + len(article.title) * article.begins_with_title
    passage = best_passage(article.text, marks, first=first)
    return Hit(article, why, passage, mentions, copies, sorted(marks))
