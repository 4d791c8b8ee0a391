"""The tests of bot/store, on a cluster: every script, leases, budgets, erasure."""

from tests.store.test_breaker import *  # noqa: F403
from tests.store.test_erasure import *  # noqa: F403
from tests.store.test_gcra import *  # noqa: F403
from tests.store.test_lease import *  # noqa: F403
from tests.store.test_swapping import *  # noqa: F403
from tests.store.test_transactions import *  # noqa: F403
from tests.store.test_turns import *  # noqa: F403
