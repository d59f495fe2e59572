"""Whatever is read and decided in whatever order: decisions stand, and reading twice is once."""

from contextlib import suppress
from itertools import pairwise

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from entities.actions import mention_actions
from entities.actions.recorder import CorrectionError
from entities.extraction.result import FoundMention
from entities.kinds import Kind, RelationKind, Status
from entities.models import Alias, Candidate, Entity, Evidence, Mention, Relationship
from entities.relationships import actions
from tests.entities.result_builders import reading, related, store
from tests.factories import make_article, make_entity

HISTORY = Mention._meta.get_field("changes").related_model
TEXT = "Jose Cabezas of MS-13 and Cobra met Barrio 18"
WORDS = [(start, start + len(word)) for word in TEXT.split() for start in [TEXT.index(word)]]
GANGS = ["gang:ms-13", "gang:barrio-18", "new:gang:a", "new:gang:b"]
KEYS = [(Kind.GANG, key) for key in GANGS]
KEYS += [(Kind.PERSON, "new:person:jc"), (Kind.PERSON, "new:person:cobra"), (Kind.DATE, "")]


@st.composite
def spans(draw) -> tuple[int, int]:
    first = draw(st.integers(0, len(WORDS) - 1))
    last = draw(st.integers(first, min(first + 2, len(WORDS) - 1)))
    return WORDS[first][0], WORDS[last][1]


@st.composite
def mentions(draw) -> FoundMention:
    start, end = draw(spans())
    kind, key = draw(st.sampled_from(KEYS))
    candidates = ()
    if kind == Kind.GANG and draw(st.integers(0, 4)) == 0:
        key, candidates = "", (("gang:ms-13", 0.5), ("gang:barrio-18", 0.4))
    confidence = draw(st.sampled_from([0.3, 0.9]))
    return FoundMention(
        start, end, TEXT[start:end], kind, key, "", confidence, "test", "", candidates
    )


def without_overlaps(found: list[FoundMention]) -> list[FoundMention]:
    """As the pipeline hands them over."""
    kept: list[FoundMention] = []
    for mention in sorted(found, key=lambda mention: mention.start):
        if not kept or kept[-1].end <= mention.start:
            kept.append(mention)
    return kept


RELATIONS = st.tuples(
    st.sampled_from([RelationKind.RIVAL_OF, RelationKind.SUPPLIES, RelationKind.MEMBER_OF]),
    st.sampled_from([key for _, key in KEYS]),
    st.sampled_from(GANGS),
    st.sampled_from(["of MS-13", "met", "Cobra met Barrio 18"]),
)
READINGS = st.tuples(
    st.just("read"),
    st.lists(mentions(), max_size=6).map(without_overlaps),
    st.lists(RELATIONS, max_size=3),
)
DECISIONS = st.one_of(
    st.tuples(st.sampled_from(["confirm", "reject", "reassign"]), st.integers(0, 9)),
    st.tuples(st.just("add"), spans()),
    st.tuples(st.sampled_from(["confirm evidence", "reject evidence"]), st.integers(0, 9)),
)


def decide(article, user, act: str, what) -> None:
    """Do as a person does on the article's page."""
    if act == "add":
        mention_actions.add(article, *what, Kind.GANG, user=user)
        return
    table = Evidence if act.endswith("evidence") else Mention
    rows = list(table.objects.order_by("pk"))
    if not rows:
        return
    row = rows[what % len(rows)]
    if act == "reassign":
        right = Entity.objects.get(gazetteer_key="gang:barrio-18")
        mention_actions.reassign(row, right, user=user)
    elif table is Mention:
        getattr(mention_actions, act)(row, user=user)
    else:
        getattr(actions, act.split()[0])(row, user=user)


def decided() -> tuple[list, list]:
    """All that people decided, every column of it."""
    mentions = Mention.objects.exclude(status=Status.PROPOSED, origin="test")
    evidence = Evidence.objects.exclude(status=Status.PROPOSED)
    return list(mentions.order_by("pk").values()), list(evidence.order_by("pk").values())


def everything() -> list:
    tables = [Mention, Candidate, Entity, Alias, Evidence, Relationship]
    return [list(table.objects.order_by("pk").values()) for table in tables]


def check(article) -> None:
    live = list(article.mentions.live().order_by("start"))
    assert all(one.end <= two.start for one, two in pairwise(live))
    assert all(one.name == TEXT[one.start : one.end] for one in article.mentions.all())
    rows = article.mentions.filter(status=Status.REJECTED)
    rejected = set(rows.values_list("start", "end", "kind"))
    assert not any(
        (one.start, one.end, one.kind) in rejected for one in live if one.status == Status.PROPOSED
    )
    assert not Relationship.objects.filter(evidence=None).exists()
    # An entity that no article, no person and no gazetteer knows is a leftover; one that a person
    # took a mention from is needed to undo that.
    named = set(article.mentions.values_list("entity", flat=True))
    named |= set(HISTORY.objects.values_list("entity", flat=True))
    named |= set(Candidate.objects.values_list("entity", flat=True))
    named |= {end for ends in Relationship.objects.values_list("head", "child") for end in ends}
    assert not Entity.objects.filter(gazetteer_key=None, edited_fields=[]).exclude(pk__in=named)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(steps=st.lists(st.one_of(READINGS, DECISIONS), min_size=2, max_size=10))
def test_decisions_stand_and_reading_twice_is_once(steps):
    with transaction.atomic():
        user = get_user_model().objects.create_user("ana")
        article = make_article(TEXT)
        make_entity("MS-13", gazetteer_key="gang:ms-13")
        make_entity("Barrio 18", gazetteer_key="gang:barrio-18")
        for act, *what in [*steps, ("read", [], [])]:
            if act == "read":
                read(article, *what)
            else:
                with suppress(CorrectionError):
                    decide(article, user, act, *what)
        transaction.set_rollback(True)


def read(article, found, links) -> None:
    relations = [related(article, head, kind, child, quote) for kind, head, child, quote in links]
    one = reading(found, relations)
    before = decided()
    store(article, one, seconds=0)
    check(article)
    assert decided() == before
    for before, after in zip(everything(), again(article, one), strict=True):
        assert before == after


def again(article, one) -> list:
    store(article, one, seconds=0)
    return everything()
