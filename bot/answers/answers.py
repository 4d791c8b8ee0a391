"""Question in, message out: the one door for Slack, the terminal and tests. No Slack types, and nothing is raised.

Whatever goes wrong is a sentence with a request id; the log holds the rest under the same id.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping

from bot.answers import export, find, home, named_hosts, preferring, pressing, remind, searching, turn, views
from bot.answers.asking import asked
from bot.answers.connecting import ConnectPage
from bot.answers.export import File
from bot.answers.find import Found
from bot.answers.message import Asker, Message
from bot.answers.pressing import Checked, Filled
from bot.answers.refine import refined
from bot.answers.rooms import Rooms
from bot.answers.seam import Seam
from bot.answers.searching import Composed
from bot.certificates import Progress, Query
from bot.errors import ResultExpired, Unreadable
from bot.language.request import Find, Show
from bot.messages import hello
from bot.messages.refining import WITHOUT
from bot.messages.reply import Reply
from bot.messages.reply import View as Modal
from bot.messages.results import rerun
from bot.observability import request_id


def current_request_id() -> str:
    """The id that log lines carry, or a new one where a caller set none."""
    return request_id.get() or secrets.token_hex(4)


class Answers:
    """All verbs and all buttons. `number` gives the id of the request being answered."""

    def __init__(self, rooms: Rooms, *, number: Callable[[], str] = current_request_id) -> None:
        self._rooms = rooms
        self._seam = Seam(number, rooms.clock)
        self.connect_page = ConnectPage(rooms)

    async def ask(self, message: Message, *, progress: Progress | None = None) -> Reply:
        """The answer to a text. `progress` hears how a long listing goes on."""
        return await self._seam.told(asked(self._rooms, message, progress), message.asker.locale)

    async def found(self, message: Message, *, size: int = 100, progress: Progress | None = None) -> Found:
        """The answer as data, for a terminal: a page of up to `size`. Raises CertminderError; what is no question about
        certificates is Unreadable."""
        request, message = await preferring.preferred(self._rooms, message)
        if isinstance(request, Show):
            request = Find(query=Query(text=request.target))
        if not isinstance(request, Find):
            raise Unreadable("no_question", message.text)
        await self._rooms.limits.spend(message.asker.workspace, message.asker.user)
        return await find.find_page(self._rooms, message, request, size=size, progress=progress)

    async def turn(
        self,
        result_id: str,
        asker: Asker,
        *,
        page: int | None = None,
        sort: str | None = None,
        refresh: bool = False,
        text: str = "",
    ) -> Reply:
        """Another page, order (a key of results.SORTS) or age of a result. Where it is gone, `text` is asked again."""
        turning = turn.turn(self._rooms, result_id, asker, page=page or 1, sort=sort, refresh=refresh)
        return await self._seam.told(self._or_again(turning, text, asker), asker.locale)

    async def refine(self, result_id: str, words: str, asker: Asker, *, text: str = "") -> Reply:
        """A result narrowed by words of its menus, or widened. Where it is gone, `text` is asked instead, with the
        words."""
        again = f"{text} {words}" if text.strip() and not words.startswith(WITHOUT) else text
        return await self._seam.told(self._or_again(self._refined(result_id, words, asker), again, asker), asker.locale)

    async def share(
        self, result_id: str, asker: Asker, post: Callable[[Reply], Awaitable[None]], *, page: int = 1
    ) -> Reply:
        """A public copy of a result that says who shared it, sent by `post`; or a notice that is still to be sent."""
        return await self._seam.told(turn.share(self._rooms, result_id, asker, post, page=page), asker.locale)

    async def unshare(
        self, sharer: str, asker: Asker, withdraw: Callable[[], Awaitable[None]], *, text: str = ""
    ) -> Reply:
        """A shared list is taken back by `withdraw`, if this person may; `text` was its question."""
        return await self._seam.told(turn.unshare(self._rooms, sharer, asker, withdraw, text=text), asker.locale)

    async def remind(self, result_id: str, asker: Asker) -> Reply:
        """The channel is subscribed to a result's question."""
        return await self._seam.told(remind.remind_of_result(self._rooms, result_id, asker), asker.locale)

    async def save_form(self, result_id: str, asker: Asker) -> Modal:
        """The form that names a view; or a modal that says why there is none."""
        return await self._seam.shown(views.form(result_id, asker), asker.locale)

    def check_view(self, name: str, asker: Asker) -> Mapping[str, str]:
        """What is wrong with the name that was filled into that form, by field."""
        return views.faults(self._rooms, name, asker)

    async def save_view(self, result_id: str, name: str, asker: Asker) -> Reply:
        """The question of a result is kept under a name."""
        return await self._seam.told(views.save(self._rooms, result_id, name, asker), asker.locale)

    async def choose(self, choice: str, asker: Asker) -> None:
        """How this person wants words read that have two readings (`day_month=day`); anything else is passed over."""
        await preferring.choose(self._rooms, choice, asker)

    async def reset(self, asker: Asker) -> Reply:
        """This person's choices are forgotten."""
        return await self._seam.told(preferring.reset(self._rooms, asker), asker.locale)

    async def revoke(self, export_id: str, asker: Asker) -> Reply:
        """The links of an export open nothing any more."""
        return await self._seam.told(export.revoke(self._rooms, export_id, asker), asker.locale)

    async def file(self, token: str, kind: str) -> File:
        """What is behind a link; `kind` is csv or ics. Raises NotFound for any link that is not valid, RateLimited,
        SourceError, StoreUnavailable."""
        return await export.file(self._rooms, token, kind)

    async def press(self, action: str, value: str, asker: Asker) -> Reply:
        """A button about reminders (clicks.PRESSES) or accounts (account_actions.PRESSES)."""
        return await self._seam.told(pressing.press(self._rooms, action, value, asker), asker.locale)

    async def form(self, action: str, value: str, asker: Asker) -> Modal:
        """The form that a button opens; or a modal that says why there is none."""
        return await self._seam.shown(pressing.form(self._rooms, action, value, asker), asker.locale)

    def check(self, filled: Filled, asker: Asker) -> Checked:
        """Read a submitted form: what it is wrong about, or how it is finished. Raises ResultExpired."""
        checked = pressing.check(self._rooms, filled, asker)
        finish = checked.finish
        if finish is None:
            return checked
        return Checked({}, lambda: self._seam.told(finish(), asker.locale))

    def search_form(self, given: Mapping[str, str], asker: Asker) -> Modal:
        """The form that asks a question, with the question that its fields make by now."""
        return searching.form(self._rooms, given, asker)

    def compose(self, given: Mapping[str, str], asker: Asker) -> Composed:
        """The question of a filled in form as it would be typed, or what is wrong with the fields."""
        return searching.compose(self._rooms, given, asker)

    async def named(self, text: str, asker: Asker, *, progress: Progress | None = None) -> Reply:
        """The certificates of the host names that a message mentions; `text` is all of the message, as Slack sends
        it."""
        naming = named_hosts.named(self._rooms, text, asker, progress=progress)
        return await self._seam.told(naming, asker.locale)

    async def details(self, result_id: str, certificate_id: str, asker: Asker) -> Modal:
        """One certificate in full, as a modal."""
        return await self._seam.shown(turn.open_details(self._rooms, result_id, certificate_id, asker), asker.locale)

    async def facts(self, result_id: str, certificate_id: str, asker: Asker) -> Modal:
        """The same modal with what the certificate itself says."""
        return await self._seam.shown(turn.open_facts(self._rooms, result_id, certificate_id, asker), asker.locale)

    async def home(self, asker: Asker) -> Modal:
        """The Home tab of a person."""
        return await self._seam.at_home(home.home(self._rooms, asker), asker.locale)

    def hello(self, locale: str, *, installed: bool = False) -> Reply:
        """The app's first words: to a channel it was invited to, or to the person who `installed` it."""
        return hello.to_installer(locale) if installed else hello.to_channel(locale)

    async def _refined(self, result_id: str, words: str, asker: Asker) -> Reply:
        return await asked(self._rooms, await refined(self._rooms, result_id, words, asker))

    async def _or_again(self, turning: Awaitable[Reply], text: str, asker: Asker) -> Reply:
        try:
            return await turning
        except ResultExpired:
            if not text.strip():
                raise
            return rerun(await asked(self._rooms, Message(text, asker, self._rooms.clock())), asker.locale)
