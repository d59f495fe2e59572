"""`manage.py export_report`: what a search finds as a file."""

from argparse import ArgumentParser
from json import dumps
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from tqdm import tqdm

from entities.exports.formats import FORMATS
from entities.exports.product import Product
from entities.search.language.tree import QueryError
from entities.search.request import COUNTS, SearchRequest
from entities.search.results.engine import Search


class Command(BaseCommand):
    help = "Write every article that a search finds to a file, with its entities and reasons."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--query", default="", help="as in the search box; empty for all")
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
        parser.add_argument("--count", choices=COUNTS, default=COUNTS[0], help="what is a row")
        parser.add_argument(
            "--proposals",
            action="store_true",
            help="a report holds what the machine proposes, too, and says that it does",
        )
        parser.add_argument("--output", required=True, type=Path, help="the file to write")
        parser.add_argument("--root", default="", help="what links begin with, such as http://host")
        parser.add_argument("--json", action="store_true", help="print the summary as JSON")

    def handle(
        self,
        *,
        query: str,
        format: str,
        count: str,
        proposals: bool,
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
        product = Product(search, root=root, with_proposals=proposals)
        if refusal := FORMATS[format].refusal(product):
            raise CommandError(refusal)
        # Written beside the target and moved there at the end, so that no half file stays.
        part = output.with_name(f".{output.name}.part")
        try:
            with (
                part.open("wb") as file,
                tqdm(desc=output.name, unit="B", unit_scale=True, disable=None) as bar,
            ):
                for piece in FORMATS[format].pieces(product):
                    bar.update(file.write(piece))
            part.replace(output)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise CommandError(
                f"{output} cannot be written ({error.strerror}): choose another file."
            ) from error
        summary = {count: product.rows_in_all, "output": str(output)}
        said = f"Wrote {product.rows_in_all} {count} to {output}."
        self.stdout.write(dumps(summary) if json else said)
