"""`manage.py reimport`: the stored documents read again by the rules of today."""

import sys
from json import dumps

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.importing.reimport import Difference, differences
from articles.models import Article
from articles.source_models import Source

_MOST_SHOWN = 30


class Command(BaseCommand):
    help = "Read the stored documents again by the rules of today; shows the difference first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--source", default="", help="only the articles of this source")
        parser.add_argument("--dry-run", action="store_true", help="show the difference, no more")
        parser.add_argument("--yes", action="store_true", help="take it over without asking")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(
        self,
        *,
        source: str,
        dry_run: bool,
        yes: bool,
        json: bool,
        verbosity: int,
        **options: object,
    ) -> None:
        articles = Article.objects.not_withdrawn()
        if source:
            named = Source.objects.called(source)
            if named is None:
                raise CommandError(f"There is no source “{source}”: write its name in full.")
            articles = articles.filter(source=named)
        total = articles.count()

        def read(*, keep: bool) -> list[Difference]:
            rows = differences(articles, keep=keep)
            # disable=None hides the bar when stderr is not a terminal.
            bar = tqdm(rows, total=total, unit="article", disable=None if verbosity else True)
            return [one for one in bar if one]

        found = read(keep=False)
        if not json:
            self._show(found, total)
        changes = any(not one.is_refused for one in found)
        is_kept = changes and not dry_run and (yes or json or self._agrees())
        if is_kept:
            found = read(keep=True)
        if json:
            self.stdout.write(dumps(_as_json(found, total, is_kept=is_kept), ensure_ascii=False))
        elif is_kept:
            self.stdout.write(self.style.SUCCESS("Taken over. What people decided stands."))
        elif changes:
            self.stdout.write("Nothing was changed.")

    def _show(self, found: list[Difference], total: int) -> None:
        for one in found[:_MOST_SHOWN]:
            self.stdout.write(f"{one.article}  {one.title[:90]}")
            if one.is_refused:
                self.stdout.write("    stays: the rules of today make no article of its document")
            for name, (before, after) in one.fields.items():
                self.stdout.write(f"    {name}: {before or '–'} → {after or '–'}")
        if len(found) > _MOST_SHOWN:
            self.stdout.write(f"… and {len(found) - _MOST_SHOWN:,} more; --json names all.")
        texts = sum(one.is_text for one in found)
        refused = sum(one.is_refused for one in found)
        self.stdout.write(
            f"{total:,} articles read again: {len(found) - refused:,} differ, {texts:,} of them in "
            f"their text; {refused:,} would be refused today and stay as they are."
        )

    def _agrees(self) -> bool:
        """Whether the person at the terminal takes it over; without a terminal it was meant so."""
        if not sys.stdin.isatty():
            return True
        return input("Take this over? [y/N] ").strip().lower() in ("y", "yes")


def _as_json(found: list[Difference], total: int, *, is_kept: bool) -> dict:
    differing = [one for one in found if not one.is_refused]
    refused = [one for one in found if one.is_refused]
    return {
        "articles": total,
        "unchanged": total - len(found),
        "changed": len(differing),
        "texts": sum(one.is_text for one in differing),
        "refused": [{"article": one.article, "title": one.title} for one in refused],
        "differences": [
            {
                "article": one.article,
                "title": one.title,
                "fields": {
                    name: {"before": before, "after": after}
                    for name, (before, after) in one.fields.items()
                },
            }
            for one in differing
        ],
        "kept": is_kept,
    }
