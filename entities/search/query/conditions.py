"""From what a query means to a filter on the search rows (`SearchRow`)."""

from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQueryCombinable
from django.db.models import BooleanField, F, Func, Q, Value

from articles.models import SEARCH_CONFIG
from articles.search import IsEmpty, Matches, NotWords, phrase_query, prefix_query, words_query
from entities.search.fields.search_field import Meaning
from entities.search.language.tree import And, Node, Not, Or, Phrase
from entities.search.query.nodes import Beginning, Words


def condition(node: Node) -> Q:
    """The rows of the articles for which this part of the query holds."""
    match node:
        case And():
            return _all(node)
        case Or():
            if query := text_query(node):
                return _has(query)
            return reduce(or_, map(condition, node.parts))
        case Not():
            return ~condition(node.part)
        case Phrase(distance=int()):
            return _has(words_query(node.text)) & Q(_near_each_other(node))
        case _ if query := text_query(node):
            return _has(query)
        case Meaning():
            return node.condition()
    raise TypeError(f"The names in {node!r} have not been looked up.")


def text_query(node: Node) -> SearchQueryCombinable | None:
    """What to look for in the words alone; None where the part asks for anything else too."""
    match node:
        case Words():
            return words_query(node.text)
        case Phrase(distance=None):
            return phrase_query(node.text)
        case Beginning():
            return prefix_query(node.written.text, node.stems)
        case Not():
            query = text_query(node.part)
            return query and NotWords(query)
        case And() | Or() if node.parts:
            queries = [text_query(part) for part in node.parts]
            if None not in queries:
                return reduce(and_ if isinstance(node, And) else or_, queries)
    return None


def _all(node: And) -> Q:
    """All parts. What looks for words is one question, which the index answers as a whole.

    It comes last: where the index answers nothing, the words are fetched of what is left only.
    """
    queries, found = [], Q()
    for part in node.parts:
        if query := text_query(part):
            queries.append(query)
        else:
            found &= condition(part)
    return found & _has(reduce(and_, queries)) if queries else found


def _has(query: SearchQueryCombinable) -> Q:
    """The words match, or none of them has a meaning."""
    return Q(Matches("words", query)) | Q(IsEmpty(query))


def _near_each_other(node: Phrase) -> Func:
    return Func(
        F("words"),
        Func(Value(SEARCH_CONFIG), Value(node.text), function="to_tsvector"),
        Value(node.distance),
        function="words_within",
        output_field=BooleanField(),
    )
