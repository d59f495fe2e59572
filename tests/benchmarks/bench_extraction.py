"""Speed and memory of the pipeline against spaCy with its default components, on the same texts.

Usage: bench_extraction.py [FILE.jsonl ...] (objects with a `text`; the gold texts by default)
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangintel.settings")

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402

from entities.extraction.pipeline import Pipeline, Text  # noqa: E402
from entities.gazetteer.files import gazetteer_from_files  # noqa: E402
from entities.nlp import BATCH_SIZE, model  # noqa: E402

LEAST_TEXTS = 150
ROUNDS = 3


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "tests/gold").glob("*.jsonl"))
    import spacy

    memory = psutil.Process().memory_info
    empty = memory().rss
    seconds, pipeline = timed(lambda: Pipeline(gazetteer_from_files()))
    model()
    print(f"ready in {seconds:.1f} s of processor time, {megabytes(memory().rss - empty)} more")
    default = spacy.load(settings.GANGINTEL_SPACY_MODEL)
    print(f"{'texts':34}{'spaCy':>10}{'GangIntel':>11}{'ratio':>8}   (texts a second)")
    for file in files:
        texts = [json.loads(line)["text"] for line in file.read_text().splitlines()][:LEAST_TEXTS]
        texts *= -(-LEAST_TEXTS // len(texts))
        wholes = [Text(text, (0, len(text))) for text in texts]
        # In turns, and the best of several rounds: other programs on the machine only slow down.
        rounds = [
            (
                timed(lambda: list(default.pipe(texts, batch_size=BATCH_SIZE)))[0],  # noqa: B023
                timed(lambda: list(pipeline.read_many(wholes)))[0],  # noqa: B023
            )
            for _ in range(ROUNDS)
        ]
        theirs, ours = (min(column) for column in zip(*rounds, strict=True))
        print(
            f"{file.name:34}{len(texts) / theirs:>10.1f}{len(texts) / ours:>11.1f}"
            f"{theirs / ours:>8.2f}"
        )
    print(f"resident memory, spaCy's default model included: {megabytes(memory().rss)}")


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds of processor time, and what came of it."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def megabytes(size: int) -> str:
    return f"{size / 2**20:.0f} MB"


if __name__ == "__main__":
    main()
