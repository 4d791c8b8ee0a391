"""The form that sets or changes a reminder: which certificates, and how and when it speaks of them."""

from __future__ import annotations

from collections.abc import Iterator

from babel.dates import get_day_names

from bot.language.policy import Schedule
from bot.messages import kit
from bot.messages.mentions import is_person, mention
from bot.messages.policy import LANGUAGES, Policy, language_of
from bot.messages.reply import Block, View
from bot.messages.texts import babel_locale, say

REMINDER_FORM = "reminder"
QUERY, TIME, DAYS, BANDS, MENTION = "query", "time", "days", "bands", "mention"
OPTIONS, QUIET_FROM, QUIET_UNTIL, ZONE, LOCALE = "options", "quiet_from", "quiet_until", "zone", "locale"
QUIET, ALL_CLEAR, GROUP = "quiet", "all_clear", "group"
"""Values of the checkboxes under OPTIONS."""
QUERY_TEXT = 500
NIGHT = ("22:00", "07:00")
"""Offered as quiet hours where there are none."""


def reminder_form(about: str, text: str, policy: Policy, locale: str) -> View:
    """Prefilled with what is kept; `about` comes back with the answers. A user group that is mentioned stays so unless
    a person is chosen: Slack has no menu of user groups."""
    blocks = [
        kit.entry(QUERY, say("form.query", locale), _line(text, say("form.query_example", locale), QUERY_TEXT)),
        *_schedule(policy.schedule, locale),
        kit.entry(BANDS, say("form.bands", locale), _bands(policy, locale), optional=True),
        *_mention(policy, locale),
        *_quiet(policy, locale),
        kit.entry(ZONE, say("form.zone", locale), _line(policy.zone, say("form.zone_wanted", locale), 60)),
        kit.entry(LOCALE, say("form.locale", locale), _languages(policy, locale)),
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


def _line(value: str, example: str, longest: int) -> Block:
    field: Block = {"type": "plain_text_input", "placeholder": kit.plain(example, 150), "max_length": longest}
    return {**field, "initial_value": value[:longest]} if value else field


def _schedule(schedule: Schedule, locale: str) -> Iterator[Block]:
    yield kit.entry(TIME, say("form.time", locale), _time(schedule.at))
    names = get_day_names("wide", locale=babel_locale(locale))
    options = [kit.option(names[number], str(number)) for number in range(7)]
    chosen = [option for option in options if int(option["value"]) in schedule.days]
    yield kit.entry(
        DAYS, say("form.days", locale), {"type": "checkboxes", "options": options, "initial_options": chosen}
    )


def _time(at: str) -> Block:
    return {"type": "timepicker", "initial_time": f"{at:0>5}"}


def _bands(policy: Policy, locale: str) -> Block:
    kept = say("help.joint", locale).join(map(str, policy.bands))
    return _line(kept, say("form.bands_example", locale), 60)


def _mention(policy: Policy, locale: str) -> Iterator[Block]:
    """One person at most. A menu of several people, since a person can only be taken out of such a one again."""
    menu: Block = {
        "type": "multi_users_select",
        "placeholder": kit.plain(say("form.mention_choose", locale), 150),
        "max_selected_items": 1,
    }
    if is_person(policy.mention):
        menu["initial_users"] = [policy.mention]
    hint = say("form.mention_hint", locale)
    yield kit.entry(MENTION, say("form.mention", locale), menu, optional=True, hint=hint)


def _quiet(policy: Policy, locale: str) -> Iterator[Block]:
    names = [QUIET, ALL_CLEAR]
    chosen = [name for name, on in ((QUIET, policy.quiet is not None), (ALL_CLEAR, policy.all_clear)) if on]
    options = [kit.option(say(f"form.option.{name}", locale), name) for name in names]
    if policy.mention and not is_person(policy.mention):
        text = kit.mrkdwn(f"{say('form.option.group', locale)} {mention(policy.mention)}")
        options.append({"text": text, "value": GROUP})
        chosen.append(GROUP)
    boxes: Block = {"type": "checkboxes", "options": options}
    if initial := [option for option in options if option["value"] in chosen]:
        boxes["initial_options"] = initial
    yield kit.entry(OPTIONS, say("form.options", locale), boxes, optional=True)
    start, end = (policy.quiet.start, policy.quiet.end) if policy.quiet is not None else NIGHT
    yield kit.entry(QUIET_FROM, say("form.quiet_from", locale), _time(start))
    hint = say("form.quiet_hint", locale)
    yield kit.entry(QUIET_UNTIL, say("form.quiet_until", locale), _time(end), hint=hint)


def _languages(policy: Policy, locale: str) -> Block:
    options = [kit.option(say(f"form.locale.{name}", locale), name) for name in LANGUAGES]
    chosen = options[LANGUAGES.index(language_of(policy.locale or locale))]
    return {"type": "radio_buttons", "options": options, "initial_option": chosen}
