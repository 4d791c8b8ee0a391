// Channels, the app with its Home, and whose eyes we look through.

import { moments } from "/page/clock.js";
import { h, keepingFocus } from "/page/dom.js";

export class Sidebar {
  constructor(box, go, become) {
    this.box = box;
    this.go = go;
    this.become = become;
    this.seen = new Map();
  }

  draw(state, where, context) {
    const { words } = context;
    const open = state.channels.find((room) => room.id === where);
    if (open) this.seen.set(`${state.me}/${open.id}`, latest(open));
    const rooms = state.channels.filter((room) => !room.im);
    const direct = state.channels.find((room) => room.im);
    const item = (id, label, room) => h("button", {
      type: "button", class: this.fresh(state, room) && id !== where ? "unread" : null, "aria-current": id === where ? "page" : null,
      "data-channel": id, onclick: () => this.go(id),
    }, label);
    keepingFocus(() => this.box.replaceChildren(
      h("h1", {}, state.team),
      h("h2", {}, words.channels),
      ...rooms.map((room) => item(room.id, `# ${room.name}`, room)),
      h("h2", {}, words.apps),
      item("home", `🔐 ${context.bot_name} · ${words.home}`),
      ...(direct ? [item(direct.id, `💬 ${context.bot_name} · ${words.messages}`, direct)] : []),
      h("div", { class: "eyes" }, moments(state.clock, context, (open ?? state.channels[0]).id), h("h2", {}, words.viewing), ...state.people.filter((each) => !each.bot).map((each) => this.person(each, state.me)))));
  }

  person(each, me) {
    return h("button", { type: "button", "aria-pressed": String(each.id === me), "data-person": each.id, onclick: () => this.become(each.id) },
      h("b", {}, each.real_name), h("small", {}, `${each.locale} · ${each.zone}`));
  }

  fresh(state, room) {
    if (!room) return false;
    const key = `${state.me}/${room.id}`;
    if (!this.seen.has(key)) this.seen.set(key, latest(room));
    return latest(room) > this.seen.get(key);
  }
}

function latest(room) {
  return Math.max(0, ...room.messages.map((message) => message.seq));
}
