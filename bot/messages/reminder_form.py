"""The form that sets or changes a reminder: which certificates, at what time, on which days."""

from __future__ import annotations

from babel.dates import get_day_names

from bot.language.request import Schedule
from bot.messages import kit
from bot.messages.reply import Block, View
from bot.messages.texts import babel_locale, say

REMINDER_FORM = "reminder"
QUERY, TIME, DAYS = "query", "time", "days"
QUERY_TEXT = 500


def reminder_form(about: str, text: str, schedule: Schedule, locale: str) -> View:
    """Prefilled with what is kept; `about` comes back with the answers."""
    example = kit.plain(say("form.query_example", locale), 150)
    query: Block = {"type": "plain_text_input", "placeholder": example, "max_length": QUERY_TEXT}
    if text:
        query["initial_value"] = text[:QUERY_TEXT]
    time: Block = {"type": "timepicker", "initial_time": f"{schedule.at:0>5}"}
    blocks = [
        kit.entry(QUERY, say("form.query", locale), query),
        kit.entry(TIME, say("form.time", locale), time),
        kit.entry(DAYS, say("form.days", locale), _days(schedule, locale)),
    ]
    payload = kit.form(
        say("form.title_edit" if text else "form.title_new", locale),
        blocks,
        callback_id=REMINDER_FORM,
        submit=say("form.submit", locale),
        close=say("details.close", locale),
        metadata=about,
    )
    return View(payload)


def _days(schedule: Schedule, locale: str) -> Block:
    names = get_day_names("wide", locale=babel_locale(locale))
    options = [kit.option(names[number], str(number)) for number in range(7)]
    chosen = [option for option in options if int(option["value"]) in schedule.days]
    return {"type": "checkboxes", "options": options, "initial_options": chosen}
