"""The page that takes the key of an account: one form, no scripts, its style allowed by its own hash."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape

import msgspec
from starlette.responses import HTMLResponse

from bot.answers.connecting import Connected, site_id
from bot.messages.foreign import clean
from bot.messages.texts import language, say
from bot.slack.pages import HEADERS
from bot.workspaces.accounts import NAME, Site
from bot.workspaces.connect_links import Link

POLICY = """{
  "version": "2.0",
  "statement": [{
    "effect": "allow",
    "action": [
      "ssl:DescribeCertificates",
      "ssl:CertGetList"
    ],
    "resource": ["*"]
  }]
}"""
"""CAM's syntax: https://www.tencentcloud.com/document/product/598/10603. DescribeCertificateDetail, which says what
stands in a certificate itself, is left out: it can read private keys."""
SLACK = "https://app.slack.com/client"

_STYLE = """
:root { color-scheme: light dark; --ink: #1d1c1d; --soft: #616061; --line: #bbb; --paper: #fff; --ground: #f4f5f7;
  --accent: #0b6e4f; --bad: #b3261e; --good: #0b6e4f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --soft: #ababad; --line: #565856; --paper: #1f2124;
  --ground: #141517; --accent: #2fa37c; --bad: #ff8a80; --good: #6fd3ae; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif; }
main { max-width: 34rem; margin: 3rem auto; padding: 2rem; background: var(--paper); border-radius: 12px;
  box-shadow: 0 1px 4px rgb(0 0 0 / 15%); }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; }
p { margin: .5rem 0 1rem; }
label, legend { display: block; margin: 1.1rem 0 .3rem; padding: 0; font-weight: 600; }
fieldset { margin: 1.1rem 0 0; padding: 0; border: 0; }
legend { margin-top: 0; }
fieldset label { display: flex; gap: .5rem; margin: .35rem 0; font-weight: 400; align-items: baseline; }
input[type=text], input[type=password] { width: 100%; padding: .6rem .7rem; font: inherit; color: inherit;
  background: transparent; border: 1px solid var(--line); border-radius: 6px; }
