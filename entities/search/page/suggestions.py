"""Other searches to click: “did you mean” where one found nothing, and “more like this”."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from math import log

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Count
from django.db.models.functions import Abs, Length
from rapidfuzz.distance import OSA

from articles.clearance import hidden
from articles.models import Article
from articles.source_models import Source
from entities.kinds import Kind
from entities.models import Alias, Entity, KnownWord, Mention, SearchRow
from entities.names import fold, plain
from entities.search.entity_picker import Option, options
from entities.search.fields.entity_names import Named, written
from entities.search.fields.lookup import parts_of_place
from entities.search.fields.search_field import Meaning, SearchField, UnknownName
from entities.search.fields.source_names import Sources, written_source
from entities.search.language.tree import (
    Node,
    Or,
    Word,
    conditions,
    exchanged,
    replaced,
    to_text,
    together,
)
from entities.search.query import Words, condition, interpret
from entities.search.results.ranking import estimate

MOST_SUGGESTIONS = 3
# How much of a word's trigrams another must share to be meant, 0–1.
_LEAST_SIMILAR = 0.35
_SHORTEST_WORD = 4
# Known words that are compared with one that is unknown; how much rarer a word must be that is
# meant all the same, since it has one error less: the logarithm of a hundred times.
_MOST_ALIKE, _ERROR = 50, log(100)
# Words looked up one by one; in a longer query a typing error is not why nothing is found.
_MOST_WORDS = 8
_LONGEST_SWAPPED = 6
# What “more like this” compares.
_MOST_ENTITIES = 5
_MOST_RARE = 5
# A word that fewer articles have is a typing error or a name; one of more says little.
_FEWEST, _LARGEST_SHARE = 3, 0.05

_WORDS_OF = """
    SELECT word FROM articles_article, unnest(tsvector_to_array(to_tsvector('simple', unaccent(
           title || ' ' || article_body(text, body_start, body_end, furniture))))) AS word
     WHERE id = %s AND word ~ '^[[:alpha:]]{5,40}$'
