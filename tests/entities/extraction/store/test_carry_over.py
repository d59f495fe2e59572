"""A new text of an article keeps what people decided on the earlier one."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.records import ParsedArticle
from articles.importing.store_articles import revise
from articles.models import Article
from articles.source_models import Document
from entities.actions import mention_actions
from entities.extraction.store.carry_over import place_all
from entities.kinds import RelationKind, Status
from entities.models import Evidence, Mention
from tests.factories import make_article, make_entity, make_evidence, make_mention

OLD = "MS-13 fled.\n\nPolice say Ana Ruiz led it in Lima.\n\nMS-13 came back."


def change(article: Article, text: str) -> Article:
    """Give the article this text, as an import does."""
    document = Document.objects.create(
        raw=text.encode(), media_type="text/plain", original_name="again.txt"
    )
    parsed = ParsedArticle(
        text=text,
        title=article.title,
        title_is_made=False,
        source=article.source.name,
        identity=None,
        body_start=0,
        body_end=len(text),
    )
    revise(Article.objects.get(pk=article.pk), parsed, document)
    article.refresh_from_db()
    return article


@pytest.fixture
def article(db):
    return make_article(OLD)


def places(article: Article) -> list[tuple[str, int, str]]:
    rows = Mention.objects.filter(article=article, revision=None).order_by("start")
    return [(one.name, one.start, one.status) for one in rows]


def test_mentions_move_with_their_words(article):
    gang = make_entity("MS-13")
    for _ in range(2):
        make_mention(article, "MS-13", gang, status=Status.CONFIRMED)
    text = "Late news.\n\n" + OLD
    change(article, text)
    starts = [text.index("MS-13"), text.rindex("MS-13")]
    assert places(article) == [("MS-13", start, "confirmed") for start in starts]


def test_adjoining_mentions_move_by_less_than_their_length(article):
    for words in ("Police", "say", "Ana Ruiz", "Lima"):
        make_mention(article, words, status=Status.CONFIRMED)
    change(article, "A " + OLD)
    assert [name for name, _, _ in places(article)] == ["Police", "say", "Ana Ruiz", "Lima"]


def test_what_people_decided_and_the_new_text_lacks_is_listed(article, analyst):
    mention = make_mention(article, "Ana Ruiz", make_entity("Ana Ruiz", kind="person"))
    mention_actions.confirm(mention, user=analyst)
    change(article, OLD.replace("Ana Ruiz", "A. Ruiz"))
    (unplaced,) = Mention.objects.unplaced()
    assert (unplaced.pk, unplaced.status) == (mention.pk, Status.CONFIRMED)
    assert unplaced.revision.text[unplaced.start : unplaced.end] == "Ana Ruiz"
    assert not Mention.objects.live().exists()


def test_what_could_not_be_placed_is_placed_by_hand(article, analyst):
    mention = make_mention(
        article, "Ana Ruiz", make_entity("Ana Ruiz", kind="person"), status=Status.CONFIRMED
    )
    change(article, OLD.replace("Ana Ruiz", "A. Ruiz"))
    start = article.text.index("A. Ruiz")
    mention_actions.resize(mention, start, start + len("A. Ruiz"), user=analyst)
    assert places(article) == [("A. Ruiz", start, "confirmed")]
    assert Mention.objects.get().entity.name == "Ana Ruiz"


def test_what_the_machine_proposed_and_the_new_text_lacks_goes(article):
    make_mention(article, "Ana Ruiz", make_entity("Ana Ruiz", kind="person"))
    change(article, OLD.replace("Ana Ruiz", "somebody"))
    assert not Mention.objects.exists()


def test_rejections_move_along_and_keep_others_free(article, analyst):
    mention = make_mention(article, "Lima")
    mention_actions.reject(mention, user=analyst)
    change(article, "News. " + OLD)
    assert places(article) == [("Lima", article.text.index("Lima"), "rejected")]


def test_evidence_keeps_its_quote_or_the_earlier_text(article):
    gang = make_entity("MS-13")
    ana, lima = make_entity("Ana Ruiz", kind="person"), make_entity("Lima", kind="location")
    make_evidence(
        article,
        "Police say Ana Ruiz led it in Lima.",
        ana,
        RelationKind.LEADER_OF,
        gang,
        status=Status.CONFIRMED,
    )
    make_evidence(
        article, "MS-13 came back.", gang, RelationKind.OPERATES_IN, lima, status=Status.CONFIRMED
    )
    change(article, "New.\n\n" + OLD.replace("came back", "returned"))
    kept, earlier = Evidence.objects.order_by("pk")
    assert article.text[kept.start : kept.end] == kept.quote
    assert earlier.revision.text[earlier.start : earlier.end] == earlier.quote


def test_the_same_words_are_told_apart_by_what_stands_around_them():
    old = "The mayor of Leon spoke. Later the bishop of Leon wept. Leon is far."
    new = "Later the bishop of Leon wept, it is said. Leon is far. The mayor of Leon spoke."
    starts = [match for match in range(len(old)) if old.startswith("Leon", match)]
    placed = place_all(old, new, [(start, start + 4) for start in starts])
    around = [new[place - 10 : place + 4] for place in placed]
    assert around == [" mayor of Leon", "bishop of Leon", "t is said. Leon"[1:]]


@given(
    text=st.text("ab .\n😀é", min_size=1, max_size=60),
    new=st.text("ab .\n😀é", max_size=60),
    data=st.data(),
)
def test_what_is_placed_has_the_same_words_and_overlaps_nothing(text, new, data):
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    given_spans = list(zip(edges[::2], edges[1::2], strict=False))
    placed = place_all(text, new, given_spans)
    reached = []
    for (start, end), place in zip(given_spans, placed, strict=True):
        if place is not None:
            assert new[place : place + end - start] == text[start:end]
            reached.append((place, place + end - start))
    reached.sort()
    assert all(one[1] <= other[0] for one, other in pairwise(reached))


@given(text=st.text(max_size=60), before=st.text(max_size=9), after=st.text(max_size=9))
def test_what_is_only_framed_stays_where_it_is(text, before, after):
    spans_of_text = [(place, place + 1) for place in range(len(text))]
    same = place_all(text, text, spans_of_text)
    assert same == [start for start, _ in spans_of_text]
    framed = f"{before}{text}{after}"
    for (start, end), place in zip(
        spans_of_text, place_all(text, framed, spans_of_text), strict=True
    ):
        assert place is None or framed[place : place + end - start] == text[start:end]
