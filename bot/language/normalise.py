"""The text as the grammar reads it, one character at a time beside the text as it was typed.

Width, typographic quotes, traditional characters, case and Slack's escapes are levelled, so that the vocabulary has
one spelling a word; every character keeps its place in the typed text, for messages and for the words left over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from bot.errors import TooLong

LIMIT = 200
"""Characters that are looked at; typed text above it is refused."""

# Only characters that the vocabulary needs: names and aliases are searched for as typed.
_TRADITIONAL = dict(
    zip(
        "週後個過於內號禮證書籤簽發頒創傳請審敗務戶類項續僅與這兩幾間從開達兒點時鐘歲餘還無們帳賬順幫顯詳編碼標級組織擴驗設錄導暫靜頁單雙節國慶聖誕勞動婦師軍黨東現當來將裡裏備註狀態貳叁參陸齡終"
        "濾結隻張長屆離則據條滿臨換約誰為顆尋雲訊處剛動鎮夾過遲報獲訂閱覽邊檢詢聯據庫憑",
        "周后个过于内号礼证书签签发颁创传请审败务户类项续仅与这两几间从开达儿点时钟岁余还无们账账顺帮显详编码标级组织扩验设录导暂静页单双节国庆圣诞劳动妇师军党东现当来将里里备注状态贰叁叁陆龄终"
        "滤结只张长届离则据条满临换约谁为颗寻云讯处刚动镇夹过迟报获订阅览边检询联据库凭",
        strict=True,
    )
)
_LEVELLED = _TRADITIONAL | {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"', "『": '"', "』": '"', "《": '"', "》": '"',
    "‘": "'", "’": "'", "`": "'", "´": "'", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "―": "-", "～": "~",
    "〜": "~", "∼": "~", "，": ",", "、": ",", "﹑": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!",
    "→": "~", "【": "(", "】": ")", "〔": "(", "〕": ")", "〖": "(", "〗": ")",
}  # fmt: skip
_INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_SLACK = re.compile(
    r"<(?P<mention>[@#!][^<>\s]{1,255})>"
    r"|<(?:https?://|mailto:)?(?P<link>[^<>|\s]{1,255})(?:\|(?P<label>[^<>]{0,255}))?>"
    r"|&(?P<entity>amp|lt|gt);"
    r"|(?<![a-zA-Z0-9])(?P<emoji>:[a-z+][a-z0-9_+-]{0,60}:)(?![a-zA-Z0-9])"
    r"|(?<![^\s])_(?=[^\s_])(?P<italics>[^_\n]{1,200})(?<=\S)_(?![^\s.,!?])"
)
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">"}


_DECORATED = re.compile(
    r"<(?![@!#])(?:mailto:)?(?P<link>[^<>|\s]{1,255})(?:\|(?P<label>[^<>]{0,255}))?>|&(?P<entity>amp|lt|gt);"
)


def undecorated(typed: str) -> str:
    """The text as its writer saw it: without Slack's links and escapes; mentions stay as Slack's own entities, since
    they say who is meant."""
    return _DECORATED.sub(lambda match: _ENTITIES.get(match["entity"] or "") or match["label"] or match["link"], typed)


class Text(NamedTuple):
    """`typed` as it came; `plain` levelled but with its case; `read` in lower case; `places[i]` is where character i of
    both stands in `typed` (one more for the end)."""

    typed: str
    plain: str
    read: str
    places: tuple[int, ...]

    def words(self, start: int, end: int) -> str:
        """What was typed between two positions of the levelled text."""
        return self.typed[self.places[start] : self.places[end - 1] + 1] if end > start else ""


def normalise(typed: str) -> Text:
    """Level a text. Raises TooLong above LIMIT characters, Slack's own escapes not counted."""
    if len(typed) > LIMIT * 5:
        raise TooLong(len(typed), LIMIT)
    unwrapped = list(_unwrapped(typed))
    if len(unwrapped) > LIMIT:
        raise TooLong(len(unwrapped), LIMIT)
    levelled = [(_LEVELLED.get(one, one), at) for cluster, at in _clusters(unwrapped) for one in _compatible(cluster)]
    plain = "".join(one for one, _ in levelled)
    read = "".join(lower if len(lower := one.lower()) == 1 else one for one in plain)
    return Text(typed, plain, read, (*(at for _, at in levelled), len(typed)))


def _unwrapped(typed: str) -> Iterator[tuple[str, int]]:
    """Each character with its place; `<http://api.example|api.example>` and `&amp;` give what a person sees;
    mentions, emoji and the marks of italics say nothing."""
    at = 0
    for match in _SLACK.finditer(typed):
        yield from ((typed[i], i) for i in range(at, match.start()))
        if match["entity"]:
            yield _ENTITIES[match["entity"]], match.start()
        elif match["mention"] or match["emoji"]:
            yield " ", match.start()
        else:
            seen = "label" if match["label"] else "italics" if match["italics"] else "link"
            yield from ((typed[i], i) for i in range(match.start(seen), match.end(seen)))
        at = match.end()
    yield from ((typed[i], i) for i in range(at, len(typed)))


def _clusters(characters: list[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """A character together with the marks that combine with it."""
    cluster, place = "", 0
    for one, at in characters:
        if cluster and unicodedata.combining(one):
            cluster += one
            continue
        if cluster:
            yield cluster, place
        cluster, place = one, at
    if cluster:
        yield cluster, place


def _compatible(cluster: str) -> str:
    """NFKC without what cannot be seen; every kind of blank is a space."""
    if cluster in _LEVELLED or (cluster.isascii() and cluster.isprintable()):
        return cluster
    folded = unicodedata.normalize("NFKC", cluster)
    return "".join(" " if one.isspace() or one < " " else one for one in folded if one not in _INVISIBLE)
