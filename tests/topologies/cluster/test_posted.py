"""The tests of messages that are edited, on a cluster."""

from tests.reminders.conftest import *  # noqa: F403
from tests.reminders.test_edits import *  # noqa: F403
from tests.reminders.test_posted import *  # noqa: F403
