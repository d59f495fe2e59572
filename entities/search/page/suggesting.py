"""“Did you mean”: searches that may find something where one found nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction
from django.db.models.functions import Abs, Length

from entities.models import KnownWord
from entities.names import plain
from entities.pages.picking import Option, options
from entities.search.language.printing import to_text
from entities.search.language.rewriting import exchanged, replaced
from entities.search.language.syntax import Named, Node, Word, conditions
from entities.search.meaning import Mentions, Words
from entities.search.understanding import written

MOST_SUGGESTIONS = 3
# How much of a word's trigrams another must share to be meant, 0–1.
_LEAST_SIMILAR = 0.35
_SHORTEST_WORD = 4
# Words looked up one by one; in a longer query a typing error is not why nothing is found.
_MOST_WORDS = 8


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
    unknown = [word for word in words if plain(word.text) in nearest]
    names = {node: _alike(node) for node in _unknown_names(understood)}
    found = [
        *_all_at_once(tree, {node: alike for node, alike in names.items() if alike}, better),
        *(
            one
            for node, alike in names.items()
            for one in _replacing(tree, (node,), node.name.text, alike)
        ),
        *_as_names(tree, words, unknown),
        *_all_at_once(tree, {}, better),
    ]
    return list({one.query: one for one in reversed(found)}.values())[::-1][:MOST_SUGGESTIONS]


def _unknown_names(understood: Node) -> list[Named]:
    """Names after a field that nobody carries."""
    return [
        node.written
        for node, negated in conditions(understood)
        if isinstance(node, Mentions)
        and isinstance(node.written, Named)
        and not node.entities
        and not negated
    ]


def _alike(node: Named) -> list[Option]:
    """Entities of the kind with a name like it; or of another kind that carry the very name."""
    text = node.name.text
    found = options(text, kinds=(node.kind,)) or [one for one in options(text) if one.looks_alike]
    return found[:MOST_SUGGESTIONS]


def _words(understood: Node) -> list[Word]:
    """Words that name nobody and are long enough to have a typing error in them."""
    return [
        word
        for node, negated in conditions(understood)
        if isinstance(node, Words) and not negated
        for word in node.words
        if len(word.text) >= _SHORTEST_WORD
    ][:_MOST_WORDS]


def _as_names(tree: Node, words: list[Word], unknown: list[Word]) -> Iterator[Suggestion]:
    """All words as one name, or an unknown one as a name."""
    runs = [tuple(words)] if len(words) > 1 and unknown else []
    for run in (*runs, *((word,) for word in unknown)):
        text = " ".join(word.text for word in run)
        alike = [option for option in options(text) if option.looks_alike]
        yield from _replacing(tree, run, text, alike[:1])


def _all_at_once(
    tree: Node, names: dict[Named, list[Option]], words: dict[Word, str]
) -> Iterator[Suggestion]:
    """The query with the likeliest in the place of everything unknown."""
    conditions_of = written(alike[0].entity for alike in names.values()) if names else {}
    better: dict[Node, Node] = {word: Word(known) for word, known in words.items()}
    better |= {node: conditions_of[alike[0].entity.pk] for node, alike in names.items()}
    if better and (len(better) > 1 or words):
        instead = [word.text for word in words] + [node.name.text for node in names]
        meant = [*words.values(), *(alike[0].entity.name for alike in names.values())]
        query = to_text(replaced(tree, lambda node: better.get(node, node)))
        yield Suggestion(query, " ".join(instead), " ".join(meant))


def _replacing(
    tree: Node, nodes: tuple[Node, ...], instead: str, alike: list[Option]
) -> Iterator[Suggestion]:
    """The query with each entity in the place of the nodes."""
    conditions_of = written(option.entity for option in alike)
    for option in alike:
        query = to_text(exchanged(tree, nodes, conditions_of[option.entity.pk]))
        yield Suggestion(query, instead, option.entity.name, option)


def _nearest(words: list[str]) -> dict[str, str]:
    """For every word that is unknown, the nearest known one, or nothing."""
    known = set(KnownWord.objects.filter(word__in=words).values_list("word", flat=True))
    found = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(_LEAST_SIMILAR)]
        )
        for word in set(words) - known:
            alike = (
                KnownWord.objects.filter(word__trigram_similar=word)
                .annotate(likeness=TrigramSimilarity("word", word))
                .order_by("-likeness", Abs(Length("word") - len(word)), "-articles")
            )
            found[word] = alike.values_list("word", flat=True).first() or ""
    return found
