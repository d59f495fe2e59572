"""Let the language model learn from what people confirmed."""

import json as jsonlib
import time

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from entities.nlp import versions
from entities.training.retrain import TooFewArticles, gather, improve

_READ_AGAIN = "All articles are read again by it; what people decided stays."


class Command(BaseCommand):
    help = (
        "Train the language model on the articles that people reviewed, and test it on a fifth of "
        "them that it did not see. It is kept and used only when it does better there than the "
        "one in use; then all articles are read again by it. Versions are in the data folder."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        instead = parser.add_mutually_exclusive_group()
        instead.add_argument("--list", action="store_true", help="list the versions, do not train")
        instead.add_argument(
            "--use", metavar="VERSION", help=f"use this one; “{versions.ORIGINAL}” is untrained"
        )
        instead.add_argument(
            "--back", action="store_true", help="go back to the version used before"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object for programs")

    def handle(
        self,
        *,
        list: bool,
        use: str | None,
        back: bool,
        json: bool,
        verbosity: int,
        **options: object,
    ) -> None:
        try:
            if list:
                self._list(json)
            elif use or back:
                if use:
                    versions.use(use)
                else:
                    versions.back()
                self._say({"in_use": versions.in_use()}, json, f"{_in_use()} {_READ_AGAIN}")
            else:
                self._train(json, verbosity)
        except (versions.VersionError, TooFewArticles) as error:
            raise CommandError(str(error)) from error

    def _train(self, json: bool, verbosity: int) -> None:
        started = time.monotonic()
        material = gather()
        # disable=None hides the bar when standard error is not a terminal.
        with tqdm(total=material.steps, unit="text", disable=None if verbosity else True) as bar:
            outcome = improve(material, progress=bar.update)
        before, after = outcome.before.summary(), outcome.after.summary()
        summary = {
            "kept": bool(outcome.version),
            "version": outcome.version,
            "in_use": versions.in_use(),
            "articles": len(material.training),
            "held_out": len(material.held_out),
            "before": before,
            "after": after,
            "seconds": round(time.monotonic() - started, 2),
        }
        lines = [
            f"Trained on {len(material.training)} articles, tested on {len(material.held_out)} "
            f"others, in {summary['seconds']} s. F1 before and after:",
            *(
                f"{name:>8}{before[name]['f1']:>8.3f}{after[name]['f1']:>8.3f}"
                f"   of {after[name]['support']}"
                for name in after
            ),
            f"It is better: {outcome.version} is used from now on. {_READ_AGAIN}"
            if outcome.version
            else "It is not better, so it is not kept; nothing has changed.",
        ]
        self._say(summary, json, "\n".join(lines))

    def _list(self, json: bool) -> None:
        known = versions.listed()
        lines = [
            f"{figures['version']}: F1 {figures['before']['micro']['f1']:.3f} → "
            f"{figures['after']['micro']['f1']:.3f} on {figures['held_out']} articles, trained on "
            f"{figures['articles']}, from {figures['base']}"
            for figures in known
        ]
        summary = {"in_use": versions.in_use(), "versions": known}
        self._say(summary, json, "\n".join([*lines, _in_use()]))

    def _say(self, summary: dict, json: bool, words: str) -> None:
        self.stdout.write(jsonlib.dumps(summary) if json else words)


def _in_use() -> str:
    return f"In use: {versions.in_use()}."
