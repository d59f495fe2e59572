"""Makers of test rows. Offsets are found in the text, never typed."""

import itertools

from articles.models import Article
from articles.source_models import Document, Source
from entities.kinds import Kind, RelationKind, Status
from entities.models import Alias, Entity, Evidence, Mention, Relationship

_numbers = itertools.count(1)


def make_source(name: str = "The Daily Example", **fields) -> Source:
    return Source.objects.get_or_create(name=name, defaults=fields)[0]


def make_article(text: str = "Nothing happened.", **fields) -> Article:
    number = next(_numbers)
    fields.setdefault("source", make_source())
    fields.setdefault("title", f"Article {number}")
    fields.setdefault("body_end", len(text))
    document = Document.objects.create(
        raw=f"{number}\n{text}".encode(), media_type="text/plain", original_name=f"{number}.txt"
    )
    article = Article.objects.create(document=document, text=text, **fields)
    article.refresh_from_db()
    return article


def make_entity(
    name: str = "Vice Lords", kind: Kind = Kind.GANG, *, aliases=(), **fields
) -> Entity:
    entity = Entity.objects.create(name=name, kind=kind, **fields)
    Alias.objects.bulk_create(
        Alias(entity=entity, name=alias) for alias in dict.fromkeys([name, *aliases])
    )
    return entity


def make_mention(article: Article, words: str, entity: Entity | None = None, **fields) -> Mention:
    """Mention the first `words` of the text that no mention covers yet."""
    taken = set(article.mentions.values_list("start", flat=True))
    start = article.text.index(words)
    while start in taken:
        start = article.text.index(words, start + 1)
    fields.setdefault("kind", entity.kind if entity else Kind.GANG)
    fields.setdefault("origin", "gazetteer")
    return Mention.objects.create(
        article=article, entity=entity, start=start, end=start + len(words), name=words, **fields
    )


def make_evidence(
    article: Article, quote: str, head: Entity, kind: RelationKind, child: Entity, **fields
) -> Evidence:
    """Propose the relationship with this quote of the article as its evidence."""
    if RelationKind(kind).ends.symmetric:
        head, child = sorted([head, child], key=lambda entity: entity.pk)
    relationship, _ = Relationship.objects.get_or_create(
        kind=kind,
        head=head,
        child=child,
        defaults={
            "head_kind": head.kind,
            "child_kind": child.kind,
            "status": fields.get("status", Status.PROPOSED),
        },
    )
    start = article.text.index(quote)
    return Evidence.objects.create(
        relationship=relationship,
        article=article,
        start=start,
        end=start + len(quote),
        quote=quote,
        rule="test",
        **fields,
    )
