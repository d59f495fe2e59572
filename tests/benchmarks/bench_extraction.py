"""How fast articles are read and stored, and in how much memory, in a database of one's own.

    python tests/benchmarks/bench_extraction.py [FILE.jsonl] [--articles N] [--memory] [--profile]

FILE holds objects with a `text`; the gold texts by default, over and over. GANGINTEL_BENCH_TEXTS
names one where no argument does. Everything is compared in turns on the same texts in the same
run, since other programs on the machine slow both down. Nothing is asserted.
"""

import argparse
import cProfile
import gc
import io
import json
import os
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
ALIASES = 100_000
MEMORY_AFTER = (1_000, 10_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=_from_environment())
    parser.add_argument("--articles", type=int, default=64, help="a round (default: 64)")
    parser.add_argument("--memory", action="store_true", help=f"after {MEMORY_AFTER}; takes long")
    parser.add_argument("--profile", action="store_true", help="where one process spends its time")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ |= {
            "GANGINTEL_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "gangintel.settings",
            # As our own model sets it; here spaCy's default one is there first.
            "OPENBLAS_NUM_THREADS": "1",
        }
        measure(options)


def _from_environment() -> Path | None:
    # The same variable names the texts of the other benchmarks, where a folder may stand too.
    named = os.environ.get("GANGINTEL_BENCH_TEXTS", "")
    return Path(named) if named.endswith(".jsonl") else None


def measure(options: argparse.Namespace) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from gangintel import database

    try:
        call_command("migrate", verbosity=0)
        call_command("load_gazetteer", stdout=io.StringIO())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        texts = read_texts(options.file)
        if options.profile:
            profile(texts, options.articles)
            return
        one_process(texts, options.articles)
        many_aliases(texts, options.articles)
        if options.memory:
            memory(texts)
        side_by_side(texts, max(6 * options.articles, 384))
    finally:
        connection.close_pool()
        database.stop(settings.GANGINTEL_DATA_DIR)


def read_texts(file: Path | None) -> Iterator[str]:
    files = [file] if file else sorted((ROOT / "tests/gold").glob("*.jsonl"))
    lines = chain.from_iterable(one.read_text(encoding="utf-8").splitlines() for one in files)
    # The judged searches beside the gold texts have none.
    texts = [one["text"] for one in map(json.loads, lines) if "text" in one]
    print(f"{len(texts)} texts of {statistics.mean(map(len, texts)):.0f} characters on average\n")
    return cycle(texts)


def make_articles(texts: Iterable[str]) -> list[int]:
    """Articles that are pending, as the import would make them; their primary keys."""
    from tests.factories import make_article

    return [make_article(text.replace("\r\n", "\n")).pk for text in texts]


def one_process(texts: Iterator[str], articles: int) -> None:
    """From pending articles to stored rows, against spaCy alone with its default components."""
    import spacy
    from django.conf import settings

    from entities.extraction.pipeline import Pipeline
    from entities.extraction.queue.read_pending import extract
    from entities.gazetteer.database import current_gazetteer
    from entities.nlp import BATCH_SIZE

    seconds, pipeline = timed(lambda: Pipeline(current_gazetteer()))
    default = spacy.load(settings.GANGINTEL_SPACY_MODEL)
    work(default.pipe(["Warm up."]))
    work(extract(make_articles(["Warm up in San Salvador."]), pipeline))
    print(f"ready in {seconds:.1f} s, {resident()} MB with spaCy's default model beside ours")
    print(f"{'one process':<24}{'spaCy/s':>10}{'GangIntel/s':>13}{'ratio':>8}")
    rounds = []
    for number in range(ROUNDS):
        batch = list(islice(texts, articles))
        keys = make_articles(batch)
        theirs, _ = timed(lambda: work(default.pipe(batch, batch_size=BATCH_SIZE)))  # noqa: B023
        ours, _ = timed(lambda: work(extract(keys, pipeline)))  # noqa: B023
        rounds.append((articles / theirs, articles / ours, theirs / ours))
        print_rates(f"round {number + 1}", *rounds[-1])
    print_rates("median", *(statistics.median(column) for column in zip(*rounds, strict=True)))


def many_aliases(texts: Iterator[str], articles: int) -> None:
    """What 100,000 names more cost the pipeline, without storing."""
    from entities.extraction.pipeline import Pipeline
    from entities.gazetteer.database import current_gazetteer
    from entities.gazetteer.snapshot import Gazetteer, GazetteerEntity, KnownName
    from entities.kinds import Kind

    usual = current_gazetteer()
    more = [
        GazetteerEntity(f"entity:{10**9 + n}", Kind.GANG, f"Bench Gang {n:06d}")
        for n in range(ALIASES)
    ]
    full = Gazetteer(
        entities={**usual.entities, **{known.key: known for known in more}},
        names=(*usual.names, *(KnownName(known.name, known.key) for known in more)),
    )
    pipelines = [Pipeline(usual), Pipeline(full)]
    columns = f"{len(usual.names)} names", f"{len(full.names)} names"
    print(f"\n{'reading, not storing':<24}{columns[0]:>16}{columns[1]:>16}{'more time':>12}")
    rounds = []
    for _ in range(ROUNDS):
        batch = [as_text(text) for text in islice(texts, articles)]
        seconds = [
            timed(lambda: work(pipeline.read_many(batch)))[0]  # noqa: B023
            for pipeline in pipelines
        ]
        rounds.append(seconds)
    few, many = (statistics.median(column) for column in zip(*rounds, strict=True))
    share = statistics.median(one[1] / one[0] - 1 for one in rounds)
    print(f"{'articles/s':<24}{articles / few:>16.1f}{articles / many:>16.1f}{share:>12.1%}")


