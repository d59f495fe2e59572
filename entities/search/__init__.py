"""Finding articles: one street from the address to the page.

`request` (the address) → `language` (text to tree) → `query` (what the names mean, as a filter) →
`results` (candidates, ranking, counts, hits) → `page` (what is shown and one click away). What a
field such as `gang:` is at every stop stands in one class of `fields`. The page, the command and
the exports enter by `results.engine.Search`.
"""
