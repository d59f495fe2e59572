"""`manage.py export_report`: the articles of a search as a file."""

from argparse import ArgumentParser
from json import dumps
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from tqdm import tqdm

from entities.exports.columns import rows
from entities.exports.formats import FORMATS
from entities.models import SearchRow
from entities.search.language.tree import QueryError
from entities.search.query import condition
from entities.search.request import COUNTS, SearchRequest
from entities.search.results.engine import Search


class Command(BaseCommand):
    help = "Write every article that a search finds to a file, with its entities and reasons."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--query", default="", help="as in the search box; empty for all")
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
        parser.add_argument("--count", choices=COUNTS, default=COUNTS[0], help="what is a row")
        parser.add_argument("--output", required=True, type=Path, help="the file to write")
        parser.add_argument("--root", default="", help="what links begin with, such as http://host")
        parser.add_argument("--json", action="store_true", help="print the summary as JSON")

    def handle(
        self,
        *,
        query: str,
        format: str,
        count: str,
        output: Path,
        root: str,
        json: bool,
        **options: object,
    ) -> None:
        parameters = QueryDict(mutable=True)
        parameters.update({"q": query, "count": count})
        try:
            search = Search(SearchRequest.from_parameters(parameters))
        except QueryError as error:
            raise CommandError(str(error)) from error
        hits = SearchRow.objects.filter(condition(search.understood)).order_by()
        by_origin = search.request.by_origin
        found = tqdm(
            rows(search, root=root),
            total=hits.values("cluster").distinct().count() if by_origin else hits.count(),
            unit=count.removesuffix("s"),
            disable=None,
        )
        # Written beside the target and moved there at the end, so that no half report stays.
        part = output.with_name(f".{output.name}.part")
        try:
            with part.open("wb") as file:
                for piece in FORMATS[format].write(found, search.request.described):
                    file.write(piece)
            part.replace(output)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise CommandError(
                f"{output} cannot be written ({error.strerror}): choose another file."
            ) from error
        summary = {count: found.total, "output": str(output)}
        self.stdout.write(dumps(summary) if json else f"Wrote {found.total} {count} to {output}.")
