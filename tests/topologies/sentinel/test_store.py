"""Budgets and transactions with a master that a Sentinel knows; more callers than connections wait for one."""

from tests.store.test_gcra import test_a_refusal_spends_nothing, test_exact_under_concurrent_hits  # noqa: F401
from tests.store.test_transactions import *  # noqa: F403
