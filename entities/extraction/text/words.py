"""Lists of words, written as text."""


def words(written: str) -> frozenset[str]:
    """The words of a text that are parted by white space."""
    return frozenset(written.split())


def numbered(written: str, first: int = 1) -> dict[str, int]:
    """The words of a text by their place in it."""
    return {word: number for number, word in enumerate(written.split(), first)}
