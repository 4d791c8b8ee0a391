"""The environment as one frozen Settings."""

from bot.settings.environment import inherited, read, require
from bot.settings.settings import Settings
from bot.settings.table import TABLE, Setting
from bot.settings.values import LOOPBACK

__all__ = ["LOOPBACK", "TABLE", "Setting", "Settings", "inherited", "read", "require"]
