"""A typed text, or the words of a menu, becomes the request it is read as; each verb's file answers its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.answers import (
    accounts,
    auditing,
    connecting,
    export,
    find,
    forget,
    preferring,
    pressing,
    remind,
    reminders,
    show,
    stats,
    timeline,
    views,
)
from bot.answers.help import help_with
from bot.answers.message import Asker, Message
from bot.answers.rooms import Rooms
from bot.certificates import Progress
from bot.language.helping import calls_for_help
from bot.language.request import (
    AccountList,
    AuditTrail,
    Connect,
    DefaultAccount,
    Disconnect,
    DropView,
    Export,
    Find,
    Forget,
    Help,
    NoDefaultAccount,
    Remind,
    Reminders,
    Request,
    Settings,
    Show,
    Stats,
    Timeline,
    View,
    Views,
)
from bot.messages.reply import Reply


async def asked(rooms: Rooms, message: Message, progress: Progress | None = None) -> Reply:
    """The answer to a text. Raises CertminderError. Limits come first: reading a text is most of what a refused
    question costs, and nobody may have texts read for nothing without end. Only a bare call for help is always free."""
    if not calls_for_help(message.text):
        await rooms.limits.spend(message.asker.workspace, message.asker.user)
    request, message = await preferring.preferred(rooms, message)
    return await answer(rooms, message, request, progress)


async def answer(rooms: Rooms, message: Message, request: Request, progress: Progress | None = None) -> Reply:
    """The answer to what a text was read as. Raises CertminderError."""
    asker = message.asker
    match request:
        case Find():
            return await find.find(rooms, message, request, progress=progress)
        case Show():
            return await show.show(rooms, message, request, progress=progress)
        case Timeline() | Stats() | Export():
            return await _figures(rooms, message, request, progress)
        case View() | Views() | DropView():
            return await views.answer(rooms, message, request, progress=progress)
        case Remind() | Forget():
            return await _subscribing(rooms, message, request)
        case Reminders() | Settings() | AuditTrail():
            return await LISTS[type(request)](rooms, asker)
        case Help():
            return help_with(request, asker)
        case AccountList() | Connect() | Disconnect() | DefaultAccount() | NoDefaultAccount():
            return await _accounts(rooms, request, asker)
        case _:
            return await pressing.answer(rooms, message, request)


async def _accounts(
    rooms: Rooms, request: AccountList | Connect | Disconnect | DefaultAccount | NoDefaultAccount, asker: Asker
) -> Reply:
    """Where certificates come from."""
    if isinstance(request, Connect):
        return await connecting.link(rooms, request.name, asker)
    return await accounts.answer(rooms, request, asker)


async def _subscribing(rooms: Rooms, message: Message, request: Remind | Forget) -> Reply:
    """What sets a reminder, and what ends one."""
    if isinstance(request, Remind):
        return await remind.remind(rooms, message, request)
    return await forget.forget(rooms, request.subscription, message.asker)


async def _figures(
    rooms: Rooms, message: Message, request: Timeline | Stats | Export, progress: Progress | None
) -> Reply:
    """What is made of a whole result."""
    match request:
        case Timeline():
            return await timeline.timeline(rooms, message, request, progress=progress)
        case Stats():
            return await stats.stats(rooms, message, request, progress=progress)
        case Export():
            return await export.export(rooms, message, request, progress=progress)


LISTS: dict[type[Request], Callable[[Rooms, Asker], Awaitable[Reply]]] = {
    Reminders: reminders.reminders,
    Settings: preferring.settings,
    AuditTrail: auditing.trail,
}
"""What has no argument."""
