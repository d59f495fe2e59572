"""“More like this”: a search for what an article names most and for its rarest words."""

from django.db import connection
from django.db.models import Count

from articles.models import Article
from entities.kinds import Kind
from entities.models import Entity, KnownWord, Mention, SearchRow
from entities.search.finding.candidates import estimate
from entities.search.language.syntax import Node, Or, Word, together
from entities.search.meaning.understanding import written

MOST_ENTITIES = 5
MOST_WORDS = 5
# A word that fewer articles have is a typing error or a name; one of more says little.
_FEWEST, _LARGEST_SHARE = 3, 0.05

_WORDS = """
    SELECT word FROM articles_article, unnest(tsvector_to_array(to_tsvector('simple', unaccent(
           title || ' ' || article_body(text, body_start, body_end, furniture))))) AS word
     WHERE id = %s AND word ~ '^[[:alpha:]]{5,40}$'
"""


def likeness(article: Article) -> Node:
    """A query for articles like this one, itself among them; for everything where it says little.

    It is a query as people write them, so that they see what is compared and can change it.
    """
    named = (
        Mention.objects.live()
        .filter(article=article, entity__merged_into=None)
        .exclude(entity=None)
        .exclude(kind=Kind.LOCATION, entity__subtype__in=("country", "region"))
        .order_by()
        .values_list("entity")
        .annotate(count=Count("pk"))
        .order_by("-count", "entity")[:MOST_ENTITIES]
    )
    entities = Entity.objects.in_bulk([key for key, _ in named])
    return together([*written(entities.values()).values(), *map(Word, _rarest(article))], Or)


def _rarest(article: Article) -> list[str]:
    """The words of the article that the fewest others have, of those that some have."""
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, [article.pk])
        words = [word for (word,) in cursor.fetchall()]
    most = max(_FEWEST, int(_LARGEST_SHARE * estimate(SearchRow.objects.all())))
    known = KnownWord.objects.filter(word__in=words, articles__range=(_FEWEST, most))
    return list(known.order_by("articles", "word").values_list("word", flat=True)[:MOST_WORDS])
