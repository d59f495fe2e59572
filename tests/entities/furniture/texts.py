"""Texts of one source, kept as an import keeps them."""

from articles.importing.parse_document import parse
from articles.importing.store_articles import store
from articles.models import Article
from tests.articles.importing.documents import text_record

NOTICE = "Callers may ask for Desk 7 of the Elm Valley bureau."
STORIES = (
    (
        "Two held after a chase",
        "Police held two men on Monday after a chase along the river.",
        "Nobody was hurt, the office said of {}.",
    ),
    (
        "Court hears of a debt",
        "A court heard on Tuesday how a debt of 40 dollars led to a fight.",
        "The judge will hear two more witnesses about it in {} next week.",
    ),
    (
        "Market opens again",
        "The market opened again on Friday, a week after the fire in its hall.",
        "Sellers of fruit and fish came back first, {} wrote.",
    ),
)


def bring(*, notices=(NOTICE, NOTICE, NOTICE), source="Elm Bulletin", folder="/news"):
    """Keep the stories as articles, each with its notice between two sentences of news."""
    texts = []
    for (title, news, end), notice in zip(STORIES, notices, strict=True):
        middle = f"{notice}\n\n" if notice else ""
        last = end.format(source or folder)  # else two folders would hold copies
        texts.append(f"{title}\n\n{news}\n\n{middle}{last}")
    return keep(texts, source=source, folder=folder)


def keep(texts, *, source, folder="/news"):
    """Keep texts as an import does that has learned nothing yet."""
    kept = []
    for number, text in enumerate(texts):
        # Of one name and much alike they would be versions of one article.
        name = f"{folder}/{folder.strip('/')}-{number}.txt"
        record = text_record(text.encode(), name, name)
        store([(record, parse(record, source=source))])
        kept.append(Article.objects.select_related("source", "document").latest("pk"))
    return kept


def span(article, words):
    start = article.text.index(words)
    return start, start + len(words)


def shows(article, words):
    """Whether words of the article are news."""
    article.refresh_from_db()
    return article.is_news(*span(article, words))
