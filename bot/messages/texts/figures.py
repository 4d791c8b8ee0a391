"""Words of the timeline and the statistics."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "figures.stale": {
        "en": "Tencent Cloud does not answer now: these are the figures of {time}.",
        "zh": "腾讯云暂时没有响应：以下是 {time} 的数据。",
    },
    "figures.partial": {
        "en": "The list is incomplete: part of it could not be fetched, so the figures may be too low.",
        "zh": "列表不完整：有一部分没有取到，数字可能偏低。",
    },
    "figures.list": {"en": "List them", "zh": "查看列表"},
    "figures.timeline": {"en": "Timeline", "zh": "时间线"},
    "figures.timeline_command": {"en": "timeline {text}", "zh": "时间线 {text}"},
    "figures.not_given": {"en": "not given", "zh": "未提供"},
    "timeline.expiring": {"en": {"one": "{n} expires", "other": "{n} expire"}, "zh": "{n} 张到期"},
    "timeline.renewed": {"en": {"one": "{n} already renewed", "other": "{n} already renewed"}, "zh": "{n} 张已续期"},
    "timeline.understood.week": {"en": "By week: {understood}", "zh": "按周：{understood}"},
    "timeline.understood.month": {"en": "By month: {understood}", "zh": "按月：{understood}"},
    "timeline.title.week": {"en": "Ends by week", "zh": "按周到期"},
    "timeline.title.month": {"en": "Ends by month", "zh": "按月到期"},
    "timeline.series.expiring": {"en": "Expiring", "zh": "到期"},
    "timeline.series.renewed": {"en": "Already renewed", "zh": "已续期"},
    "timeline.legend": {"en": "{full} expiring, {light} already renewed", "zh": "{full} 到期，{light} 已续期"},
    "timeline.line": {"en": "{label} {bar} {n}", "zh": "{label} {bar} {n}"},
    "timeline.both": {"en": "{label} {bar} {n} + {renewed} renewed", "zh": "{label} {bar} {n} + 已续期 {renewed}"},
    "timeline.empty": {"en": "{label} –", "zh": "{label} –"},
    "timeline.earlier": {"en": {"one": "{n} ended before", "other": "{n} ended before"}, "zh": "{n} 张更早已到期"},
    "timeline.later": {"en": {"one": "{n} ends later", "other": "{n} end later"}, "zh": "{n} 张更晚到期"},
    "timeline.endless": {
        "en": {"one": "{n} has no end date", "other": "{n} have no end date"},
        "zh": "{n} 张没有到期时间",
    },
    "timeline.nothing": {"en": "Nothing ends in these days.", "zh": "这段时间没有证书到期。"},
    "timeline.pick": {"en": "List those of …", "zh": "查看某段时间……"},
    "stats.status": {"en": "By status", "zh": "按状态"},
    "stats.issuer": {"en": "By issuer", "zh": "按颁发机构"},
    "stats.project": {"en": "By project", "zh": "按项目"},
    "stats.kind": {"en": "By kind", "zh": "按用途"},
    "stats.line": {"en": "{bar} {n} {label}", "zh": "{bar} {n} {label}"},
    "stats.others": {"en": {"one": "{n} other", "other": "{n} others"}, "zh": "其他 {n} 项"},
    "column.count": {"en": "Certificates", "zh": "证书数"},
}
