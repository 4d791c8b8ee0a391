"""The tests of the ledger and its records, on a cluster."""

from tests.reminders.conftest import *  # noqa: F403
from tests.reminders.test_ledger import *  # noqa: F403
from tests.reminders.test_records import *  # noqa: F403
