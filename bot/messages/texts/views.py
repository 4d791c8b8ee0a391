"""Words of saved views."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "result.save": {"en": "Save as view", "zh": "保存为视图"},
    "view.title": {"en": "Save as view", "zh": "保存为视图"},
    "view.label": {"en": "Name", "zh": "名称"},
    "view.placeholder": {"en": "payments", "zh": "支付"},
    "view.hint": {
        "en": "Everybody in this workspace can open it by this name. Days like “next 30 days” move on.",
        "zh": "本工作区所有人都可用此名称打开。“未来30天”等日期会随时间推移。",
    },
    "view.save": {"en": "Save", "zh": "保存"},
    "view.cancel": {"en": "Cancel", "zh": "取消"},
    "view.command": {"en": 'view "{name}"', "zh": '视图 "{name}"'},
    "view.drop_command": {"en": 'delete view "{name}"', "zh": '删除视图 "{name}"'},
    "view.saved": {
        "en": "View {name} is saved: {text}. Open it with: {command}",
        "zh": "已保存视图 {name}：{text}。打开方式：{command}",
    },
    "view.replaced": {"en": "It replaces: {text}", "zh": "替换了原来的：{text}"},
    "view.removed": {"en": "View {name} is deleted: {text}.", "zh": "已删除视图 {name}：{text}。"},
    "view.ask_again": {"en": "Ask it once more", "zh": "再次查询"},
    "view.open": {"en": "Open", "zh": "打开"},
    "view.drop": {"en": "Delete", "zh": "删除"},
    "view.drop_title": {"en": "Delete this view?", "zh": "删除这个视图？"},
    "view.drop_text": {"en": "It goes for everybody in this workspace.", "zh": "本工作区所有人都将无法再使用它。"},
    "view.drop_yes": {"en": "Delete", "zh": "删除"},
    "view.drop_no": {"en": "Keep", "zh": "保留"},
    "view.missing": {"en": "There is no view “{name}”.", "zh": "没有名为“{name}”的视图。"},
    "view.search": {"en": "Search for “{name}”", "zh": "搜索“{name}”"},
    "views.title": {"en": {"one": "{n} saved view", "other": "{n} saved views"}, "zh": "{n} 个视图"},
    "views.none": {"en": "No saved views yet", "zh": "还没有保存的视图"},
    "views.first": {
        "en": "Ask a question, and press “Save as view” under its answer.",
        "zh": "先查询，再点击答案下方的“保存为视图”。",
    },
    "views.row": {"en": "{name}\n{text}", "zh": "{name}\n{text}"},
    "views.more": {"en": {"one": "… and {n} more", "other": "… and {n} more"}, "zh": "……另有 {n} 个"},
    "home.views": {"en": "Saved views", "zh": "已保存的视图"},
    "unreadable.view_name": {
        "en": "“{word}” cannot name a view. A name has up to 40 letters, digits, spaces, and no quotes.",
        "zh": "“{word}”不能用作视图名称。名称最多 40 个字符，不能含引号。",
    },
    "too_many.view": {
        "en": "This workspace has {limit} views, which is as many as there can be. Delete one first.",
        "zh": "本工作区已有 {limit} 个视图，达到上限。请先删除一个。",
    },
    "missing.view": {
        "en": "There is no view “{name}”. See all with: views",
        "zh": "没有名为“{name}”的视图。查看全部：视图列表",
    },
}
