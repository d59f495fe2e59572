"""The fields of the search, such as `gang:` or `before:`; each is one class, a family in a file.

A class says which words ask for it, with help and an example (`fields`), how its value is read
(`parse`) and written (`to_text`), which values are offered while one types (`completions`), which
names in it are looked up and what they mean then (`interpret`), which articles it finds
(`condition`), why one was found (`reasons`) and what is counted beside the hits (`facets`). What
it does not say is as `search_field.SearchField` has it. An instance is one condition of a query.

A new field is one class in a file here and its row in `registry`.
"""
