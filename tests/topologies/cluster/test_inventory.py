"""The tests of listings, on a cluster."""

from tests.inventory.conftest import *  # noqa: F403
from tests.inventory.test_kept import *  # noqa: F403
from tests.inventory.test_listing import (  # noqa: F401
    test_a_stampede_asks_once,
    test_partial_never_replaces_complete,
    test_progress_is_heard_in_every_process,
)
