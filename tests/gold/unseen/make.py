"""Makes annotations by offsets of the blocks that annotators write; README.md describes both.

python -m tests.gold.unseen.make FOLDER_OF_TEXTS < blocks.txt > annotations.jsonl
"""

import json
import re
import sys
import unicodedata
from itertools import product
from pathlib import Path

from entities.management.standoff import hash_of, text_of

LABELS = {
    "G": "GANG", "P": "PERSON", "L": "LOCATION", "A": "AGENCY", "O": "ORG",
    "D": "DATE", "M": "MONEY", "Q": "QUANTITY",
}  # fmt: skip
VALUES = "DMQ"
CODE = r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?"
PLACE = re.compile(rf"(?P<name>.*?) \[(?P<code>{CODE})?\]")


class Unfit(Exception):
    """A line of a block that does not fit its text."""


def annotation(block, texts):
    """The annotated text of one block: `== ID FILE` and its lines."""
    head, *lines = block.strip().split("\n")
    name, file = head.split(maxsplit=1)
    text = text_of(texts, file)
    try:
        return {"id": name, "file": file, "sha256": hash_of(text), **_annotated(lines, text)}
    except Unfit as reason:
        raise SystemExit(f"{name} ({file}): {reason}") from None


def _annotated(lines, text):
    rows = [line.split(" ", 1) for line in lines if line.strip()]
    furniture = sorted(_passage(rest, text) for kind, rest in rows if kind == "F")
    excepted = [_excepted(rest, text) for kind, rest in rows if kind == "N"]
    keys, wanted = {}, {}
    for kind, rest in rows:
        if kind in LABELS:
            canonical, surfaces = rest.split(" = ", 1)
            keys[_name(canonical)] = key = _key(kind, canonical)
            named = {"label": LABELS[kind], "entity": key}
        elif kind == "X":
            surfaces, named = rest, {"label": "GANG", "entity": "", "optional": True}
        else:
            continue
        for surface in surfaces.split(" | "):
            if wanted.setdefault(surface.strip(), named) != named:
                raise Unfit(f"“{surface}” is annotated twice")
    return {
        "furniture": furniture,
        "spans": _spans(wanted, [*furniture, *excepted], text),
        "relations": _relations(rows, keys, text),
    }


def _spans(wanted, closed, text):
    """Every occurrence of every surface, the longest first; none in what is `closed`.

    A surface with words around it (`surface @ "context"`) is only what stands there.
    """
    taken, spans = list(closed), []
    for surface in sorted(wanted, key=lambda one: (" @ " in one, len(one)), reverse=True):
        found = [
            (start, end)
            for start, end in _occurrences(surface, text)
            if not any(start < last and first < end for first, last in taken)
        ]
        if not found:
            raise Unfit(f"“{surface}” does not occur")
        taken += found
        spans += [{"start": start, "end": end, **wanted[surface]} for start, end in found]
    return sorted(spans, key=lambda one: one["start"])


def _occurrences(surface, text):
    if " @ " in surface:
        return [tuple(_excepted(surface, text))]
    words = re.compile(rf"(?<!\w){_loosely(surface)}(?!\w)")
    return [match.span() for match in words.finditer(text)]


def _relations(rows, keys, text):
    """Each once; what is sure on one line is not doubtful by another."""
    found = {}
    for wanted in ("R", "R?"):
        for kind, rest in rows:
            if kind == wanted:
                for one in _stated(rest, kind == "R?", keys, text):
                    found.setdefault((one["head"], one["label"], one["child"]), one)
    return list(found.values())


def _stated(rest, doubtful, keys, text):
    """`head ; kind ; child ; "quote"`; heads and children may be several."""
    heads, kind, children, quote = rest.split(" ; ", 3)
    start, end = _find(quote.strip()[1:-1], text)
    for head, child in product(heads.split(" | "), children.split(" | ")):
        if not {head, child} <= keys.keys():
            raise Unfit(f"“{head}” or “{child}” is no name of this block")
        relation = {"head": keys[head], "child": keys[child], "label": kind, "quote": [start, end]}
        yield relation | ({"optional": True} if doubtful else {})


def _passage(rest, text):
    first, _, last = rest.strip()[1:-1].partition(" … ")
    start, end = _find(first, text)
    return [start, _find(last, text, end)[1] if last else end]


def _excepted(rest, text):
    """`surface @ "context"`: where the surface means something else."""
    surface, context = rest.split(" @ ", 1)
    start, _ = _find(context.strip()[1:-1], text)
    return _find(surface, text, start)


def _find(words, text, begin=0):
    found = re.compile(_loosely(words)).search(text, begin)
    if not found:
        raise Unfit(f"“{words}” does not occur")
    return list(found.span())


def _loosely(words):
    """White space of any kind and length is one, as are signs of quotation."""
    escaped = r"\s+".join(re.escape(word) for word in words.split())
    return re.sub("['‘’]", "['‘’]", re.sub('["“”]', '["“”]', escaped))


def _name(canonical):
    """What relationships call it."""
    place = PLACE.fullmatch(canonical)
    return place["name"] if place else canonical


def _key(kind, canonical):
    if kind in VALUES or (kind == "L" and re.fullmatch(CODE, canonical)):
        return canonical
    name = unicodedata.normalize("NFKD", _name(canonical)).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return f"{PLACE.fullmatch(canonical)['code'] or ''}:{slug}" if kind == "L" else slug


if __name__ == "__main__":
    for block in re.split(r"(?m)^== ", sys.stdin.read())[1:]:
        print(json.dumps(annotation(block, Path(sys.argv[1])), ensure_ascii=False))
