"""What a process does besides its work."""

from __future__ import annotations

import json
import subprocess
import sys

STARTED = """
import asyncio, json, sys
from bot import lifecycle
from bot.language import dates
from bot.settings import read

begun = "dateparser" in sys.modules

async def serve(url):
    async with asyncio.timeout(30):
        while dates._parser.cache_info().currsize < len(dates.LANGUAGES):
            await asyncio.sleep(0.01)

lifecycle.WARM_AFTER_SECONDS = 0.0
lifecycle.run(read({"REDIS_URL": "redis://127.0.0.1:1/0"}), serve)
print(json.dumps({"begun": begun, "warm": "dateparser" in sys.modules}))
"""


def test_other_languages_are_loaded_behind_the_start() -> None:
    """Nothing of dateparser is loaded before the work begins; then every language is, while the loop goes on."""
    done = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"begun": False, "warm": True}
