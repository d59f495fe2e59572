"""The language of the search box. Pure: asks no database, so it can be proved by trying.

    query   = all, { "OR", all }
    all     = term, { ["AND"], term }
    term    = { "-" | "NOT" }, ( word | word "*" | phrase | condition | "(", query, ")" )
    phrase  = quotation mark, text, quotation mark, [ "~", number ]
    condition = field, ":", ( value | "(", value, { "OR", value }, ")" )
    value   = ( text without spaces | quoted text ), [ "#", number ], [ "(", names, ")" ]

`parser.Parser` gives the tree of `tree`, or raises `tree.QueryError` with the place of
the fault and, where one can be guessed, a repaired query. `tree.to_text` writes a tree in its one
canonical form, and `parse(to_text(tree)) == tree`. Which fields there are, it is told: see
`entities.search.fields`. What names mean is looked up after that, by `entities.search.query`.
"""
