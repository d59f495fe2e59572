"""How well and how fast near-copies are found, and what counting origins costs the search.

    python tests/benchmarks/bench_copies.py RELEASES WIRES.jsonl [--articles N] [--letterhead N]
        [--speed N] [--errors]

A database of its own with the texts of RELEASES, a folder of files, and of WIRES, made N articles
(20,000) by copies of which 10 to 40 % of the words were replaced, dropped or inserted, one by one
or in sentences, or half was cut; beside so many other releases of one office (2,000), whose texts
differ and whose letterhead and closing notice are the same. Prints recall (of the copies, those in
the cluster of their origin) and precision (of the articles in the cluster of another one, those
that belong there), the time to place an article, to place one that is new, and a search with and
without counting origins, in turns. With `--speed` also the time to place so many made-up articles
none of which is a copy. Nothing is asserted.

Releases that have a quarter of their eight-word runs in common count as one origin: offices tell a
case again when somebody is charged, convicted and sentenced.
"""

import argparse
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
KINDS = (
    *("word replaced", "word dropped", "word inserted", "word mixed"),
    *("sentence replaced", "sentence dropped", "sentence inserted", "first half", "second half"),
)
SHARES = (0.1, 0.2, 0.3, 0.4)
FEWEST_WORDS = 60  # of an origin, so that its half is no short text
QUERIES = ("police", "murder", "sentenced to life", "government", "attorney", "gang", "attack")


class Text(NamedTuple):
    """`origin` is the same for an origin and its copies."""

    text: str
    origin: int
    kind: str = "origin"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("releases", type=Path)
    parser.add_argument("wires", type=Path)
    parser.add_argument("--articles", type=int, default=20_000, help="(default: 20,000)")
    parser.add_argument("--letterhead", type=int, default=2_000, help="(default: 2,000)")
    parser.add_argument("--speed", type=int, default=0, help="made-up articles (default: none)")
    parser.add_argument("--errors", action="store_true", help="show what was placed wrongly")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ |= {"GANGINTEL_DATA_DIR": folder, "OPENBLAS_NUM_THREADS": "1"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "gangintel.settings"
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        from gangintel import database

        try:
            call_command("migrate", verbosity=0)
            texts = collection(options)
            keys = load(texts)
            place(len(texts))
            quality(texts, keys, errors=options.errors)
            one_new(texts)
            searching()
            if options.speed:
                load(made_up(options.speed))
                place(options.speed)
        finally:
            connection.close_pool()
            database.stop(settings.GANGINTEL_DATA_DIR)


def collection(options: argparse.Namespace) -> list[Text]:
    """All the texts, in a random order, the same every time."""
    chance = random.Random(11)  # noqa: S311 - no secret
    bodies = [body for body in read(options) if len(body.split()) >= FEWEST_WORDS]
    origins = one_origin(bodies)
    words = [word for body in bodies for word in body.split()]
    sentences = [one for body in bodies for one in split(body)]
    found = [Text(body, origins[place]) for place, body in enumerate(bodies)]
    found += letterhead(options.letterhead, sentences, words, chance, first=len(bodies))
    while len(found) < options.articles:
        place = chance.randrange(len(bodies))
        kind, share = chance.choice(KINDS), chance.choice(SHARES)
        text = changed(bodies[place], kind, share, words, sentences, chance)
        found.append(
            Text(text, origins[place], f"{kind} {share:.0%}" if "half" not in kind else kind)
        )
    chance.shuffle(found)
    return found


def read(options: argparse.Namespace) -> Iterable[str]:
    """The news of the releases as an import reads them, and the wires."""
    from articles.importing.parse_document import parse
    from articles.importing.records import ArticleError, Record
    from articles.importing.same_text import news

    for file in sorted(options.releases.rglob("*.txt")):
        try:
            yield news(parse(Record(file.read_bytes(), "text/plain", str(file), str(file))))
        except ArticleError:
            continue
    for line in options.wires.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]


def one_origin(bodies: Sequence[str]) -> list[int]:
    """For each text the first one that it tells again."""
    runs = [
        {hash(tuple(words[place : place + 8])) for place in range(len(words) - 7)}
        for words in (re.findall(r"\w+", body.lower()) for body in bodies)
    ]
    having: defaultdict[int, list[int]] = defaultdict(list)
    found = list(range(len(bodies)))

    def first(place: int) -> int:
        while found[place] != place:
            place = found[place]
        return place

    for place, own in enumerate(runs):
        shared = Counter(other for run in own for other in having[run])
        for other, number in shared.items():
            if number >= min(len(own), len(runs[other])) / 4:
                found[first(place)] = first(other)
        for run in own:
            having[run].append(place)
    return [first(place) for place in range(len(bodies))]


def letterhead(
    number: int, sentences: Sequence[str], words: Sequence[str], chance: random.Random, first: int
) -> list[Text]:
    """Releases of 150 to 300 words of their own between 40 and 40 that all have."""
    head, notice = (" ".join(chance.choices(words, k=40)) for _ in range(2))
    found = []
    for place in range(number):
        body: list[str] = []
        while sum(len(one.split()) for one in body) < 150:
            body.append(chance.choice(sentences))
        found.append(Text(" ".join([head, *body, notice]), first + place, "letterhead"))
    return found


