"""Write what people confirmed as material for training."""

import json as jsonlib
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from entities.training.examples import FORMATS, export, read, with_confirmed_mentions


class Command(BaseCommand):
    help = (
        "Write the articles in which people confirmed mentions into a folder: train.spacy and "
        "dev.spacy for spaCy, train.jsonl and dev.jsonl with text, spans, entities and confirmed "
        "relationships. The dev files hold a fifth of them. Where people did not decide on all "
        "of an article, the rest is marked as unknown."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", required=True, type=Path, help="the folder to write into")
        parser.add_argument("--format", choices=[*FORMATS, "both"], default="both")
        parser.add_argument("--json", action="store_true", help="one JSON object for programs")

    def handle(
        self, *, output: Path, format: str, json: bool, verbosity: int, **options: object
    ) -> None:
        articles = with_confirmed_mentions()
        total = articles.count()
        if not total:
            raise CommandError(
                "Nobody has confirmed a mention yet: confirm some in the articles first."
            )
        bar = tqdm(read(articles), total=total, unit="article", disable=None if verbosity else True)
        try:
            written = export(bar, output, FORMATS if format == "both" else [format])
        except OSError as error:
            raise CommandError(
                f"{output} cannot be written to ({error.strerror}): choose another folder."
            ) from error
        self.stdout.write(
            jsonlib.dumps(asdict(written))
            if json
            else f"Wrote {written.mentions} confirmed mentions of {written.articles} articles: "
            + ", ".join(written.files)
        )
