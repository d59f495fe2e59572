from collections.abc import Iterable
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles.importing import readers
from articles.importing.fields import MEANINGS
from articles.importing.read_files import size_of
from articles.importing.record_run import close_interrupted, to_resume
from articles.importing.report_run import as_json, in_words, items_as_json, reasons
from articles.importing.run_import import run
from articles.run_models import ImportRun

STOPPED = "Stopped; import_articles --resume goes on with it, and so does the same command."


class Command(BaseCommand):
    help = "Import articles from files, and folders of them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH", help="file or folder")
        parser.add_argument("--source", default="", help="who published all these articles")
        parser.add_argument(
            "--format",
            choices=["auto", *readers.FORMATS],
            default="auto",
            help="what the files hold; auto tells by their content and ending",
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            dest="columns",
            metavar="HEADING=FIELD",
            help="what a heading of tables, or a key of JSON, means that does not tell it, such as "
            f"Headline=title; the fields are {', '.join(MEANINGS)}",
        )
        parser.add_argument("--user", help="name of the account that the run is recorded for")
        parser.add_argument(
            "--resume",
            action="store_true",
            help="go on with the last run that was stopped or interrupted",
        )
        parser.add_argument("--dry-run", action="store_true", help="try it, keep nothing")
        parser.add_argument(
            "--json",
            action="store_true",
            help="print one JSON object; with --dry-run one for each file or line",
        )

    def handle(
        self,
        *,
        paths: list[str],
        source: str,
        format: str,
        columns: list[str],
        resume: bool,
        dry_run: bool,
        verbosity: int,
        **options: Any,
    ) -> None:
        source = " ".join(source.split())
        if len(source) > 200:
            raise CommandError("The name of a source has 200 characters at most.")
        user = self._user(options["user"]) if options["user"] else None
        for earlier in close_interrupted():
            self.stderr.write(f"{earlier} was interrupted; import_articles --resume goes on.")
        named = dict(map(self._column, columns))
        import_run = ImportRun(user=user, source=source, format=format, columns=named)
        if resume:
            paths = self._take_over(import_run, paths)
        if not paths:
            raise CommandError("Name the files or folders to import, or give --resume.")
        # disable=None hides the bars when stderr is not a terminal (cron, CI, systemd).
        bar = partial(tqdm, disable=None if verbosity else True)
        with bar(desc="Counting", unit=" files", leave=False) as counted:
            import_run.total_bytes = size_of(paths, counted.update)
        with bar(total=import_run.total_bytes, unit="B", unit_scale=True) as done:

            def tell(ended: ImportRun) -> None:
                done.close()
                self._tell(ended, dry_run=dry_run, json=options["json"])

            run(paths, import_run, dry_run=dry_run, progress=done.update, tell=tell)
        if import_run.state == ImportRun.State.STOPPED:
            raise CommandError(STOPPED, returncode=130)
        if import_run.failed:
            raise CommandError(f"{import_run.failed} article(s) or file(s) failed.")

    def _column(self, written: str) -> tuple[str, str]:
        heading, sign, field = (part.strip() for part in written.rpartition("="))
        field = "published" if field == "date" else field
        if not heading or not sign or field not in MEANINGS:
            raise CommandError(
                f"--map {written} is not HEADING=FIELD, with a field of {', '.join(MEANINGS)}."
            )
        return heading, field

    def _user(self, name: str) -> User:
        try:
            return User.objects.get_by_natural_key(name)
        except User.DoesNotExist:
            raise CommandError(f"There is no account named {name}.") from None

    def _take_over(self, import_run: ImportRun, paths: list[str]) -> list[str]:
        """Go on with the last unfinished run, with its source and format; returns its paths."""
        if paths:
            raise CommandError("--resume goes on with the paths of the last run; name none.")
        earlier = to_resume()
        if earlier is None:
            raise CommandError("There is no run to go on with: the last one came to its end.")
        import_run.resumes = earlier
        import_run.user = import_run.user or earlier.user
        import_run.source = import_run.source or earlier.source
        import_run.format = earlier.format
        import_run.columns = import_run.columns or earlier.columns
        return earlier.paths

    def _tell(self, import_run: ImportRun, *, dry_run: bool, json: bool) -> None:
        if json:
            self._write(items_as_json(import_run) if dry_run else as_json(import_run))
            return
        words = in_words(import_run)
        self.stdout.write(f"Would import: {words}" if dry_run else f"Imported: {words}")
        for reason in reasons(import_run):
            self.stderr.write(reason)

    def _write(self, pieces: Iterable[str]) -> None:
        for piece in pieces:
            self.stdout.write(piece, ending="")