def split(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def changed(
    text: str,
    kind: str,
    share: float,
    words: Sequence[str],
    sentences: Sequence[str],
    chance: random.Random,
) -> str:
    """The text with so much of it changed; a half is cut as it is."""
    parts = text.split()
    if kind == "first half":
        return " ".join(parts[: len(parts) // 2])
    if kind == "second half":
        return " ".join(parts[len(parts) // 2 :])
    unit, what = kind.split()
    pool, pieces = (words, parts) if unit == "word" else (sentences, split(text))
    hit = struck(pieces, share, chance)
    found: list[str] = []
    for place, piece in enumerate(pieces):
        does = what if what != "mixed" else chance.choice(("replaced", "dropped", "inserted"))
        if place not in hit or does == "inserted":
            found.append(piece)
        if place in hit and does != "dropped":
            found.append(chance.choice(pool))
    return " ".join(found)


def struck(pieces: Sequence[str], share: float, chance: random.Random) -> set[int]:
    """Places of pieces that hold this share of the words, or hardly more."""
    left = share * sum(len(piece.split()) for piece in pieces)
    found = set()
    for place in chance.sample(range(len(pieces)), len(pieces)):
        size = len(pieces[place].split())
        if 0 < size <= left + 1:
            found.add(place)
            left -= size
    return found


def made_up(number: int) -> list[Text]:
    """Texts of 300 words of a vocabulary of 20,000, the more frequent the shorter their number."""
    chance = random.Random(7)  # noqa: S311
    vocabulary = [f"w{int(20_000 ** chance.random())}x" for _ in range(100_000)]
    return [Text(" ".join(chance.choices(vocabulary, k=300)), -place) for place in range(number)]


def load(texts: Sequence[Text]) -> list[int]:
    from articles.models import Article
    from articles.postgresql import copy_rows
    from articles.source_models import Document, Source

    source, _ = Source.objects.get_or_create(name="The Example")
    keys = []
    for first in range(0, len(texts), 1_000):
        some = texts[first : first + 1_000]
        documents = [
            Document(
                raw=f"{time.time_ns()} {number} {one.text}".encode(),
                media_type="text/plain",
                original_name=f"{first + number}.txt",
            )
            for number, one in enumerate(some)
        ]
        copy_rows(documents)
        articles = [
            Article(
                source=source,
                document=document,
                title=f"Article {document.pk}",
                text=one.text,
                body_end=len(one.text),
            )
            for document, one in zip(documents, some, strict=True)
        ]
        copy_rows(articles)
        keys += [article.pk for article in articles]
    return keys


def place(number: int) -> None:
    from articles.near_copies.clusters import place_due

    start = time.perf_counter()
    place_due()
    taken = time.perf_counter() - start
    print(
        f"placed {number:,} articles: {1000 * taken / number:.2f} ms each, "
        f"{taken / number * 1_000_000 / 60:.0f} minutes a million"
    )


def quality(texts: Sequence[Text], keys: Sequence[int], *, errors: bool) -> None:
    from articles.copy_models import ClusterPlace

    places = ClusterPlace.objects.in_bulk(keys)
    told = dict(zip(keys, texts, strict=True))
    led = {one.cluster: told[key].origin for key, one in places.items() if one.is_reference}
    firsts: set[int] = set()
    missed, of_kind = Counter(), Counter()
    right = joined = 0
    wrong = []
    for key, one in told.items():
        is_joined = not places[key].is_reference
        is_right = led[places[key].cluster] == one.origin
        if is_joined:
            joined += 1
            right += is_right
            if not is_right:
                wrong.append((one.kind, key, places[key].cluster))
        if one.origin in firsts and one.kind != "letterhead":
            of_kind[one.kind] += 1
            missed[one.kind] += not (is_joined and is_right)
        firsts.add(one.origin)
    recall = 1 - missed.total() / of_kind.total()
    print(
        f"recall {recall:.4f} of {of_kind.total():,}, precision {right / joined:.4f} of {joined:,}"
    )
    for kind, number in sorted(of_kind.items()):
        print(f"    {kind:<24} {1 - missed[kind] / number:.3f} of {number}")
    print("    placed wrongly:", dict(Counter(kind for kind, *_ in wrong)))
    if errors:
        by_cluster = {one.cluster: key for key, one in places.items() if one.is_reference}
        for kind, key, cluster in wrong[:40]:
            other = told[by_cluster[cluster]]
            print(f"  {kind}\n    {told[key].text[:300]!r}\n    {other.kind}: {other.text[:300]!r}")


def one_new(texts: Sequence[Text]) -> None:
    from articles.near_copies.clusters import place_due

    times = []
    for place, one in enumerate(texts[:60]):
        load([one._replace(text=f"{one.text} Again, number {place}.")])
        start = time.perf_counter()
        place_due()
        times.append(1000 * (time.perf_counter() - start))
    print(f"one new article: {statistics.median(times):.1f} ms, longest {max(times):.1f}")


def searching() -> None:
    from django.http import QueryDict

    from entities.search.request import SearchRequest
    from entities.search.results.engine import Search

    times: dict[str, list[float]] = {"articles": [], "origins": []}
    for _ in range(12):
        for query in QUERIES:
            for count, taken in times.items():
                parameters = QueryDict(mutable=True)
                parameters.update({"q": query, "count": count})
                start = time.perf_counter()
                Search(SearchRequest.from_parameters(parameters)).page()
                taken.append(1000 * (time.perf_counter() - start))
    articles, origins = (statistics.median(taken) for taken in times.values())
    print(f"a search: {articles:.1f} ms, with origins {origins:.1f} ms, {origins / articles:.2f} ×")


if __name__ == "__main__":
    main()
