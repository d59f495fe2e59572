"""Which rules read an article: stored readings of another version are read again."""

from entities.nlp import versions

# Changes with every change of the rules or of the gazetteer's files.
PIPELINE_VERSION = "7"


def pipeline_version() -> str:
    """The version of the rules, and of the language model when it was trained here."""
    trained = versions.in_use()
    return PIPELINE_VERSION if trained == versions.ORIGINAL else f"{PIPELINE_VERSION}+{trained}"
