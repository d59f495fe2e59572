"""How well the import reads title, date, byline, source and the ends of the text of real files.

    python tests/benchmarks/bench_import_truth.py FOLDER [--errors] [--without-own-rows]
                                                  [--at-the-end]

FOLDER holds `releases/` and `briefings/` (import_truth/README.md says where they come from, and
what counts as right). All files below it are parsed, with what the files of their folder teach
about furniture; those of the list are compared. `--without-own-rows` takes out what is known of
single publishers. Without FOLDER nothing is measured. Nothing is asserted.
"""

import argparse
import json
import os
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["DJANGO_SETTINGS_MODULE"] = "gangintel.settings"
os.environ.setdefault("GANGINTEL_DATA_DIR", tempfile.mkdtemp(prefix="gangintel-bench-"))

import django
import yaml

django.setup()

from articles.importing.decoding import clean  # noqa: E402
from articles.importing.furniture import Learned  # noqa: E402
from articles.importing.metadata import publishers  # noqa: E402
from articles.importing.parse_document import parse  # noqa: E402
from articles.importing.read_files import read_files  # noqa: E402
from articles.importing.readers import format_of_record  # noqa: E402
from articles.importing.records import (  # noqa: E402
    ArticleError,
    Failure,
    ParsedArticle,
    Record,
)

TRUTH = Path(__file__).parent / "import_truth"
FIELDS = (
    *("refused", "title", "date", "date in name", "updated", "byline", "no byline"),
    *("source", "source stated", "first", "last", "language"),
)
ALIKE = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‐": "-", "\xa0": " "}
)


def plain(value: str) -> str:
    """Fold what the README says does not count."""
    value = " ".join(value.translate(ALIKE).replace('"', "'").split())
    value = re.sub(r"\s+([,.;:])", r"\1", value)
    return re.sub(r"^\W+|\W+$", "", value)


def words(text: str) -> list[str]:
    """The words of a text: what stands between white space and has a letter or digit."""
    text = re.sub(r"\s+(?=[,.;:](?:\s|$))", "", " ".join(text.translate(ALIKE).split()))
    return [plain(word) for word in text.split() if re.search(r"\w", word)]


def news(article: ParsedArticle) -> str:
    """The body without its furniture."""
    pieces, at = [], article.body_start
    for start, end in sorted(article.furniture):
        if start < article.body_end and end > article.body_start:
            pieces.append(article.text[at : max(at, start)])
            at = max(at, end)
    return "\n".join([*pieces, article.text[at : article.body_end]])


def judged(truth: dict, found: ParsedArticle | str) -> Iterator[tuple[str, bool, str, str]]:
    """Yield each field that the file states: its name, whether it is right, both values."""
    refused = isinstance(found, str)
    unusable = bool(truth.get("refused") or truth.get("listing"))
    yield "refused", refused == unusable, str(unusable), str(found) if refused else "read"
    if refused or unusable:
        return
    assert not isinstance(found, str)

    def field(name: str, wanted: str, got: str) -> tuple[str, bool, str, str]:
        return name, plain(wanted) == plain(got), wanted, got

    day = found.published_on.isoformat() if found.published_on else ""
    yield field("title", truth["title"], found.title)
    if truth["date"]:
        yield field("date", truth["date"][:10], day)
    elif truth.get("date_in_name"):
        yield field("date in name", truth["date_in_name"][:10], day)
    changed = getattr(found, "updated_on", None)
    if truth["updated"]:
        yield field("updated", truth["updated"][:10], changed.isoformat() if changed else "")
    name = "byline" if truth["byline"] else "no byline"
    yield field(name, truth["byline"] or "", found.byline)
    name = "source stated" if truth["source_stated"] else "source"
    if truth["source_stated"]:
        yield field("source stated", truth["source"], found.source)
    yield field("source", truth["source"], found.source)
    body = words(news(found))
    for name, part in (("first", body[:5]), ("last", body[-5:])):
        yield name, words(truth[name]) == part, truth[name], " ".join(part)
    yield field("language", truth["language"], found.language)


def parsed(folder: Path) -> dict[str, ParsedArticle | str]:
    """All files below the folder, by their names within it; a refused one is its reason."""
    results: dict[str, ParsedArticle | str] = {}
    lessons: dict[str, list[str]] = defaultdict(list)
    items = list(read_files([str(folder / "releases"), str(folder / "briefings")]))
    for item in items:
        if isinstance(item, Record):
            lessons[Path(item.file).parent.name].append(_text(item))
    learned = {office: Learned.of(texts) for office, texts in lessons.items()}
    for item in items:
        name = Path(item.file).relative_to(folder).as_posix()
        if isinstance(item, Failure):
            results[name] = item.error
            continue
        try:
            results[name] = parse(item, learned=learned[Path(name).parent.name])
        except ArticleError as error:
            results[name] = str(error)
    return results


def _text(record: Record) -> str:
    """The clean text of a record, for furniture to be learned from."""
    return clean(format_of_record(record).parse(record).text)


def front_matter(folder: Path, results: dict[str, ParsedArticle | str]) -> None:
    """Compare the briefings with what their front matter says, read by itself."""
    right: Counter[str] = Counter()
    files = sorted((folder / "briefings").glob("*.md"))
    for file in files:
        head = file.read_text().split("\n---", 1)[0]
        article = results[f"briefings/{file.name}"]
        if isinstance(article, str):
            continue
        said = yaml.load(head.removeprefix("---"), Loader=yaml.BaseLoader)  # noqa: S506
        right["title"] += plain(said["title"]) == plain(article.title)
        right["date"] += date.fromisoformat(said["published_time"][:10]) == article.published_on
        right["address"] += said["source_url"] == article.url
    print(f"front matter of {len(files)} briefings:", dict(right))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    parser.add_argument("--without-own-rows", action="store_true")
    parser.add_argument("--at-the-end", action="store_true")
    arguments = parser.parse_args()
    if arguments.folder is None:
        print("Name the folder of releases/ and briefings/; nothing was measured.")
        return
    if arguments.without_own_rows:
        publishers.forget_offices()
    results = parsed(arguments.folder)
    name = "at_the_end" if arguments.at_the_end else "development"
    scores: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for line in (TRUTH / f"{name}.jsonl").read_text().splitlines():
        truth = json.loads(line)
        office = Path(truth["file"]).parent.name
        for field, right, wanted, got in judged(truth, results[truth["file"]]):
            scores[office][field].append(right)
            scores["in all"][field].append(right)
            if arguments.errors and not right:
                print(f"{truth['file']}\n  {field}: {wanted!r}\n  {'found':>{len(field)}}: {got!r}")
    print(f"{'':16}" + "".join(f"{field:>15}" for field in FIELDS))
    for office, fields in sorted(scores.items(), key=lambda one: one[0] == "in all"):
        cells = (f"{sum(fields[f])}/{len(fields[f])}" if fields[f] else "" for f in FIELDS)
        print(f"{office:16}" + "".join(f"{cell:>15}" for cell in cells))
    shares = (f"{sum(f) / len(f):.0%}" if (f := scores["in all"][name]) else "" for name in FIELDS)
    print(f"{'':16}" + "".join(f"{share:>15}" for share in shares))
    front_matter(arguments.folder, results)


if __name__ == "__main__":
    main()
