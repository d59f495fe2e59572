import json
import sys
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.importing import readers
from articles.importing.read_files import size_of
from articles.importing.run_import import Report, run
from articles.importing.store_articles import Outcome

SHOWN_FAILURES = 20


class Command(BaseCommand):
    help = "Import articles from files, and folders of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="file or folder")
        parser.add_argument("--source", default="", help="who published all these articles")
        parser.add_argument(
            "--format",
            choices=["auto", *readers.FORMATS],
            default="auto",
            help="what the files hold; auto tells by their ending and content",
        )
        parser.add_argument("--user", help="name of the account that the run is recorded for")
        parser.add_argument("--dry-run", action="store_true", help="try it, keep nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(
        self,
        *,
        paths: list[str],
        source: str,
        format: str,
        dry_run: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        source = " ".join(source.split())
        if len(source) > 200:
            raise CommandError("The name of a source has 200 characters at most.")
        user = self._user(options["user"]) if options["user"] else None
        show_bar = bool(verbosity) and sys.stderr.isatty()
        # disable=None hides the bar when stderr is not a terminal (cron, CI, systemd).
        with tqdm(
            total=size_of(paths) if show_bar else None,
            unit="B",
            unit_scale=True,
            disable=None if verbosity else True,
        ) as bar:
            report = run(
                paths, format=format, source=source, user=user, dry_run=dry_run, progress=bar.update
            )
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            self._print(report, dry_run)
        if report.stopped:
            raise CommandError("Stopped; run the import again to go on.", returncode=130)
        if report.failed:
            raise CommandError(f"{len(report.failed)} article(s) or file(s) failed.")

    def _user(self, name: str) -> User:
        try:
            return User.objects.get_by_natural_key(name)
        except User.DoesNotExist:
            raise CommandError(f"There is no account named {name}.") from None

    def _print(self, report: Report, dry_run: bool) -> None:
        counts = report.counts
        words = (
            f"{counts[Outcome.CREATED]} new, {counts[Outcome.REVISED]} changed, "
            f"{counts[Outcome.UNCHANGED]} unchanged, "
            f"{counts[Outcome.DUPLICATE]} with a text that was here already, "
            f"{len(report.failed)} failed."
        )
        self.stdout.write(f"Would import: {words}" if dry_run else f"Imported: {words}")
        for failure in report.failed[:SHOWN_FAILURES]:
            place = failure.file if failure.line is None else f"{failure.file}:{failure.line}"
            self.stderr.write(f"{place}: {failure.error}")
        if len(report.failed) > SHOWN_FAILURES:
            self.stderr.write(f"… and {len(report.failed) - SHOWN_FAILURES} more; see the run.")
