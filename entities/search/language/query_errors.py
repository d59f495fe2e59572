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


class Fault(Exception):
    """Inside the language: a fault at a place, and what to write instead.

    `instead` takes the place of what is faulty, or of the piece `there` where the repair is made
    elsewhere; None says that nothing can be guessed. `example` is what can be searched for where
    nothing is left of the query.
    """

    def __init__(
        self,
        message: str,
        start: int,
        end: int,
        instead: str | None = None,
        *,
        there: tuple[int, int] | None = None,
        example: str = "",
    ) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.instead = instead
        self.example = example
        self.there = there or (start, end)

    def repair(self, query: str) -> str | None:
        """The query with this one fault repaired."""
        if self.instead is None:
            return None
        start, end = self.there
        return " ".join(f"{query[:start]}{self.instead}{query[end:]}".split())
