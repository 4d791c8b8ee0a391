"""What only a terminal says."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "terminal.account": {"en": "from the configured account", "zh": "来自已配置的账户"},
    "terminal.sample": {
        "en": "from the sample inventory (TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY give your own account)",
        "zh": "来自示例数据（设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY 即可查询自己的账户）",
    },
}