input:focus-visible, button:focus-visible, summary:focus-visible, a:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px; }
[aria-invalid=true] { border-color: var(--bad) !important; }
.fault { margin: .3rem 0 0; color: var(--bad); }
.notice { padding: .7rem .9rem; border-left: 4px solid var(--bad); background: var(--ground); border-radius: 4px; }
.soft { color: var(--soft); font-size: .9rem; }
button { width: 100%; margin-top: 1.6rem; padding: .75rem; font: inherit; font-weight: 600; color: #fff;
  background: #0b6e4f; border: 0; border-radius: 6px; cursor: pointer; }
details { margin-top: 1.6rem; }
summary { cursor: pointer; font-weight: 600; }
pre { padding: .8rem; overflow-x: auto; background: var(--ground); border-radius: 6px; font-size: .85rem; }
.done { color: var(--good); }
a { color: var(--accent); }
@media (max-width: 40rem) { main { margin: 0; border-radius: 0; min-height: 100vh; padding: 1.25rem; } }
"""
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    **HEADERS,
    "content-security-policy": f"default-src 'none'; style-src 'sha256-{_DIGEST}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
}


class Filled(msgspec.Struct, frozen=True):
    """What the form shows again: everything but the SecretKey. `field` and `fault`: what is wrong, if anything."""

    name: str = ""
    site: str = ""
    secret_id: str = ""
    field: str = ""
    fault: str = ""


def form(
    link: Link, whose: tuple[str, str], sites: Sequence[Site], csrf: str, filled: Filled, status: int = 200
) -> HTMLResponse:
    """The form, as it was filled in; `whose`: the names of the workspace and the person that it is for."""
    locale = link.locale
    title = say("connect.page.title_named" if link.version else "connect.page.title", locale, name=link.name)
    parts = [
        f"<h1>{escape(title)}</h1><p>{_said('connect.page.lead', locale)}</p>",
        f'<p class="soft">{escape(_whose(whose, locale))}</p>',
        *_notice(filled, locale),
        '<form method="post" autocomplete="off">',
        f'<input type="hidden" name="csrf" value="{escape(csrf)}">',
        *([] if link.version else _text("name", say("connect.page.name", locale), filled.name, filled, limit=NAME)),
        *_sites(sites, filled, locale),
        *_text("secret_id", "SecretId", filled.secret_id, filled),
        *_text("secret_key", "SecretKey", "", filled, kind="password"),
        f"<button>{_said('connect.page.submit', locale)}</button></form>",
        *_permission(locale),
    ]
    return _page(status, locale, title, "\n".join(parts))


def done(connected: Connected, locale: str) -> HTMLResponse:
    """It is connected; of the key the last four characters of its SecretId are shown."""
    account = connected.account
    title = say("connect.page.done", locale, name=account.name)
    text = say("connect.page.done_text", locale, n=connected.count or 0, tail=account.tail)
    body = f'<h1 class="done">{escape(title)}</h1><p>{escape(text)}</p>{_back(locale)}'
    return _page(200, locale, title, body)


def over(status: int, key: str, locale: str, sentence: str = "") -> HTMLResponse:
    """Why there is no form (any more): `key` is a word of the texts (`connect.page.…`), `sentence` says more."""
    title = say(f"connect.page.{key}", locale)
    text = sentence or say(f"connect.page.{key}_text", locale)
    return _page(status, locale, title, f"<h1>{escape(title)}</h1><p>{escape(text)}</p>{_back(locale)}")


def _page(status: int, locale: str, title: str, body: str) -> HTMLResponse:
    lang = "zh-CN" if language(locale) == "zh" else "en"
    content = (
        f'<!doctype html>\n<html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}</style></head>\n<body><main>{body}</main></body></html>\n"
    )
    return HTMLResponse(content, status, headers=_HEADERS)


def _said(key: str, locale: str) -> str:
    return escape(say(key, locale))


def _back(locale: str) -> str:
    return f'<p><a href="{SLACK}">{_said("connect.page.back", locale)}</a></p>'


def _whose(whose: tuple[str, str], locale: str) -> str:
    team, person = map(clean, whose)
    return say("connect.page.whose", locale, team=team, person=person)


def _notice(filled: Filled, locale: str) -> Iterator[str]:
    """What is wrong with the key as a whole; what is wrong with a field stands under it."""
    if filled.fault and not filled.field:
        lead = f"<strong>{_said('connect.page.fault', locale)}</strong>"
        yield f'<p class="notice" role="alert">{lead}<br>{escape(filled.fault)}</p>'


def _text(name: str, label: str, value: str, filled: Filled, *, kind: str = "text", limit: int = 128) -> Iterator[str]:
    wrong = filled.field == name
    more = f' aria-invalid="true" aria-describedby="{name}-fault" autofocus' if wrong else ""
    yield f'<label for="{name}">{escape(label)}</label>'
    yield (
        f'<input id="{name}" name="{name}" type="{kind}" value="{escape(value)}" maxlength="{limit}" required '
        f'autocomplete="off" autocapitalize="off" spellcheck="false"{more}>'
    )
    if wrong:
        yield f'<p class="fault" id="{name}-fault" role="alert">{escape(filled.fault)}</p>'


def _sites(sites: Sequence[Site], filled: Filled, locale: str) -> Iterator[str]:
    chosen = filled.site if filled.site in map(site_id, sites) else site_id(sites[0])
    yield f"<fieldset><legend>{_said('connect.page.site', locale)}</legend>"
    for site in sites:
        kind, endpoint = (say(f"account.{part}", locale) for part in (f"kind.{site.kind}", f"endpoint.{site.endpoint}"))
        label = say("connect.page.site_option", locale, kind=kind, endpoint=endpoint)
        checked = " checked" if site_id(site) == chosen else ""
        yield f'<label><input type="radio" name="site" value="{site_id(site)}"{checked}> {escape(label)}</label>'
    yield "</fieldset>"
    if filled.field == "site":
        yield f'<p class="fault" role="alert">{escape(filled.fault)}</p>'


def _permission(locale: str) -> Iterator[str]:
    yield f"<details><summary>{_said('connect.page.permission', locale)}</summary>"
    yield f"<p>{_said('connect.page.permission_text', locale)}</p><pre>{escape(POLICY)}</pre>"
    yield f'<p class="soft">{_said("connect.page.detail_text", locale)}</p>'
    yield f'<p class="soft">{_said("connect.page.preset", locale)}</p></details>'
