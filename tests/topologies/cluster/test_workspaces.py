"""The tests of what is kept of a workspace, on a cluster: installations, their rotation, choices, the audit trail,
organisations, departures."""

from tests.workspaces.conftest import *  # noqa: F403
from tests.workspaces.test_audit import *  # noqa: F403
from tests.workspaces.test_choices import *  # noqa: F403
from tests.workspaces.test_departures import *  # noqa: F403
from tests.workspaces.test_installations import *  # noqa: F403
from tests.workspaces.test_organisations import *  # noqa: F403
from tests.workspaces.test_rotation import (  # noqa: F401
    test_everything_opens_with_the_new_key_alone,
    test_what_nothing_opens_is_named_and_left,
)
from tests.workspaces.test_stored_accounts import *  # noqa: F403
