"""The tests of the ledger, on a cluster."""

from tests.reminders.test_ledger import *  # noqa: F403
