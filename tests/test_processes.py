"""What a process does besides its work."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from bot import processes
from bot.errors import StoreUnavailable
from bot.settings import read

STARTED = """
import asyncio, json, sys
from bot import processes
from bot.language import dates
from bot.settings import read

begun = "dateparser" in sys.modules

async def serve(url):
    async with asyncio.timeout(30):
        while dates._parser.cache_info().currsize < len(dates.LANGUAGES):
            await asyncio.sleep(0.01)

processes.WARM_AFTER_SECONDS = 0.0
processes._run(read({"REDIS_URL": "redis://127.0.0.1:1/0"}), serve)
print(json.dumps({"begun": begun, "warm": "dateparser" in sys.modules}))
"""


def test_other_languages_are_loaded_behind_the_start() -> None:
    """Nothing of dateparser is loaded before the work begins; then every language is, while the loop goes on."""
    done = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"begun": False, "warm": True}


def test_a_fault_while_asking_is_that_fault() -> None:
    """A question in the terminal needs no Redis; what goes wrong while it is answered is not taken for one missing."""
    with pytest.raises(StoreUnavailable, match="gone"), processes._redis_for_asking(read({"REDIS_URL": "redis://one"})):
        raise StoreUnavailable("gone")
