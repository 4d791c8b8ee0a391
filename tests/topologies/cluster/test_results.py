"""The tests of what else is kept of an inventory, on a cluster: limits, results, exports, views."""

from tests.inventory.conftest import *  # noqa: F403
from tests.inventory.test_exports import *  # noqa: F403
from tests.inventory.test_limits import *  # noqa: F403
from tests.inventory.test_recent import *  # noqa: F403
from tests.inventory.test_views import *  # noqa: F403
