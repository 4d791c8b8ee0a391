// The messages of a channel: nodes of unchanged messages are kept, so that tables stay where they were turned.

import { blocks } from "/page/blocks.js";
import { clock, day, whole } from "/page/dates.js";
import { arrange, h, keepingFocus } from "/page/dom.js";
import { act } from "/page/feed.js";
import { shortcutMenu } from "/page/menus.js";
import { mrkdwn } from "/page/mrkdwn.js";
import { toast } from "/page/toasts.js";

export class Messages {
  constructor(box) {
    this.box = box;
    this.nodes = new Map();
  }

  draw(room, context) {
    const atEnd = this.box.scrollHeight - this.box.scrollTop - this.box.clientHeight < 80;
    const pressing = this.box !== document.activeElement && this.box.contains(document.activeElement); // what is pressed stays
    const kept = new Map();
    const drawn = [];
    let before = null;
    for (const message of room.messages) {
      const date = day(message.ts, context.reader);
      if (!before || day(before.ts, context.reader) !== date) {
        const divider = this.nodes.get(date) ?? h("div", { class: "day" }, h("span", {}, date));
        kept.set(date, divider);
        drawn.push(divider);
      }
      const key = `${context.me}/${room.id}/${message.ts}/${message.seq}`;
      const node = this.nodes.get(key) ?? drawnMessage(message, room, context);
      kept.set(key, node);
      drawn.push(node);
      before = message;
    }
    const newest = `${context.me}/${room.id}/${room.messages.at(-1)?.ts}`;
    const came = newest !== this.newest;
    this.newest = newest;
    this.nodes = kept;
    keepingFocus(() => arrange(this.box, drawn.length ? drawn : [nothing(room, context)]));
    if (came || (atEnd && !pressing)) this.toEnd();
  }

  // The end, or the beginning of a last message that is higher than the room.
  toEnd() {
    this.box.scrollTop = this.box.scrollHeight;
    const last = this.box.lastElementChild;
    if (last && last.offsetHeight > this.box.clientHeight) last.scrollIntoView({ block: "start" });
  }
}

function nothing(room, context) {
  return h("div", { class: "nothing" }, h("p", {}, context.words.empty, " ", h("code", {}, `${context.command} expiring in the next 30 days`)),
    room.im || room.has_bot ? null : h("p", { class: "muted" }, context.words.no_app));
}

function drawnMessage(message, room, context) {
  const author = context.people.find((each) => each.id === message.user) ?? { name: message.user, real_name: message.user };
  const own = { ...context, channel: room.id, id: message.ts };
  own.press = (block, element, choose) => pressed(message, room, context, block, element, choose);
  const hidden = message.ephemeral_for
    ? h("div", { class: "only-you" }, "👁 ", context.words.only_you) : null;
  const body = message.blocks?.length ? blocks(message.blocks, own)
    : [h("div", { class: "text" }, ...mrkdwn(message.text, context))];
  const edited = message.edited && !message.ephemeral_for ? h("span", { class: "muted edited" }, ` ${context.words.edited}`) : null;
  return h("article", { class: message.ephemeral_for ? "message ephemeral" : "message", id: `m${message.ts}`, "data-ts": message.ts },
    h("div", { class: `avatar ${author.bot ? "bot" : ""}`, "aria-hidden": "true" }, author.bot ? "🔐" : initial(author.real_name)),
    h("div", { class: "message-body" }, hidden,
      h("div", { class: "byline" }, h("b", {}, author.real_name), author.bot ? h("span", { class: "badge" }, context.words.app) : null,
        h("time", { title: whole(message.ts, context.reader) }, clock(message.ts, context.reader))),
      ...body, edited),
    message.ephemeral_for ? null : tools(message, room, context));
}

function initial(name) {
  return [...name][0].toUpperCase();
}

// The message's own shortcuts, on hover or focus; an ephemeral message has none in Slack.
function tools(message, room, context) {
  const own = context.shortcuts.filter((each) => each.type === "message");
  const run = async (each) => {
    const done = await act("shortcut", { user: context.me, callback_id: each.callback_id, channel: room.id, message_ts: message.ts });
    if (done.error) toast(done.error);
  };
  const menu = shortcutMenu(own, context, "⋮", context.words.more_actions, run);
  return menu && h("div", { class: "tools" }, menu);
}

async function pressed(message, room, context, block, element, choose) {
  const wish = { user: context.me, channel: room.id, message_ts: message.ts, action_id: element.action_id, block_id: block.block_id };
  const done = await act("click", { ...wish, ...(choose === undefined ? {} : { choose }) });
  if (done.error) toast(done.error);
}
