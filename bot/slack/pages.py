"""Our own pages in a browser: a title, a sentence, one way on. No scripts, nothing from elsewhere."""

from __future__ import annotations

from html import escape

from starlette.responses import HTMLResponse

from bot.messages.texts import language

HEADERS = {
    "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
}

_PAGE = """<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>{title}</h1><p>{sentence}</p><p><a href="{url}">{link}</a></p></main></body>
</html>
"""


def page(status: int, locale: str, *, title: str, sentence: str, link: str, url: str) -> HTMLResponse:
    """One page; every text is plain and becomes safe here."""
    texts = {"title": title, "sentence": sentence, "link": link, "url": url}
    lang = "zh-CN" if language(locale) == "zh" else "en"
    content = _PAGE.format(lang=lang, **{name: escape(text) for name, text in texts.items()})
    return HTMLResponse(content, status, headers=HEADERS)


def locale_of(accept_language: str) -> str:
    """The first language that a browser asks for."""
    return accept_language.partition(",")[0].partition(";")[0].strip()
