// The workspace's clock, where it can be moved: what is due then happens now. A person types or presses the moment.

import { dayNumber, moment, nextNine } from "/page/dates.js";
import { h } from "/page/dom.js";
import { act } from "/page/feed.js";
import { toast } from "/page/toasts.js";

const MOVED_SECONDS = 60; // what is less is nobody's doing: the playground brings its first reminder nearer
const field = h("input", { type: "text", "data-action": "clock-text", spellcheck: "false", autocomplete: "off" }); // one, so that it keeps what is typed

export function moments(clock, context, room) {
  if (!clock.movable) return null;
  const { words, reader } = context;
  const item = (label, fits) => h("button", {
    type: "button", "data-action": `clock-${label}`, onclick: (event) => busy(event.currentTarget, () => move({ to: nextNine(reader, fits).getTime() / 1000 })),
  }, `→ ${label}`);
  field.placeholder = words.monday;
  field.setAttribute("aria-label", words.move_to);
  const go = (event) => {
    event.preventDefault();
    const simulating = event.submitter?.value === "simulate";
    busy(event.submitter ?? field, () => (simulating ? simulate(context, room) : move(typed(context), words)));
  };
  return h("div", { class: "clock" }, h("h2", {}, `${words.now} ${moment(clock.now, reader)}`),
    item(words.tomorrow, () => true), item(words.monday, (weekday) => weekday === 1),
    h("form", { onsubmit: go }, field,
      h("button", { type: "submit", value: "move", "data-action": "clock-move" }, words.move),
      h("button", { type: "submit", value: "simulate", "data-action": "clock-simulate" }, words.would)));
}

// Said above the messages as long as it is so: nobody is to take a moved Monday for the real one.
export function moved(clock, context) {
  if (!clock.movable || clock.ahead < MOVED_SECONDS) return [];
  const { words, reader } = context;
  const back = h("button", { type: "button", "data-action": "clock-back", onclick: (event) => busy(event.currentTarget, () => move({ back: true })) }, words.back_to_now);
  return [h("span", {}, `⏩ ${words.moved} ${moment(clock.now, reader)}`), back];
}

function typed(context) {
  return { text: field.value.trim() || field.placeholder, user: context.me };
}

async function busy(node, does) {
  if (node.hasAttribute("aria-busy")) return;
  node.setAttribute("aria-busy", "true");
  await does();
  node.removeAttribute("aria-busy");
}

async function move(where, words) {
  const done = await act("clock", where);
  if (done.error) toast(words ? `${words.no_moment} ${where.text}` : done.error);
  else field.value = "";
}

// What the reminders of the open channel would say on that day: the app's own answer.
async function simulate(context, room) {
  const where = typed(context);
  const found = await act("clock", { ...where, look: true });
  if (found.error) return toast(`${context.words.no_moment} ${where.text}`);
  const day = dayNumber(found.to, context.reader);
  const done = await act("type", { user: context.me, channel: room, text: `${context.command} ${context.words.simulate} ${day}` });
  if (done.error) toast(done.error);
}
