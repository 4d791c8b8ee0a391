"""Draw the README's pictures anew: `python -m tests.journeys.browser.screenshots [folder]` (default: .github)."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import Browser

from bot.playground.scene import STAGING
from tests.journeys.browser.chromium import Client, launched, opened
from tests.journeys.conftest import ALICE, LI_LEI, OPS, started

PAYMENTS, RANDOM = "C0PAYMENT1", "C0RANDOM01"
FOLDER = Path(__file__).parents[3] / ".github"


class Camera:
    """Takes pictures of the playground at `url` into `folder`."""

    def __init__(self, browser: Browser, url: str, folder: Path) -> None:
        self._browser = browser
        self._url = url
        self._folder = folder

    async def answer(self, name: str, person: str, channel: str, text: str, *, height: int) -> None:
        """A person's answer to a text, in a channel that has nothing else in it."""
        async with opened(self._browser, self._url, person) as client:
            await client.open(channel)
            await client.ask(text)
            await self._take(client, name, height)

    async def details(self, name: str) -> None:
        """A certificate in full."""
        async with opened(self._browser, self._url, ALICE) as client:
            await client.open(PAYMENTS)
            answer = await client.ask("/certs api.shop.example")
            await answer.locator('[data-action^="result_details"]').select_option(index=1)
            await client.modal.wait_for()
            await self._take(client, name, 960)
            await client.page.keyboard.press("Escape")
            await client.modal.wait_for(state="detached")

    async def home(self, name: str) -> None:
        """The app's Home tab."""
        async with opened(self._browser, self._url, ALICE) as client:
            await client.open("home")
            await client.page.locator(".home-body").wait_for()
            await self._take(client, name, 1000)

    async def search(self, name: str) -> None:
        """The search form, with what could be typed."""
        async with opened(self._browser, self._url, ALICE) as client:
            await client.open(RANDOM)
            await client.page.locator("#composer summary").click()
            await client.page.get_by_role("menuitem").click()
            await client.modal.locator('[data-action="search_from"]').fill(f"{datetime.now():%Y-12-01}")
            await client.modal.locator('[data-action="search_status"]').select_option(label="Valid")
            await client.modal.get_by_text("/certs valid, expiring").wait_for()
            await self._take(client, name, 900)
            await client.page.keyboard.press("Escape")

    async def reminder(self, name: str) -> None:
        """A digest in its channel, at the first full minute after the subscription."""
        due = datetime.now(ZoneInfo("America/New_York")) + timedelta(seconds=75)
        async with opened(self._browser, self._url, ALICE) as client:
            await client.open(OPS)
            await client.ask(f"/certs remind expiring within 30 days at {due:%H:%M} every day")
            digest = client.page.locator("article:not(.ephemeral)", has_text="need attention")
            await digest.wait_for(timeout=120_000)
            await client.page.set_viewport_size({"width": 1280, "height": 900})
            await digest.evaluate("node => node.scrollIntoView({block: 'start'})")
            await self._take(client, name, 900)

    async def accounts(self, page_name: str, list_name: str) -> None:
        """The page that takes a key, and the accounts once it was taken."""
        async with opened(self._browser, self._url, ALICE) as client:
            await client.open(RANDOM)
            answer = await client.ask("/certs connect staging")
            async with client.page.context.expect_page() as opening:
                await answer.get_by_role("button", name="Open the page").click()
            page = await opening.value
            await page.set_viewport_size({"width": 760, "height": 1290})
            await page.fill("#secret_id", STAGING[0])
            await page.fill("#secret_key", STAGING[1])
            await page.locator("summary").click()
            await page.screenshot(path=self._folder / f"{page_name}.png", animations="disabled", caret="hide")
            await page.locator("form button").click()
            await page.locator(".done").wait_for()
            await page.close()
            await client.ask("/certs account staging")
            listed = await client.ask("/certs accounts")
            await client.page.set_viewport_size({"width": 1280, "height": 640})
            await listed.evaluate("node => node.scrollIntoView({block: 'end'})")
            await self._take(client, list_name, 640)

    async def _take(self, client: Client, name: str, height: int) -> None:
        await client.page.set_viewport_size({"width": 1280, "height": height})
        await client.page.evaluate("document.fonts.ready")
        await client.page.screenshot(path=self._folder / f"{name}.png", animations="disabled", caret="hide")


async def draw(url: str, folder: Path) -> None:
    """All pictures, of one playground that was just started."""
    async with launched() as browser:
        camera = Camera(browser, url, folder)
        await camera.answer("answer", ALICE, PAYMENTS, "/certs expiring in the next 30 days", height=880)
        await camera.answer("answer-zh", LI_LEI, OPS, "/certs 未来30天内到期的服务器证书", height=860)
        await camera.answer("timeline", ALICE, RANDOM, "/certs timeline", height=720)
        await camera.details("details")
        await camera.search("search")
        await camera.reminder("reminder")
        await camera.home("home")
        await camera.accounts("connect", "accounts")


def main() -> None:
    """Start the playground, draw, and end it."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else FOLDER
    folder.mkdir(exist_ok=True)
    process, played = started()
    try:
        asyncio.run(draw(played.url, folder))
    finally:
        played.close()
        process.terminate()
        process.wait(30)


if __name__ == "__main__":
    main()
