"""The pages around an installation, in the browser of whoever installs the app."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "install.done": {"en": "Certminder is installed", "zh": "Certminder 已安装"},
    "install.done_next": {
        "en": "It is in {team} now. Type /certs help in any channel, or open it in Slack.",
        "zh": "它已加入 {team}。在任意频道输入 /certs help，或在 Slack 中打开。",
    },
    "install.done_everywhere": {
        "en": "{team} has it now. Add the workspaces that it is to serve: each has reminders and data of its own.",
        "zh": "{team} 已安装。请添加需要使用它的工作区：各工作区的提醒和数据相互独立。",
    },
    "install.grant": {"en": "Add workspaces", "zh": "添加工作区"},
    "install.open": {"en": "Open Slack", "zh": "打开 Slack"},
    "install.again": {"en": "Install again", "zh": "重新安装"},
    "install.failed": {"en": "Certminder was not installed", "zh": "Certminder 未安装"},
    "install.cancelled": {
        "en": "You did not give Slack's consent, so nothing was changed.",
        "zh": "你没有在 Slack 中同意授权，未作任何更改。",
    },
    "install.stale": {
        "en": "This page was opened twice, in another browser, or more than ten minutes after the start. Please begin "
        "again.",
        "zh": "此页面被重复打开、在其他浏览器中打开，或距开始已超过十分钟。请重新开始。",
    },
    "install.refused": {
        "en": "Slack did not confirm the installation. Please begin again; if it happens again, the operator checks "
        "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET.",
        "zh": "Slack 没有确认这次安装。请重新开始；如再次发生，请管理员检查 SLACK_CLIENT_ID 和 SLACK_CLIENT_SECRET。",
    },
    "install.foreign": {
        "en": "This Certminder does not serve that workspace. The operator can add it to CERTMINDER_WORKSPACES.",
        "zh": "此 Certminder 不对该工作区开放。管理员可将其加入 CERTMINDER_WORKSPACES。",
    },
    "install.busy": {
        "en": "Too many installations have been begun just now. Please begin again in a minute.",
        "zh": "刚才开始的安装过多，请一分钟后重新开始。",
    },
    "install.later": {
        "en": "Certminder's memory (Redis) does not answer. Please begin again in a minute.",
        "zh": "Certminder 的存储（Redis）没有响应，请一分钟后重新开始。",
    },
}
