// Short notices in the corner: Slack's own errors and what couldn't be done.

import { h } from "/page/dom.js";

const SHOWN_MS = 8000;

export function toast(text, kind = "error") {
  const box = document.getElementById("toasts");
  const notice = h("div", { class: `toast ${kind}` }, h("span", {}, text),
    h("button", { type: "button", "aria-label": "Dismiss", onclick: () => notice.remove() }, "×"));
  box.append(notice);
  setTimeout(() => notice.remove(), SHOWN_MS);
}

export function banner(text) {
  document.querySelector(".banner")?.remove();
  if (text) document.body.append(h("div", { class: "banner", role: "alert" }, text));
}
