// Menus that open at a button: three dots, ⚡, ⋮. One at a time; Escape and a click elsewhere close it.

import { h } from "/page/dom.js";
import { plain } from "/page/mrkdwn.js";

export function menu(summary, items, where = "") {
  const close = () => { node.open = false; };
  const buttons = items.map((one) => h("button", { type: "button", role: "menuitem", onclick: (event) => {
    close();
    one.run(event.currentTarget);
  } }, ...one.text));
  const node = h("details", { class: `overflow ${where}`, ontoggle: () => opened(node) }, summary, h("div", { class: "menu", role: "menu" }, ...buttons));
  node.addEventListener("keydown", (event) => pressed(event, node, summary, buttons));
  return node;
}

export function shortcutMenu(shortcuts, context, sign, label, run, where = "") {
  if (!shortcuts.length) return null;
  const items = shortcuts.map((each) => ({ text: [h("span", {}, ...plain(each.name)), h("small", { class: "muted" }, context.bot_name)], run: () => run(each) }));
  return menu(h("summary", { "aria-label": label, title: label }, sign), items, `shortcuts ${where}`);
}

function opened(node) {
  if (!node.open) return;
  for (const other of document.querySelectorAll("details.overflow[open]")) if (other !== node) other.open = false;
  node.lastChild.scrollIntoView({ block: "nearest" });
}

function pressed(event, node, summary, buttons) {
  if (!node.open) return;
  if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    node.open = false;
    summary.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const at = buttons.indexOf(document.activeElement);
    const step = event.key === "ArrowDown" ? 1 : -1;
    buttons[(at + step + buttons.length) % buttons.length].focus();
  }
}

document.addEventListener("click", (event) => {
  for (const node of document.querySelectorAll("details.overflow[open]")) if (!node.contains(event.target)) node.open = false;
});
