"""State machines of Hypothesis that write to the database."""

from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine


class RolledBack(RuleBasedStateMachine):
    """Each example finds the database as the test began it, whatever others did before.

    `run_state_machine_as_test` runs all of them in the one transaction of the test: without this
    an example that runs again would meet other rows than the first time, and be called flaky.
    """

    def __init__(self) -> None:
        super().__init__()
        self._transaction = transaction.atomic()
        self._transaction.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self._transaction.__exit__(None, None, None)
