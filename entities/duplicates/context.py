"""What the articles and relationships say of two entities: whether they can be one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q

from articles.clearance import LEVELS
from articles.models import Article
from entities.extraction.text import sentences_in
from entities.kinds import RelationKind
from entities.models import Entity, Mention, Relationship

Pair = tuple[int, int]
# So many of an entity's articles are looked at, the newest; and so many that two have in common.
_MOST_ARTICLES, _MOST_COMMON = 40, 5
# Who is named in more of the articles than this is named beside everybody.
_MOST_NAMED, _SHARE = 5, 0.01
# Whoever sees both of a pair sees the reasons: so they rest on nothing that is marked more strictly
# than the entity itself.
_ARTICLES = """
    SELECT entity.id, found.article_id
      FROM entities_entity entity
      CROSS JOIN LATERAL (
        SELECT DISTINCT mention.article_id FROM entities_mention mention
          JOIN entities_digest digest ON digest.article_id = mention.article_id
         WHERE mention.entity_id = entity.id AND mention.status <> 'rejected'
           AND mention.revision_id IS NULL
           AND array_position(%(levels)s, digest.handling::text)
            <= array_position(%(levels)s, entity.handling::text)
         ORDER BY mention.article_id DESC LIMIT %(most)s
      ) found
     WHERE entity.id = ANY(%(entities)s)
"""
_NAMED = "SELECT article_id, cluster, entities FROM entities_digest WHERE article_id = ANY(%s)"
_FREQUENT = """
    SELECT id FROM entities_digest CROSS JOIN LATERAL unnest(entities) AS id
     GROUP BY id HAVING count(*) > greatest(%s, %s * (SELECT count(*) FROM entities_digest))
"""


@dataclass(slots=True)
class Context:
    """`beside` are rare names that stand beside both, each in articles without the other.

    `linked` are what both are related to in the same way, `relations` how the two are related, and
    `in_sentence` the words of a sentence that names both.
    """

    beside: list[int] = field(default_factory=list)
    linked: list[tuple[str, int]] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    is_family: bool = False
    in_sentence: str = ""


def contexts(pairs: Collection[Pair]) -> dict[Pair, Context]:
    """What is known of each of these pairs beside their names; a few queries for all of them."""
    found = {pair: Context() for pair in pairs}
    entities = sorted({entity for pair in pairs for entity in pair})
    articles = _articles(entities)
    _add_neighbours(found, articles)
    _add_relations(found, entities)
    for pair, words in sentences_with_both(pairs, articles).items():
        found[pair].in_sentence = words
    return found


def _articles(entities: Sequence[int]) -> dict[int, set[int]]:
    articles: defaultdict[int, set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        parameters: dict[str, list[str] | list[int] | int] = {
            "levels": list(LEVELS),
            "most": _MOST_ARTICLES,
            "entities": list(entities),
        }
        cursor.execute(_ARTICLES, parameters)
        for entity, article in cursor:
            articles[entity].add(article)
    return articles


def _add_neighbours(found: Mapping[Pair, Context], articles: Mapping[int, set[int]]) -> None:
    """Whom each of two is named beside, in texts of different origin that name only one of them."""
    shown = sorted(set().union(*articles.values()))
    with connection.cursor() as cursor:
        cursor.execute(_FREQUENT, [_MOST_NAMED, _SHARE])
        frequent = {entity for (entity,) in cursor}
        cursor.execute(_NAMED, [shown])
        named = {article: (cluster, set(its) - frequent) for article, cluster, its in cursor}

    def clusters(of: set[int]) -> dict[int, set[int]]:
        """In which clusters of near-copies each rare name stands in these articles."""
        beside: defaultdict[int, set[int]] = defaultdict(set)
        for article in of & named.keys():
            cluster, others = named[article]
            for other in others:
                beside[other].add(cluster)
        return beside

    alone = {entity: clusters(its) for entity, its in articles.items()}
    for (one, other), context in found.items():
        first, second = alone.get(one, {}), alone.get(other, {})
        if common := articles.get(one, set()) & articles.get(other, set()):
            first, second = clusters(articles[one] - common), clusters(articles[other] - common)
        context.beside = [
            entity
            for entity in sorted(first.keys() & second.keys() - {one, other})
            if len(first[entity] | second[entity]) > 1
        ]


def _add_relations(found: Mapping[Pair, Context], entities: Sequence[int]) -> None:
    links: defaultdict[int, set[tuple[str, bool, int]]] = defaultdict(set)
    live = Relationship.objects.live().filter(Q(head__in=entities) | Q(child__in=entities))
    columns = ("handling", "head__handling", "child__handling")
    for kind, head, child, *markings in live.values_list("kind", "head", "child", *columns):
        ends = RelationKind(kind).ends
        own, of_head, of_child = map(LEVELS.index, markings)
        if max(own, of_child) <= of_head:
            links[head].add((kind, True, child))
        if max(own, of_head) <= of_child:
            links[child].add((kind, ends.symmetric, head))
    for (one, other), context in found.items():
        context.linked = [
            (_words(kind, is_head), end) for kind, is_head, end in sorted(links[one] & links[other])
        ]
        between = sorted({kind for kind, _, end in links[one] if end == other})
        context.relations = [RelationKind(kind).ends.words for kind in between]
        context.is_family = RelationKind.FAMILY_OF in between


def _words(kind: str, is_head: bool) -> str:
    ends = RelationKind(kind).ends
    return ends.words if is_head else ends.backwards


def sentences_with_both(
    pairs: Iterable[Pair], articles: Mapping[int, set[int]] | None = None
) -> dict[Pair, str]:
    """A sentence that names both, for each pair that has one; `articles` are those of each."""
    pairs = list(pairs)
    if articles is None:
        articles = _articles(sorted({entity for pair in pairs for entity in pair}))
    common = {
        pair: sorted(articles.get(pair[0], set()) & articles.get(pair[1], set()))[-_MOST_COMMON:]
        for pair in pairs
    }
    wanted = {article for some in common.values() for article in some}
    texts = dict(Article.objects.filter(pk__in=wanted).values_list("pk", "text"))
    spans = _spans({entity for pair in pairs if common[pair] for entity in pair}, wanted)
    found = {}
    for pair, some in common.items():
        for article in some:
            one, other = (spans.get((entity, article), []) for entity in pair)
            if words := _sentence_of(texts[article], one, other):
                found[pair] = words
                break
    return found


def _spans(
    entities: Collection[int], articles: Collection[int]
) -> dict[tuple[int | None, int], list[tuple[int, int]]]:
    spans: defaultdict[tuple[int | None, int], list[tuple[int, int]]] = defaultdict(list)
    rows = Mention.objects.live().filter(entity__in=entities, article__in=articles)
    for entity, article, start, end in rows.values_list("entity", "article", "start", "end"):
        spans[entity, article].append((start, end))
    return spans


def _sentence_of(
    text: str, one: Iterable[tuple[int, int]], other: Sequence[tuple[int, int]]
) -> str:
    for start, end in one:
        for first, last in other:
            left, right = min(start, first), max(end, last)
            if "\n\n" in text[left:right] or right - left > 600:
                continue
            before = text.rfind("\n\n", 0, left) + 1
            after = text.find("\n\n", right)
            sentences = sentences_in(text, before, after if after >= 0 else len(text))
            if found := next((s for s in sentences if s[0] <= left and right <= s[1]), None):
                return text[slice(*found)]
    return ""


def names_of(entities: Collection[int]) -> dict[int, str]:
    return dict(Entity.objects.filter(pk__in=entities).values_list("pk", "name"))
