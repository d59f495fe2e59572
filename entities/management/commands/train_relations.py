"""Learn from annotated texts which wording states a relationship."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from entities.extraction.relations.relation_model import WEIGHTS_FILE
from entities.management.inputs import read_gold

try:
    from entities.training import train_relation_model
except ImportError:  # the extra `train` is not installed
    train_relation_model = None  # type: ignore[assignment] # a module, or nothing


class Command(BaseCommand):
    help = (
        "Learn from the texts of gold files (JSON lines, as `export_training` writes them too) "
        "which wording states which relationship, and write the table of weights that the "
        "pipeline reads. Needs the extra: pip install 'gangintel[train]'."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("gold", type=Path, nargs="+", help="text, spans and relations a line")
        parser.add_argument(
            "--output", type=Path, default=Path(str(WEIGHTS_FILE)), help="default: the table in use"
        )

        parser.add_argument(
            "--folds",
            type=int,
            metavar="N",
            help="write nothing: learn N times from all texts but each Nth, and say how well the "
            "wordings of the others are judged",
        )

    def handle(
        self, *, gold: list[Path], output: Path, folds: int | None, **options: object
    ) -> None:
        if train_relation_model is None:
            raise CommandError("scikit-learn is not installed: pip install 'gangintel[train]'.")
        texts = [text for path in gold for text in read_gold(path)]
        if folds is not None:
            if not 2 <= folds <= len(texts):
                raise CommandError(f"--folds takes a number from 2 to {len(texts)}, one a text.")
            self.stdout.write(f"{'likelihood':12}{'precision':>10}{'recall':>10}{'F1':>10}")
            for least, tally in train_relation_model.cross_validated(texts, folds).items():
                row = tally.summary()
                scores = "".join(f"{row[one]:>10.3f}" for one in ("precision", "recall", "f1"))
                self.stdout.write(f"{f'>= {least}':12}{scores}")
            return
        material = train_relation_model.examples(texts)
        weights = train_relation_model.fit(material)
        if not weights:
            raise CommandError(
                f"These {len(texts)} texts state no kind of relationship often enough to learn it."
            )
        try:
            train_relation_model.write(weights, output)
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error}.") from None
        number = sum(len(own.stated) for own in material.values())
        self.stdout.write(
            f"Learned {len(weights)} statements from {len(texts)} texts with {number} wordings, "
            f"{sum(map(len, weights.values()))} weights: {output}"
        )
