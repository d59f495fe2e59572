"""The language of the search box. Pure: asks no database, so it can be proved by trying.

`parsing.parse(text)` gives the tree of `syntax`, or raises `faults.QueryError` with the place of
the fault and, where one can be guessed, a repaired query. `printing.to_text(tree)` writes the tree
in its one canonical form, and `parse(to_text(tree)) == tree`. What names mean is looked up after
that, by `entities.search.query.interpret`.
"""
