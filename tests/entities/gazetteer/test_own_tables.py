"""The project's own tables: what a list of thousands of names must hold to be trusted."""

from collections import defaultdict

from entities.gazetteer.file_format import read_table
from entities.gazetteer.read_files import FOLDER
from entities.names import fold

NAMED = ("gangs", "agencies", "organizations")


def test_rows_stand_in_the_order_of_their_keys_and_say_where_they_are_from():
    for table in NAMED:
        _, lines = read_table(FOLDER / f"{table}.tsv")
        keys = [line["key"] for line in lines]
        assert keys == sorted(keys), table
        assert not [line.where for line in lines if not line["source"]]


def test_no_two_rows_of_one_table_have_the_same_name():
    for table in NAMED:
        rows = defaultdict(list)
        _, lines = read_table(FOLDER / f"{table}.tsv")
        for line in lines:
            rows[fold(line["name"])].append(line.where)
        assert not [where for where in rows.values() if len(where) > 1]
