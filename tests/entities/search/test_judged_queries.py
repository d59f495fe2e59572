"""The judged queries that the search is measured with, and the measures themselves."""

import json
import os
from collections import Counter
from math import log2
from pathlib import Path

import pytest

from tests.benchmarks.bench_search_quality import QUERIES, ndcg, recall

TYPES = {"alias", "place", "typo", "phrase", "combination"}


def judged() -> list[dict]:
    return [json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines()]


def test_there_are_sixty_queries_of_every_type_each_with_an_id_of_its_own():
    queries = judged()
    assert len(queries) == 60
    assert len({query["id"] for query in queries}) == 60
    assert len({query["query"] for query in queries}) == 60
    counts = Counter(query["type"] for query in queries)
    assert counts.keys() == TYPES
    assert min(counts.values()) >= 8


@pytest.mark.parametrize("query", judged(), ids=lambda query: query["id"])
def test_a_judged_query_says_what_is_wanted_and_grades_what_it_is_about(query):
    assert query.keys() - {"complete"} == {"id", "query", "type", "about", "judgements"}
    assert query["query"].strip() == query["query"] != ""
    assert query["about"]
    assert query["judgements"]
    assert set(query["judgements"].values()) <= {1, 2, 3}
    # Entities and places are judged on every text; whatever is left out is not about them.
    assert query.get("complete") is (True if query["type"] in ("alias", "place") else None)


def test_what_is_judged_is_there():
    folder = os.environ.get("GANGINTEL_SHARED")
    if not folder:
        pytest.skip("GANGINTEL_SHARED does not name the folder with the judged texts")
    lines = (Path(folder) / "corpora/fbis_1989_wire.jsonl").read_text(encoding="utf-8")
    there = {json.loads(line)["id"] for line in lines.splitlines()}
    assert {name for query in judged() for name in query["judgements"]} <= there


def test_the_best_order_gains_everything_and_what_is_not_judged_nothing():
    grades = {1: 3, 2: 2, 3: 1}
    assert ndcg([1, 2, 3], grades) == 1
    assert ndcg([1, 2, 3, 99], grades) == 1
    assert ndcg([99, 98], grades) == 0
    assert ndcg([], grades) == 0
    assert ndcg([1], {}) == 0


def test_a_worse_order_gains_less_by_the_logarithm_of_the_rank():
    # 1 + 7 / log2(3) of the best 7 + 1 / log2(3)
    assert ndcg([2, 1], {1: 3, 2: 1}) == pytest.approx((1 + 7 / log2(3)) / (7 + 1 / log2(3)))
    assert ndcg([2, 1], {1: 3, 2: 1}) == pytest.approx(0.7098, abs=1e-4)
    # 7 / log2(3), behind one text that is not relevant
    assert ndcg([9, 1], {1: 3}) == pytest.approx(0.6309, abs=1e-4)


def test_only_the_first_places_count():
    assert ndcg([9, 1], {1: 3}, depth=1) == 0
    assert ndcg([1], {1: 3, 2: 3}, depth=1) == 1


def test_recall_is_the_share_that_was_found():
    assert recall({1, 2, 9}, {1, 2, 3, 4}) == 0.5
    assert recall([], [1]) == 0
    assert recall([1], []) == 1