"""


@dataclass(frozen=True)
class Suggestion:
    """A query to click, and what is other in it: `salvatruca` became `Mara Salvatrucha`."""

    query: str
    instead: str
    meant: str
    option: Option | None = None


def suggestions(tree: Node, understood: Node) -> list[Suggestion]:
    """What was probably meant by a query that found nothing, the likeliest first.

    Unknown names are compared with all names, words that no article has with those of the
    archive and with names too.
    """
    words = _words(understood)
    nearest = _nearest([plain(word.text) for word in words]) if words else {}
    better = {word: nearest[plain(word.text)] for word in words if nearest.get(plain(word.text))}
    misspelt = [word for word in words if plain(word.text) in nearest]
    names = [
        (unknown, alike) for unknown in _unknown_names(understood) if (alike := _alike(unknown))
    ]
    found = [
        *_all_at_once(tree, names, better),
        *(
            one
            for unknown, alike in names
            for one in _replacing(
                tree,
                (unknown.condition,),
                unknown.name.text,
                alike,
                partial(unknown.condition.naming, unknown.name),
            )
        ),
        *_unknown_sources(tree, understood),
        *_as_names(tree, words, misspelt),
        *_all_at_once(tree, [], better),
    ]
    return list({one.query: one for one in reversed(found)}.values())[::-1][:MOST_SUGGESTIONS]


def _unknown_names(understood: Node) -> Iterator[UnknownName]:
    """Names of entities in conditions that nobody carries."""
    for node, is_negated in conditions(understood):
        if isinstance(node, Meaning) and not is_negated:
            yield from (one for one in node.unknown_names if one.kinds)


def _alike(unknown: UnknownName) -> list[Option]:
    """Entities of the kinds with a name like it; or of another kind that carry the very name."""
    text = unknown.name.text
    found = _options(text, unknown.kinds)
    if not found and Kind.LOCATION in unknown.kinds and (parts := parts_of_place(text)):
        # None of the name lies there: the others.
        found = _options(parts[0], (Kind.LOCATION,))
    if not found and isinstance(unknown.condition, Named):
        found = [one for one in options(text) if one.looks_alike]
    # One that no article mentions would find nothing again.
    return sorted(found, key=lambda one: not one.count)[:MOST_SUGGESTIONS]


def _options(text: str, kinds: tuple[Kind, ...] = ()) -> list[Option]:
    """Entities with a name like this, also where two letters beside each other were swapped.

    Of short names, such as `FMLN`, trigrams do not see that.
    """
    found = options(text, kinds=kinds)
    letters = fold(text)
    if found or len(letters) > _LONGEST_SWAPPED:
        return found
    known = Alias.objects.live().filter(normalized__in=_swapped(letters)).order_by("normalized")
    names = known.values_list("normalized", flat=True).distinct()
    return [one for name in names for one in options(name, kinds=kinds, forgiving=False)]


def _swapped(letters: str) -> set[str]:
    """The letters with each two that stand beside each other swapped."""
    return {
        letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
        for at in range(len(letters) - 1)
    }


def _unknown_sources(tree: Node, understood: Node) -> Iterator[Suggestion]:
    """The query with a source of a similar name in the place of one that is unknown."""
    for node, is_negated in conditions(understood):
        if isinstance(node, Sources) and not node.sources and not is_negated:
            wanted = node.written.name.text
            alike = (
                Source.objects.current()
                .annotate(likeness=TrigramWordSimilarity(wanted, "name"))
                .filter(likeness__gte=_LEAST_SIMILAR)
                .order_by("-likeness", "name")[:MOST_SUGGESTIONS]
            )
            for source in alike:
                changed = exchanged(tree, (node.written,), written_source(source))
                yield Suggestion(to_text(changed), wanted, source.name)


def _words(understood: Node) -> list[Word]:
    """Words that name nobody and are long enough to have a typing error in them."""
    return [
        word
        for node, negated in conditions(understood)
        if isinstance(node, Words) and not negated
        for word in node.words
        if len(word.text) >= _SHORTEST_WORD
    ][:_MOST_WORDS]


def _as_names(tree: Node, words: list[Word], misspelt: list[Word]) -> Iterator[Suggestion]:
    """All words as one name, or an unknown one as a name."""
    runs = [tuple(words)] if len(words) > 1 and misspelt else []
    for run in (*runs, *((word,) for word in misspelt)):
        text = " ".join(word.text for word in run)
        alike = [option for option in _options(text) if option.looks_alike]
        yield from _replacing(tree, run, text, alike[:1])


def _all_at_once(
    tree: Node, names: list[tuple[UnknownName, list[Option]]], words: dict[Word, str]
) -> Iterator[Suggestion]:
    """The query with the likeliest in the place of everything unknown."""
    first = [(unknown, alike[0].entity) for unknown, alike in names]
    conditions_of = written(entity for _, entity in first) if first else {}
    better: dict[Node, Node] = {word: Word(known) for word, known in words.items()}
    better |= {
        one.condition: one.condition.naming(one.name, conditions_of[entity.pk])
        for one, entity in first
    }
    if better and (len(better) > 1 or words):
        instead = [word.text for word in words] + [unknown.name.text for unknown, _ in first]
        meant = [*words.values(), *(entity.name for _, entity in first)]
        query = to_text(replaced(tree, lambda node: better.get(node, node)))
        yield Suggestion(query, " ".join(instead), " ".join(meant))


def _replacing(
    tree: Node,
    nodes: tuple[Node, ...],
    instead: str,
    alike: list[Option],
    meaning: Callable[[Named], SearchField] = lambda named: named,
) -> Iterator[Suggestion]:
    """The query with each entity, or what it means there, in the place of the nodes."""
    conditions_of = written(option.entity for option in alike)
    for option in alike:
        condition = meaning(conditions_of[option.entity.pk])
        yield Suggestion(
            to_text(exchanged(tree, nodes, condition)), instead, option.entity.name, option
        )


def _nearest(words: list[str]) -> dict[str, str]:
    """For every word that is unknown, the one that was probably meant, or nothing.

    Of the known words that are alike, and of those with two letters swapped, which trigrams hardly
    see: the likeliest by how often it is written and how many errors lie between (the noisy channel
    of Kernighan, Church & Gale 1990, with one price for every error).
    """
    known = set(_told(KnownWord.objects.filter(word__in=words).values_list("word", flat=True)))
    found = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(_LEAST_SIMILAR)]
        )
        for word in set(words) - known:
            swapped = KnownWord.objects.filter(word__in=_swapped(word))
            alike = (
                KnownWord.objects.filter(word__trigram_similar=word)
                .annotate(likeness=TrigramSimilarity("word", word))
                .order_by("-likeness", Abs(Length("word") - len(word)), "-articles")
            )
            some = [
                *swapped.values_list("word", "articles"),
                *alike.values_list("word", "articles")[:_MOST_ALIKE],
            ]
            some.sort(key=partial(_likelihood, word), reverse=True)
            meant = dict.fromkeys(other for other, _ in some)
            found[word] = next(_told(islice(meant, _MOST_TOLD)), "")
    return found


def _likelihood(word: str, meant: tuple[str, int]) -> float:
    other, articles = meant
    return log(articles or 1) - _ERROR * OSA.distance(word, other)


# Words looked up among the articles, where some are hidden.
_MOST_TOLD = 5


def _told(words: Iterable[str]) -> Iterator[str]:
    """The words without those that only hidden articles have."""
    for word in words:
        rows = SearchRow.objects.filter(condition(interpret(Word(word)))) if hidden() else None
        if rows is None or rows.exists():
            yield word


def more_like(article: Article) -> Node:
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
        .order_by("-count", "entity")[:_MOST_ENTITIES]
    )
    entities = Entity.objects.in_bulk([key for key, _ in named])
    return together([*written(entities.values()).values(), *map(Word, _rarest(article))], Or)


def _rarest(article: Article) -> list[str]:
    """The words of the article that the fewest others have, of those that some have."""
    with connection.cursor() as cursor:
        cursor.execute(_WORDS_OF, [article.pk])
        words = [word for (word,) in cursor.fetchall()]
    most = max(_FEWEST, int(_LARGEST_SHARE * estimate(SearchRow.objects.all())))
    known = KnownWord.objects.filter(word__in=words, articles__range=(_FEWEST, most))
    return list(known.order_by("articles", "word").values_list("word", flat=True)[:_MOST_RARE])
