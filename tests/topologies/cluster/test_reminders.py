"""What the worker does, on a cluster: whole rounds with docket, attention, subscriptions, the overview."""

from tests.reminders.conftest import *  # noqa: F403
from tests.reminders.test_attention import *  # noqa: F403
from tests.reminders.test_blindness import test_blindness_is_told_once  # noqa: F401
from tests.reminders.test_overview import *  # noqa: F403
from tests.reminders.test_rounds import (  # noqa: F401
    test_due_is_posted_once,
    test_many_workers_post_once,
    test_one_poisoned_subscription_keeps_no_other_waiting,
)
from tests.reminders.test_subscriptions import (  # noqa: F401
    test_by_channel_and_workspace,
    test_pause_resume_and_suspend,
    test_purged_workspace_is_scanned_no_more,
    test_removed_and_had_back_for_a_day,
)
from tests.reminders.test_worker import (  # noqa: F401
    test_two_workers_scan_once_an_interval,
    test_what_has_begun_is_finished,
)
