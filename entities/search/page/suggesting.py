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
    found: dict[str, Suggestion] = {}
    for suggestion in (*_names(tree, understood), *_words(tree, understood)):
        found.setdefault(suggestion.query, suggestion)
    return list(found.values())[:MOST_SUGGESTIONS]


def _names(tree: Node, understood: Node) -> Iterator[Suggestion]:
    """Names after a field that nobody carries."""
    for node, negated in conditions(understood):
        unknown = isinstance(node, Mentions) and isinstance(node.written, Named)
        if negated or not unknown or node.entities:
            continue
        alike = options(node.text, kinds=(node.written.kind,))[:MOST_SUGGESTIONS]
        # Under another kind the very name may be known.
        alike = alike or [one for one in options(node.text) if one.looks_alike][:MOST_SUGGESTIONS]
        yield from _replacing(tree, (node.written,), node.text, alike)


def _words(tree: Node, understood: Node) -> Iterator[Suggestion]:
    """Words that are in no article and name nobody."""
    words = [
        word
        for node, negated in conditions(understood)
        if isinstance(node, Words) and not negated
        for word in node.words
        if len(word.text) >= _SHORTEST_WORD
    ][:_MOST_WORDS]
    if not words:
        return
    nearest = _nearest([plain(word.text) for word in words])
    unknown = [word for word in words if plain(word.text) in nearest]
    if len(words) > 1:
        run = " ".join(word.text for word in words)
        yield from _replacing(tree, tuple(words), run, _alike(run))
    for word in unknown:
        yield from _replacing(tree, (word,), word.text, _alike(word.text)[:1])
    better = {word: nearest[plain(word.text)] for word in unknown if nearest[plain(word.text)]}
    if better:
        corrected = replaced(tree, lambda node: Word(better[node]) if node in better else node)
        instead, meant = " ".join(one.text for one in better), " ".join(better.values())
        yield Suggestion(to_text(corrected), instead, meant)


def _alike(name: str) -> list[Option]:
    return [one for one in options(name) if one.looks_alike][:MOST_SUGGESTIONS]


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


def _replacing(
    tree: Node, nodes: tuple[Node, ...], instead: str, alike: list[Option]
) -> Iterator[Suggestion]:
    """The query with each entity in the place of the nodes."""
    conditions_of = written(option.entity for option in alike)
    for option in alike:
        query = to_text(exchanged(tree, nodes, conditions_of[option.entity.pk]))
        yield Suggestion(query, instead, option.entity.name, option)
