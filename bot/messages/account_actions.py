"""What a click about accounts asks for: action ids as in clicks, values `<account's name>:`, or no name."""

from __future__ import annotations

CONNECT = "account_connect"
"""Opens a modal with a link to the page: to a new account, or to another key of the one that is named."""
TEST = "account_test"
REMOVE = "account_remove"
DEFAULT = "account_default"
NO_DEFAULT = "account_no_default"
"""Of the channel in which it is clicked."""
PRESSES = (TEST, REMOVE, DEFAULT, NO_DEFAULT)
"""Those that are answered with a message."""
ACTIONS = (CONNECT, *PRESSES)
