"""Words of a person's settings and choices."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "settings.title": {"en": "Your settings", "zh": "你的设置"},
    "settings.language": {"en": "Language: English", "zh": "语言：中文"},
    "settings.zone": {"en": "Time zone: {zone}", "zh": "时区：{zone}"},
    "settings.from_slack": {
        "en": "Both come from your Slack profile. Questions can be asked in English and Chinese all the same.",
        "zh": "两者来自你的 Slack 个人资料。提问始终可用中文或英文。",
    },
    "settings.account": {
        "en": "Questions of this channel that name no account are about {account}.",
        "zh": "本频道未指明账号的查询针对 {account}。",
    },
    "settings.none": {
        "en": "You have made no choice yet. Where words can be read in two ways, a button offers the other one, "
        "and pressing it is remembered for you.",
        "zh": "你还没有选择过读法。遇到有两种读法的说法时，会有按钮给出另一种，按下后会为你记住。",
    },
    "settings.reset": {"en": "Forget my choices", "zh": "清除我的选择"},
    "settings.reset_done": {"en": "Your choices are forgotten", "zh": "已清除你的选择"},
    "choice.day_month=day": {
        "en": "03/04/2027 is read as day/month, as you chose: 3 April.",
        "zh": "03/04/2027 按你的选择读作日/月：4月3日。",
    },
    "choice.day_month=month": {
        "en": "03/04/2027 is read as month/day, as you chose: 4 March.",
        "zh": "03/04/2027 按你的选择读作月/日：3月4日。",
    },
    "choice.next_weekday=coming": {
        "en": "“next Friday” is read as the coming one, as you chose.",
        "zh": "“next Friday” 按你的选择读作最近的一个星期五。",
    },
    "choice.next_weekday=week": {
        "en": "“next Friday” is read as the one of next week, as you chose.",
        "zh": "“next Friday” 按你的选择读作下周五。",
    },
    "choice.remembered": {
        "en": "Your choice is remembered for you.",
        "zh": "会记住你的选择。",
    },
}
