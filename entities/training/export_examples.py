"""Confirmed mentions as files: for spaCy's training, and as JSON lines."""

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from articles.models import Article
from entities.gazetteer.database import key_of
from entities.kinds import LABELS, Kind, Status
from entities.models import Evidence
from entities.nlp.documents import write_documents
from entities.training.examples import Reviewed

PARTS = {False: "train", True: "dev"}
FORMATS = ("spacy", "jsonl")
_DATE = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


@dataclass
class Written:
    """How many articles and confirmed mentions went out, and into which files."""

    articles: int
    mentions: int
    files: list[str]


def export(reviewed: Iterable[Reviewed], folder: Path, formats: Iterable[str]) -> Written:
    """Write the articles into the folder: a fifth, told by the text alone, as `dev`.

    Files are made beside their place and moved there at the end. Raises `OSError`.
    """
    everything = list(reviewed)
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    with ExitStack() as undone:
        for kind in formats:
            for held_out, part in PARTS.items():
                mine = [one for one in everything if one.is_held_out == held_out]
                file = folder / f"{part}.{kind}"
                made = folder / f".{file.name}.part"
                undone.callback(made.unlink, missing_ok=True)
                if kind == "spacy":
                    write_documents((one.as_published() for one in mine), made)
                else:
                    with made.open("w", encoding="utf-8") as lines:
                        lines.writelines(_lines(mine))
                files.append((made, file))
        for made, file in files:
            made.replace(file)
    return Written(
        articles=len(everything),
        mentions=sum(len(one.confirmed) for one in everything),
        files=[str(file) for _, file in files],
    )


def _lines(reviewed: list[Reviewed]) -> Iterator[str]:
    relations = _relations([one.article for one in reviewed])
    for one in reviewed:
        yield json.dumps(_object(one, relations.get(one.article.pk, [])), ensure_ascii=False) + "\n"


def _object(one: Reviewed, relations: list[dict]) -> dict:
    """The format of annotated texts: `evaluate_extraction` reads it too."""
    article = one.article
    published = article.published_on
    return {
        "id": str(article.pk),
        "text": article.text,
        "body_start": article.body_start,
        "body_end": article.body_end,
        "complete": one.is_complete,
        "meta": {
            "title": article.title,
            "source": article.source.name,
            "published": published and published.strftime(_DATE[article.published_precision]),
        },
        "spans": [
            {
                "start": mention.start,
                "end": mention.end,
                "label": LABELS[Kind(mention.kind)],
                "entity": key_of(mention.entity) if mention.entity else mention.value,
                "text": mention.name,
            }
            for mention in one.confirmed
        ],
        "undecided": [[mention.start, mention.end] for mention in one.undecided],
        "relations": relations,
    }


def _relations(articles: list[Article]) -> dict[int, list[dict]]:
    found: dict[int, list[dict]] = {}
    confirmed = Evidence.objects.filter(
        article__in=articles, status=Status.CONFIRMED, revision=None
    )
    for evidence in confirmed.select_related("relationship__head", "relationship__child"):
        link = evidence.relationship
        found.setdefault(evidence.article_id, []).append(
            {"head": key_of(link.head), "child": key_of(link.child), "label": link.kind}
        )
    return found