def as_text(text: str):
    from entities.extraction.pipeline import Text

    return Text(text, (0, len(text)))


def memory(texts: Iterator[str]) -> None:
    """Resident memory of this process while it reads and stores on and on."""
    from entities.extraction.pipeline import Pipeline
    from entities.extraction.queue.read_pending import extract
    from entities.gazetteer.database import current_gazetteer

    pipeline = Pipeline(current_gazetteer())
    gc.collect()
    print(f"\n{'articles read':<24}{'resident MB':>12}   (spaCy's default model included)")
    print(f"{0:<24}{resident():>12}")
    done = 0
    for goal in MEMORY_AFTER:
        while done < goal:
            number = min(250, goal - done)
            work(extract(make_articles(islice(texts, number)), pipeline))
            done += number
        print(f"{done:<24}{resident():>12}", flush=True)


def side_by_side(texts: Iterator[str], articles: int) -> None:
    """Two processes against one, in turns, once all of them have begun.

    What other programs take of the machine is told too: with two cores two processes cannot be
    twice as fast while somebody else is at work.
    """
    print(f"\n{'processes':<24}{'articles/s':>12}{'others, cores':>16}")
    rates: dict[int, list[float]] = {1: [], 2: []}
    for number in range(ROUNDS):
        for workers in (1, 2) if number % 2 else (2, 1):
            rate, others = rate_of(workers, texts, articles)
            rates[workers].append(rate)
            print(f"{workers:<24}{rate:>12.1f}{others:>16.2f}", flush=True)
    one, two = (statistics.median(rates[workers]) for workers in (1, 2))
    print(f"{'medians, ratio':<24}{one:>12.1f}{two:>12.1f}{two / one:>8.2f}")


def rate_of(workers: int, texts: Iterator[str], articles: int) -> tuple[float, float]:
    """Articles a second of so many processes, and the cores that other programs used meanwhile."""
    from entities.extraction.queue.processes import Quota
    from entities.extraction.queue.workers import extract_in_processes

    warm_up = 64 * workers
    # The last articles too are left out: there one of the two may have nothing to do.
    tail = 32 * workers
    keys = make_articles(islice(texts, articles + warm_up + tail))
    started = ended = (0.0, 0.0, 0.0)
    for done, _ in enumerate(extract_in_processes(workers, Quota(len(keys)), lambda: False), 1):
        if done == warm_up:
            started = clocks()
        elif done == warm_up + articles:
            ended = clocks()
    seconds, own, all_cores = (after - before for before, after in zip(started, ended, strict=True))
    return articles / seconds, max(all_cores - own, 0) / seconds


def clocks() -> tuple[float, float, float]:
    """The time, and the seconds at work of our processes with the database's, and of all cores."""
    import psutil

    server = Path(os.environ["GANGINTEL_DATA_DIR"]).rglob("postmaster.pid")
    leaders = {os.getpid(), *(int(one.read_text().split()[0]) for one in server)}
    own = 0.0
    for process in psutil.process_iter():
        try:
            if _is_ours(process, leaders):
                spent = process.cpu_times()
                own += spent.user + spent.system
        except psutil.Error:
            continue
    everything = psutil.cpu_times()
    busy = everything.user + everything.nice + everything.system + everything.softirq
    return time.perf_counter(), own, busy


def _is_ours(process, leaders: set[int]) -> bool:
    """Whether it is one of the leaders or was started by one."""
    return process.pid in leaders or any(one.pid in leaders for one in process.parents())


def profile(texts: Iterator[str], articles: int) -> None:
    from entities.extraction.pipeline import Pipeline
    from entities.extraction.queue.read_pending import extract
    from entities.gazetteer.database import current_gazetteer

    pipeline = Pipeline(current_gazetteer())
    work(extract(make_articles(islice(texts, 8)), pipeline))
    keys = make_articles(islice(texts, articles))
    watch = cProfile.Profile()
    seconds, _ = timed(lambda: watch.runcall(work, extract(keys, pipeline)))
    print(f"{articles / seconds:.1f} articles/s while watched")
    pstats.Stats(watch).sort_stats("cumulative").print_stats("gangintel|entities|spacy", 70)
    pstats.Stats(watch).sort_stats("tottime").print_stats(40)


def timed(job: Callable[[], object]) -> tuple[float, object]:
    """Seconds that passed, and what came of it."""
    started = time.perf_counter()
    result = job()
    return time.perf_counter() - started, result


def work(results: Iterable) -> None:
    for _ in results:
        pass


def resident() -> int:
    """Megabytes this process holds in memory."""
    import psutil

    return round(psutil.Process().memory_info().rss / 2**20)


def print_rates(name: str, theirs: float, ours: float, ratio: float) -> None:
    print(f"{name:<24}{theirs:>10.1f}{ours:>13.1f}{ratio:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
