"""Found articles as they are shown: why each was found, where it says so, what it mentions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from articles.models import Article
from articles.search import (
    Passage,
    best_passage,
    marked_spans,
    with_marked_text,
    without_pieces,
)
from entities.search.language.tree import Node, Phrase, conditions
from entities.search.query.nodes import Beginning, Mentions, Words
from entities.search.results.ranking import marking_query
from entities.search.results.reasons import Because, Named, Reason, mentions_of, reasons

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
    mentions: list[Named]
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
    def main_entities(self) -> list[Named]:
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
    articles = Article.objects.filter(pk__in=keys)
    query = marking_query(understood)
    if query is not None:
        articles = with_marked_text(articles, query, most=_BEGINNING)
    by_key = {article.pk: article for article in articles.select_related("source")}
    marked = {key: marked_spans(getattr(by_key[key], "marked_text", "")) for key in by_key}
    long = [key for key in by_key if by_key[key].length > _BEGINNING and not marked[key]]
    if query is not None and long:
        texts = with_marked_text(Article.objects.filter(pk__in=long), query, most=_LONGEST)
        marked |= {key: marked_spans(text) for key, text in texts.values_list("pk", "marked_text")}
    phrases, words = _asked(understood)
    marked = {
        key: without_pieces(by_key[key].text, spans, phrases, words)
        for key, spans in marked.items()
    }
    mentions = mentions_of(keys)
    why = reasons(understood, mentions)
    return [
        _hit(by_key[key], why[key], mentions[key], marked[key], (copies or {}).get(key, []))
        for key in keys
        if key in by_key
    ]


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
            case Mentions(words=Phrase()):
                phrases.append(node.words.text)
            case Phrase() | Words():
                words += node.text.split()
            case Beginning():
                words.append(node.written.text)
    return phrases, words


def _hit(
    article: Article,
    because: Because,
    mentions: list[Named],
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
