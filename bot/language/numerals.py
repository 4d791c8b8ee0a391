"""Chinese numerals and English number words as integers."""

from __future__ import annotations

import re

NUMERALS = re.compile(r"[零〇一二三四五六七八九十百千两俩仨廿卅壹贰叁肆伍陆柒捌玖拾佰]+")
_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇", "一壹", "二贰两俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000}
_TWENTIES = {"廿": 20, "卅": 30}


def chinese(run: str) -> int | None:
    """`三十一` 31, `廿五` 25, `二〇二七` 2027; None where digits stand together without sense (`三五`)."""
    run = run.lstrip("零〇") or "零"
    if all(char in _DIGITS for char in run):
        return int("".join(str(_DIGITS[char]) for char in run)) if len(run) in (1, 4) else None
    total, digit = 0, None
    for char in run:
        if char in _TWENTIES:
            total, digit = total + _TWENTIES[char], None
        elif char in _SCALES:
            total, digit = total + (1 if digit is None else digit) * _SCALES[char], None
        elif digit:
            return None
        else:
            digit = _DIGITS[char]
    return total + (digit or 0)
