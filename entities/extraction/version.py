"""Which rules read an article: stored readings of another version are read again."""

# Changes with every change of the rules or of the gazetteer's files.
PIPELINE_VERSION = "2"
