"""`manage.py search`: the search page's own engine on the command line."""

from argparse import ArgumentParser
from json import dumps

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from entities.search.fields.entity_names import Mentions
from entities.search.fields.search_field import Meaning
from entities.search.fields.source_names import Sources
from entities.search.language.tree import Node, Phrase, QueryError, conditions, to_text
from entities.search.page.suggestions import Suggestion, suggestions
from entities.search.query import Beginning, Words
from entities.search.request import COUNTS, SearchRequest
from entities.search.results.engine import PAGE_SIZE, Result, Search
from entities.search.results.hits import matched_statements


class Command(BaseCommand):
    help = "Search as the search page does: manage.py search 'truce gang:\"Barrio 18\"'"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("query", help="words, phrases, gang:NAME, person:NAME, location:NAME …")
        parser.add_argument("--limit", type=int, default=PAGE_SIZE, help="show at most this many")
        parser.add_argument("--count", choices=COUNTS, default=COUNTS[0], help="what is counted")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, query: str, limit: int, count: str, json: bool, **options: object) -> None:
        if limit < 0:
            raise CommandError(f"--limit {limit} is negative: give 0 or more.")
        parameters = QueryDict(mutable=True)
        parameters.update({"q": query, "count": count})
        try:
            result = Search(SearchRequest.from_parameters(parameters)).page(size=limit)
        except QueryError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_as_json(result) if json else _as_text(result))


def _as_json(result: Result) -> str:
    matched = matched_statements(result.understood, [hit.article.pk for hit in result.hits])
    found = {
        "total": {"value": result.total, "exact": result.is_exact},
        "origins": {"value": result.about_origins, "exact": result.counts_all_origins},
        "counted": result.request.counts,
        "hits": [
            {
                "id": hit.article.pk,
                "title": hit.article.title,
                "source": hit.article.source.name,
                "published": hit.published,
                "matched_by": [str(reason) for reason in hit.reasons],
                "copies": hit.copies,
                "relationships": [one.as_json() for one in matched[hit.article.pk]],
            }
            for hit in result.hits
        ],
        "facets": {
            facet.parameter: [
                {"key": value.key, "name": value.name, "count": value.count}
                for value in facet.values
            ]
            for facet in result.facets
        },
        "understood": [
            _understood(node, is_negated) for node, is_negated in conditions(result.understood)
        ],
        "did_you_mean": [one.query for one in _meant(result)],
        "seconds": round(result.seconds, 4),
    }
    return dumps(found, ensure_ascii=False)


def _meant(result: Result) -> list[Suggestion]:
    return [] if result.total else suggestions(result.request.tree, result.understood)


def _understood(node: Node, is_negated: bool) -> dict:
    """One condition: how it was written, and what it means where it is a name."""
    found: dict = {"term": _written(node), "outcome": "words", "entities": [], "sources": []}
    if is_negated:
        found["term"] = f"-{found['term']}"
    meant: tuple = ()
    match node:
        case Mentions():
            meant = node.entities or node.offered
            found["entities"] = [
                {"id": entity.pk, "kind": entity.kind, "name": entity.name} for entity in meant
            ]
        case Sources():
            meant = node.sources
            found["sources"] = [source.name for source in meant]
        case Words() | Phrase() | Beginning():
            return found
        case _:
            return found | {"outcome": "condition"}
    return found | {"outcome": "none" if not meant else "match" if len(meant) == 1 else "ambiguous"}


def _written(node: Node) -> str:
    match node:
        case Words() | Mentions(written=tuple()):
            return node.text
        case Meaning():
            return to_text(node.as_written)
    return to_text(node)


def _as_text(result: Result) -> str:
    counted = f"{result.total} article{'s' * (result.total != 1)}"
    if result.request.by_origin:
        counted = f"{result.about_origins} origin{'s' * (result.origins != 1)} of {counted}"
    lines = [f"{counted}, {result.seconds:.3f} s"]
    for hit in result.hits:
        lines += ["", f"{hit.article.pk:>8}  {hit.article.title}"]
        lines.append(f"          {hit.article.source}, {hit.published or 'undated'}")
        lines += [f"          {reason}" for reason in hit.reasons]
    return "\n".join(lines)
