// Where a person types: Enter sends, Shift+Enter breaks the line, `/` and `@` show what there is, ↑ brings back the last.

import { h } from "/page/dom.js";
import { act } from "/page/feed.js";
import { shortcutMenu } from "/page/menus.js";
import { toast } from "/page/toasts.js";

export class Composer {
  constructor(box) {
    this.box = box;
    this.typed = [];
    this.back = 0;
    this.key = "";
  }

  draw(room, context) {
    const key = `${context.me}/${room.id}/${room.archived}`;
    this.room = room;
    this.context = context;
    if (key === this.key) return;
    this.key = key;
    if (room.archived) {
      this.box.replaceChildren(h("p", { class: "muted" }, context.words.archived));
      return;
    }
    this.hints = h("div", { class: "hints", role: "listbox", hidden: true });
    this.field = h("textarea", {
      rows: 1, placeholder: `${context.words.message_to} ${room.im ? context.bot_name : `#${room.name}`}`, autocomplete: "off", spellcheck: "false",
      "aria-label": `${context.words.message_to} ${room.name}`, oninput: () => this.typing(), onkeydown: (event) => this.pressed(event),
    });
    this.send = h("button", { type: "button", class: "primary send", "aria-label": context.words.send, onclick: () => this.submit() }, "➤");
    this.box.replaceChildren(this.hints, h("div", { class: "composer-row" }, this.menu() ?? "", this.field, this.send));
    this.field.focus();
  }

  menu() {
    const own = this.context.shortcuts.filter((each) => each.type === "global");
    return shortcutMenu(own, this.context, "⚡", this.context.words.shortcuts, (each) => this.shortcut(each), "upward");
  }

  async shortcut(each) {
    const done = await act("shortcut", { user: this.context.me, callback_id: each.callback_id, channel: this.room.id });
    if (done.error) toast(done.error);
  }

  typing() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 160)}px`;
    const { command, words, bot_name: bot } = this.context;
    const text = this.field.value;
    const offered = [];
    if (/^\/\S*$/.test(text) && command.startsWith(text)) {
      offered.push([`${command} `, command, words.ask], [`${command} help`, `${command} help`, words.help]);
    } else if (/(^|\s)@\w*$/.test(text) && `@${bot}`.startsWith(text.slice(text.lastIndexOf("@")))) {
      offered.push([text.replace(/@\w*$/, `@${bot} `), `@${bot}`, words.broadcast_hint]);
    }
    this.offered = offered;
    this.hints.hidden = !offered.length;
    this.hints.replaceChildren(...offered.map(([whole, name, what]) =>
      h("button", { type: "button", role: "option", onclick: () => this.complete(whole) }, h("b", {}, name), h("span", { class: "muted" }, what))));
  }

  complete(text) {
    this.field.value = text;
    this.typing();
    this.field.focus();
  }

  pressed(event) {
    if (event.isComposing) return; // an input method's Enter picks a character
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Tab" && this.offered?.length) {
      event.preventDefault();
      this.complete(this.offered[0][0]);
    } else if (event.key === "ArrowUp" && (!this.field.value || this.back) && this.typed.length > this.back) {
      this.back += 1;
      this.complete(this.typed.at(-this.back));
    } else if (event.key === "Escape") {
      this.hints.hidden = true;
    }
  }

  async submit() {
    const text = this.field.value.trim();
    if (!text) return;
    this.typed.push(text);
    this.back = 0;
    this.complete("");
    this.send.setAttribute("aria-busy", "true");
    const { room, context, send } = this;
    const done = await act("type", { user: context.me, channel: room.id, text });
    send.removeAttribute("aria-busy");
    if (done.error) {
      toast(done.error);
      if (this.room === room && !this.field.value) this.complete(text);
    }
  }
}
