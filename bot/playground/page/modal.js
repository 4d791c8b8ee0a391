// Views: the topmost modal as a dialog, and the Home tab.

import { blocks } from "/page/blocks.js";
import { h, keepingFocus } from "/page/dom.js";
import { act } from "/page/feed.js";
import { textObject } from "/page/mrkdwn.js";
import { toast } from "/page/toasts.js";

export function entered(fields) {
  const values = {};
  for (const each of fields.values()) (values[each.block] ??= {})[each.action] = each.value;
  return values;
}

function pressing(view, context, fields) {
  return async (block, element, choose) => {
    const values = fields ? entered(fields) : {};
    if (values[block.block_id]) delete values[block.block_id][element.action_id];
    const wish = { user: context.me, view_id: view.id, action_id: element.action_id, block_id: block.block_id, values };
    const done = await act("click", { ...wish, ...(choose === undefined ? {} : { choose }) });
    if (done.error) toast(done.error);
  };
}

export class Modal {
  constructor() {
    this.dialog = null;
    this.shown = "";
    this.view = null;
    this.fields = new Map();
  }

  draw(stack, context) {
    const view = stack.at(-1);
    const key = view ? `${context.me}/${view.id}/${view.seq}/${stack.length}` : "";
    if (key === this.shown) return;
    this.shown = key;
    const before = this.dialog;
    const scrolled = view && view.id === this.view?.id ? before.querySelector(".view-body").scrollTop : 0;
    if (!view || view.id !== this.view?.id) this.fields = new Map();
    this.view = view;
    this.dialog = view ? this.drawn(view, stack, context) : null;
    keepingFocus(() => {
      if (this.dialog) document.body.append(this.dialog);
      before?.close();
      before?.remove();
      this.dialog?.showModal();
    });
    if (scrolled) this.dialog.querySelector(".view-body").scrollTop = scrolled;
  }

  drawn(view, stack, context) {
    const own = { ...context, id: view.id, fields: this.fields, errors: view.errors, press: pressing(view, context, this.fields) };
    const close = (cleared) => act("close", { user: context.me, cleared });
    const leave = view.close?.text ?? (stack.length > 1 ? context.words.back : context.words.close);
    const send = view.submit ? h("button", { class: "primary", type: "submit" }, ...textObject(view.submit, context)) : null;
    const form = h("form", { method: "dialog", novalidate: true, tabindex: -1, autofocus: true, onsubmit: (event) => { event.preventDefault(); this.send(view, context, send); } },
      h("header", {}, h("h2", {}, ...textObject(view.title, context)),
        h("button", { type: "button", class: "plain", "aria-label": context.words.close, onclick: () => close(true) }, "×")),
      h("div", { class: "view-body" }, ...blocks(view.blocks, own)),
      h("footer", {}, h("button", { type: "button", onclick: () => close(false) }, leave), send));
    return h("dialog", { class: "view", "data-view": view.id, "aria-label": view.title.text, oncancel: (event) => { event.preventDefault(); close(false); } }, form);
  }

  async send(view, context, button) {
    if (!button || button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    const done = await act("submit", { user: context.me, view_id: view.id, values: entered(this.fields) });
    button.removeAttribute("aria-busy");
    if (done.error) toast(done.error);
  }
}

export function home(view, context) {
  if (!view) return [h("div", { class: "nothing" }, h("p", {}, context.words.empty_home))];
  const fields = new Map();
  const own = { ...context, id: view.id, fields, press: pressing(view, context, fields) };
  return [h("div", { class: "home-body" }, ...blocks(view.blocks, own))];
}
