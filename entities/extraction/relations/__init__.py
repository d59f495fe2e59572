"""Which relationships the sentences of a text state.

The steps, in their order: `sentence_slots` puts mentions into typed slots, `coreference` adds slots
for words that take up a name, `extract_relations` finds phrases that `rules/*.toml` describe,
`relation_model` judges the wording of what no phrase tells, and `extract_relations` keeps what
nothing denies.
"""
