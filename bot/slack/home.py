"""The Home tab: what can be asked, in the person's language, useful before anything is set up."""

from __future__ import annotations

from bot.answers.message import Asker, Message
from bot.messages.reply import View
from bot.slack.desk import Desk


async def publish(desk: Desk, asker: Asker) -> None:
    """Show the help with its buttons; a click there is answered in the direct messages. Raises DeliveryError."""
    reply = await desk.answers.ask(Message("help", asker, desk.clock()))
    view = View({"type": "home", "blocks": list(reply.blocks)})
    await desk.delivery.publish_home(asker.workspace, asker.user, view)
