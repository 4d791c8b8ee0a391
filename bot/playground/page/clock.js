// The workspace's clock, where it can be moved: what is due then happens now.

import { moment, nextNine } from "/page/dates.js";
import { h } from "/page/dom.js";
import { act } from "/page/feed.js";
import { toast } from "/page/toasts.js";

export function moments(clock, context) {
  if (!clock.movable) return null;
  const { words, reader } = context;
  const item = (label, fits) => h("button", { type: "button", "data-action": `clock-${label}`, onclick: (event) => move(event.currentTarget, reader, fits) }, `→ ${label}`);
  return h("div", { class: "clock" }, h("h2", {}, `${words.now} ${moment(clock.now, reader)}`),
    item(words.tomorrow, () => true), item(words.monday, (weekday) => weekday === 1));
}

async function move(button, reader, fits) {
  if (button.hasAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  const done = await act("clock", { to: nextNine(reader, fits).getTime() / 1000 });
  button.removeAttribute("aria-busy");
  if (done.error) toast(done.error);
}
