"""What is wrong with a query, where, and what was probably meant."""


class QueryError(Exception):
    """The query cannot be searched for; the text says in one sentence what is wrong.

    `start` and `end` are the place of the fault in the query, in code points; both are None where
    it lies in no place. `repaired` is a query that can be searched for instead, or empty.
    """

    def __init__(
        self,
        message: str,
        start: int | None = None,
        end: int | None = None,
        *,
        repaired: str = "",
    ) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.repaired = repaired
