// A question before a button does something: Block Kit's confirm object.

import { h } from "/page/dom.js";
import { textObject } from "/page/mrkdwn.js";

export function confirmed(question, context) {
  if (!question) return Promise.resolve(true);
  return new Promise((resolve) => {
    const answer = (value) => () => { dialog.close(); dialog.remove(); resolve(value); };
    const dialog = h("dialog", { class: "confirm", oncancel: answer(false) },
      h("h2", {}, ...textObject(question.title, context)),
      h("p", {}, ...textObject(question.text, context)),
      h("div", { class: "buttons" },
        h("button", { type: "button", onclick: answer(false) }, question.deny.text),
        h("button", { type: "button", class: question.style ?? "primary", onclick: answer(true) }, question.confirm.text)));
    document.body.append(dialog);
    dialog.showModal();
  });
}
