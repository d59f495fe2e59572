"""Tables of words."""


def words(*tables: str) -> frozenset[str]:
    """Return the words of the tables, which are written one after the other for the eye."""
    return frozenset(word for table in tables for word in table.split())
