"""What the worker does with a master that a Sentinel knows: whole rounds with docket."""

from tests.reminders.conftest import *  # noqa: F403
from tests.reminders.test_worker import (  # noqa: F401
    test_two_workers_scan_once_an_interval,
    test_what_has_begun_is_finished,
)
