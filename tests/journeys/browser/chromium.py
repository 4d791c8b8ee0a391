"""Debian's Chromium without a screen, and one person's Slack in it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, Locator, Page, async_playwright

Scheme = Literal["light", "dark"]

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",  # CI runs as root, where Chromium's sandbox does not start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WAIT_MS = 20_000


@contextlib.asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A running browser."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


class Client:
    """One person's Slack: a tab with a history and storage of its own. `faults` are the page's own errors."""

    def __init__(self, page: Page, url: str, person: str) -> None:
        self.page = page
        self._person = person
        self.faults: list[str] = []
        self._url = url
        page.set_default_timeout(WAIT_MS)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)

    async def open(self, place: str, *, person: str = "") -> None:
        """Look at a channel, or at `home`, on a desk's screen; as somebody else if told."""
        await self.page.set_viewport_size({"width": 1280, "height": 900})
        await self.page.goto(f"{self._url}/?as={person or self._person}&channel={place}")
        await self.page.locator("#sidebar [aria-current=page]").wait_for()

    async def type(self, text: str) -> None:
        """Type into the composer and press Enter."""
        await self.composer.fill(text)
        await self.composer.press("Enter")

    async def ask(self, text: str) -> Locator:
        """Type, and wait for one more message of the app's; returns that message."""
        answers = self.page.locator("article", has=self.page.locator(".avatar.bot"))
        before = await answers.count()
        await self.type(text)
        answer = answers.nth(before)
        await answer.wait_for()
        return self.message(await answer.get_attribute("data-ts") or "")

    def message(self, ts: str) -> Locator:
        """A message by its timestamp, whatever becomes of it."""
        return self.page.locator(f'article[data-ts="{ts}"]')

    @property
    def composer(self) -> Locator:
        """Where one types."""
        return self.page.locator("#composer textarea")

    @property
    def messages(self) -> Locator:
        """The messages of the open channel, or the Home tab."""
        return self.page.locator("#messages")

    @property
    def modal(self) -> Locator:
        """The topmost modal."""
        return self.page.locator("dialog.view")


@contextlib.asynccontextmanager
async def opened(browser: Browser, url: str, person: str, scheme: Scheme = "light") -> AsyncIterator[Client]:
    """A person's tab, in a context of its own."""
    context = await browser.new_context(color_scheme=scheme)
    try:
        yield Client(await context.new_page(), url, person)
    finally:
        await context.close()


async def domains(message: Locator) -> list[str]:
    """The domains in an answer's table, from top to bottom, without their aliases."""
    texts = await message.locator(".data-table tbody th").all_inner_texts()
    return [re.split(r"[ (]", text, maxsplit=1)[0] for text in texts]
