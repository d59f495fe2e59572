"""How well the search answers what people ask, on texts whose right answers were judged by hand.

    python tests/benchmarks/bench_search_quality.py FILE.jsonl

FILE holds the wire texts that `tests/gold/search_queries.jsonl` was judged on, with their ids;
GANGINTEL_BENCH_TEXTS names it where no argument does. The texts are imported and read into a
database of their own, and every query goes through `manage.py search`. Nothing is asserted.

nDCG@10 (Järvelin and Kekäläinen 2002, gain 2^grade - 1) is 1 when the ten best texts stand first.
Recall is measured where a query's judgements are complete: the share of its texts that are found
at all, be it as a near-copy behind another hit. A suggestion ("did you mean") counts as clicked
where a query finds nothing.
"""

import io
import json
import math
import os
import statistics
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
QUERIES = ROOT / "tests/gold/search_queries.jsonl"
DEPTH = 10
WORST = 15
SHOWN = 12


@dataclass(frozen=True)
class Answer:
    """What one judged query found: articles by primary key, `best` in order."""

    query: dict
    grades: dict[int, int]
    best: tuple[int, ...] = ()
    found: frozenset[int] = frozenset()
    note: str = ""

    @property
    def score(self) -> float:
        return ndcg(self.best, self.grades)

    @property
    def share(self) -> float | None:
        """The share of what it ought to find, where that is known."""
        return recall(self.found, self.grades) if self.query.get("complete") else None

    @property
    def missed(self) -> list[int]:
        lost = [article for article in self.grades if article not in self.found]
        return sorted(lost, key=lambda article: (-self.grades[article], article))


def ndcg(ranking: Sequence[int], grades: Mapping[int, int], depth: int = DEPTH) -> float:
    """Return how near the ranking's first `depth` come to the best order there is, 0 to 1.

    `grades` holds 1 to 3 for what is relevant; whatever it lacks is not.
    """
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(item, 0) for item in ranking[:depth]]) / ideal if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def recall(found: Collection[int], relevant: Collection[int]) -> float:
    """Return the share of the relevant that was found, 1 where nothing is relevant."""
    return len(set(found) & set(relevant)) / len(set(relevant)) if relevant else 1.0


def main() -> None:
    texts = (sys.argv[1:] or [os.environ.get("GANGINTEL_BENCH_TEXTS", "")])[0]
    if not texts:
        print("Nothing measured: name the file of judged texts, or set GANGINTEL_BENCH_TEXTS.")
        return
    queries = [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]
    if lacking := _lacking(Path(texts), queries):
        print(f"Nothing measured: {texts} lacks {lacking} of the judged texts.")
        return
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ |= {
            "GANGINTEL_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "gangintel.settings",
        }
        measure(texts, queries)


def _lacking(texts: Path, queries: list[dict]) -> int:
    """Return how many of the judged ids are not in the file."""
    judged = {identity for query in queries for identity in query["judgements"]}
    if not texts.is_file():
        return len(judged)
    with texts.open(encoding="utf-8") as lines:
        return len(judged - {json.loads(line).get("id") for line in lines})


def measure(texts: str, queries: list[dict]) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from entities.search.known_words import learn_words
    from gangintel import database

    try:
        for name, *arguments in (
            ("migrate",),
            ("load_gazetteer",),
            ("import_articles", texts),
            ("extract_entities",),
        ):
            call_command(name, *arguments, verbosity=0, stdout=io.StringIO())
        # A worker does so every two minutes.
        learn_words(lambda: False)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        report(queries)
    finally:
        connection.close_pool()
        database.stop(settings.GANGINTEL_DATA_DIR)


def report(queries: list[dict]) -> None:
    """Ask every query of the database at hand and print how well it is answered."""
    articles = _articles()
    answers = [ask(query, articles) for query in queries]
    print(f"{'query':<68}{'found':>6}{'judged':>7}{'nDCG@10':>9}{'recall':>8}")
    for answer in answers:
        share = "" if answer.share is None else f"{answer.share:.3f}"
        print(
            f"{answer.query['id']:<16}{answer.query['query'][:51]:<52}{len(answer.found):>6}"
            f"{len(answer.grades):>7}{answer.score:>9.3f}{share:>8} {answer.note}".rstrip()
        )
    print()
    for type in dict.fromkeys(query["type"] for query in queries):
        _summarise(type, [answer for answer in answers if answer.query["type"] == type])
    _summarise("all", answers)
    print("\nThe worst, with the grade of each text:")
    names = {article: name for name, article in reversed(articles.items())}
    answers.sort(key=lambda answer: min(answer.score, 1 if answer.share is None else answer.share))
    for answer in answers[:WORST]:
        print(f"\n{answer.query['id']}  {answer.query['query']}  ({answer.query['about']})")
        print(f"    first   {_listed(answer.best, answer, names)}")
        print(f"    missed  {_listed(answer.missed, answer, names)}")


def _summarise(name: str, answers: Sequence[Answer]) -> None:
    score = statistics.fmean(answer.score for answer in answers)
    line = f"{name:<16}{len(answers):>4} queries   nDCG@{DEPTH} {score:.3f}"
    if shares := [answer.share for answer in answers if answer.share is not None]:
        line += f"   recall {statistics.fmean(shares):.3f}, least {min(shares):.3f}"
    print(line)


def _listed(articles: Sequence[int], answer: Answer, names: Mapping[int, str]) -> str:
    shown = [f"{names[article]}:{answer.grades.get(article, 0)}" for article in articles[:SHOWN]]
    more = len(articles) - len(shown)
    return (" ".join(shown) or "nothing") + (f" and {more} more" if more else "")


def _articles() -> dict[str, int]:
    """Return the article of each id; a text that came twice is one article."""
    from articles.source_models import Document

    documents = Document.objects.order_by("pk").values_list("raw", "article", "same_text_as")
    return {json.loads(bytes(raw))["id"]: own or copy for raw, own, copy in documents}


def ask(query: dict, articles: Mapping[str, int]) -> Answer:
    """Return what `manage.py search` finds, and where it finds nothing, by its suggestion."""
    from django.core.management import CommandError

    grades: dict[int, int] = {}
    for name, grade in query["judgements"].items():
        grades[articles[name]] = max(grade, grades.get(articles[name], 0))
    words, note = query["query"], ""
    try:
        best = search(words, DEPTH)
        if not best["hits"] and best.get("did_you_mean"):
            words = best["did_you_mean"][0]
            best, note = search(words, DEPTH), f"as {words}"
        found = search(words, len(articles))
    except CommandError as error:
        return Answer(query, grades, note=str(error))
    return Answer(
        query,
        grades,
        tuple(hit["id"] for hit in best["hits"]),
        frozenset(key for hit in found["hits"] for key in (hit["id"], *hit["copies"])),
        note,
    )


def search(query: str, limit: int) -> dict:
    from django.core.management import call_command

    out = io.StringIO()
    call_command("search", query, limit=limit, json=True, stdout=out)
    return json.loads(out.getvalue())


if __name__ == "__main__":
    main()
