"""Cohen's kappa of two readers: the figure itself, and which spans it is about."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from entities.kinds import Kind
from entities.models import ReviewerLabels
from entities.review.agreement import Agreement, by_kind, cohen_kappa, compared, couples
from tests.factories import make_article

LABELS = st.sampled_from(["gang", "person", "location", "nothing"])


def test_the_figure_of_a_worked_example():
    # 50 items, 20 yes–yes, 5 yes–no, 10 no–yes, 15 no–no: p_o = 0.7, p_e = 0.5, kappa = 0.4.
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15

    assert cohen_kappa(pairs) == pytest.approx(0.4)


def test_two_who_always_differ_have_the_lowest_figure():
    assert cohen_kappa([("gang", "person"), ("person", "gang")]) == -1


def test_agreement_as_by_chance_is_zero():
    assert cohen_kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0


@pytest.mark.parametrize("pairs", [[], [("gang", "gang")] * 7])
def test_without_two_labels_there_is_no_figure(pairs):
    assert cohen_kappa(pairs) is None


def test_one_label_against_another_is_no_better_than_chance():
    assert cohen_kappa([("gang", "person")] * 3) == 0


@given(st.lists(st.tuples(LABELS, LABELS), min_size=1, max_size=60))
def test_the_figure_is_that_of_a_library(pairs):
    kappa = cohen_kappa(pairs)
    first, second = zip(*pairs, strict=True)

    if kappa is None:
        assert len({*first, *second}) == 1
    else:
        assert kappa == pytest.approx(cohen_kappa_score(first, second))


@given(st.lists(st.tuples(LABELS, LABELS), max_size=40))
def test_it_does_not_matter_who_is_first(pairs):
    swapped = [(other, one) for one, other in pairs]
    one, other = cohen_kappa(pairs), cohen_kappa(swapped)

    assert one == other or one == pytest.approx(other)


@pytest.mark.parametrize(
    ("kappa", "words"),
    [
        (-0.3, "poor"),
        (0.2, "slight"),
        (0.21, "fair"),
        (0.5, "moderate"),
        (0.8, "substantial"),
        (1.0, "almost perfect"),
    ],
)
def test_the_figure_in_words(kappa, words):
    assert Agreement(10, 5, kappa).words == words


def test_spans_of_both_are_compared_and_undecided_ones_left_out():
    one = {"0-5": "gang", "9-12": "nothing", "20-25": "undecided", "30-35": "person"}
    other = {"0-5": "gang", "9-12": "person", "20-25": "gang", "40-45": "gang"}

    assert sorted(compared(one, other)) == sorted(
        [("gang", "gang"), ("nothing", "person"), ("person", "nothing"), ("nothing", "gang")]
    )


def test_by_kind_counts_the_spans_where_either_said_it():
    pairs = [("gang", "gang"), ("gang", "person"), ("nothing", "person"), ("person", "person")]

    kinds = dict(by_kind(pairs))

    assert set(kinds) == {Kind.GANG, Kind.PERSON}
    assert (kinds[Kind.GANG].items, kinds[Kind.GANG].agreed) == (2, 1)
    # Gang or not: p_o = 3/4, p_e = (2·1 + 2·3) / 16 = 1/2.
    assert kinds[Kind.GANG].kappa == pytest.approx(0.5)


@pytest.mark.django_db
def test_pairs_of_readers_of_the_same_text(analyst, reader, django_assert_num_queries):
    article, other = make_article("MS-13 here."), make_article("Barrio 18 there.")

    def read(article, user, labels, text_hash=""):
        ReviewerLabels.objects.create(
            article=article,
            user=user,
            labels=labels,
            text_hash=text_hash or article.text_hash,
            finished_at=timezone.now(),
        )

    read(article, analyst, {"0-5": "gang", "6-10": "nothing"})
    read(article, reader, {"0-5": "gang", "6-10": "person"})
    read(other, analyst, {"0-9": "gang"})
    read(other, reader, {"0-9": "gang"}, text_hash="of another text")

    with django_assert_num_queries(2):
        found = couples()

    assert not found.is_capped
    (pair,) = found.pairs
    assert {pair.first, pair.second} == {analyst, reader}
    assert (pair.articles, pair.whole.items, pair.whole.agreed) == (1, 2, 1)
