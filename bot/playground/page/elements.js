// The elements a person presses or fills in. `context.press(block, element, choose)` sends an action;
// `context.fields` holds what each element of a form contains now.

import { confirmed } from "/page/dialogs.js";
import { h } from "/page/dom.js";
import { menu } from "/page/menus.js";
import { plain, textObject } from "/page/mrkdwn.js";

export function element(block, each, context) {
  const draw = DRAWN[each.type] ?? DRAWN[each.type.replace(/^multi_/, "")];
  return draw ? draw(block, each, context) : h("span", { class: "unknown" }, each.type);
}

async function press(node, block, each, context, choose) {
  if (node.hasAttribute("aria-busy")) return; // not `disabled`, which would take the focus away
  if (!(await confirmed(each.confirm, context))) return;
  node.setAttribute("aria-busy", "true");
  await context.press(block, each, choose);
  node.removeAttribute("aria-busy");
}

function button(block, each, context) {
  const attributes = {
    type: "button", class: `button ${each.style ?? ""}`, "aria-label": each.accessibility_label, "data-action": each.action_id,
    onclick: (event) => {
      if (each.url && /^https?:/i.test(each.url)) window.open(each.url, "_blank", "noopener,noreferrer");
      press(event.currentTarget, block, each, context);
    },
  };
  return h("button", attributes, ...textObject(each.text, context));
}

// A field in an input block keeps its value until the form is sent; elsewhere a change is an action.
function field(block, each, context, node, read, write) {
  const key = `${block.block_id}\n${each.action_id}`;
  if (context.fields) {
    const known = context.fields.get(key);
    if (known !== undefined && write) write(known.value);
    context.fields.set(key, { block: block.block_id, action: each.action_id, get value() { return read(); } });
  }
  node.setAttribute("data-action", each.action_id);
  if (block.type !== "input" || block.dispatch_action) dispatching(node, block, each, context, read);
  return node;
}

// A text is an action once Enter is pressed in it (Slack's on_enter_pressed); anything else when it changes.
function dispatching(node, block, each, context, read) {
  const send = () => press(node, block, each, context, read());
  if (!each.type.endsWith("_input")) {
    node.addEventListener("change", send);
    return;
  }
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || each.multiline) return;
    event.preventDefault();
    send();
  });
}

function select(block, each, context) {
  const many = each.type.startsWith("multi_");
  const listed = many && each.max_selected_items !== 1; // of one at most a menu is enough, with a way back to none
  const first = each.initial_options?.map((option) => option.value) ?? (each.initial_option ? [each.initial_option.value] : []);
  const option = (one) => h("option", { value: one.value, selected: first.includes(one.value) }, ...plain(one.text.text));
  const groups = each.option_groups
    ? each.option_groups.map((group) => h("optgroup", { label: group.label.text }, ...group.options.map(option)))
    : each.options.map(option);
  const placeholder = listed ? [] : [h("option", { value: "", disabled: block.type !== "input" || !block.optional, selected: !first.length },
    each.placeholder?.text ?? context.words.choose)];
  const node = h("select", { class: "select", multiple: listed, "aria-label": each.placeholder?.text ?? each.action_id }, ...placeholder, ...groups);
  return field(block, each, context, node, () => picked(node, many), (value) => restore(node, value));
}

function picked(node, many) {
  const values = [...node.selectedOptions].map((option) => option.value).filter(Boolean);
  return many ? values : (values[0] ?? null);
}

function restore(node, value) {
  const wanted = value?.length ? [value].flat() : [""];
  for (const option of node.options) option.selected = wanted.includes(option.value);
}

function somebody(block, each, context) {
  const people = each.type.includes("users");
  const rooms = context.channels.map((room) => ({ value: room.id, text: room.im ? `💬 ${context.bot_name}` : `#${room.name}` }));
  const offered = people ? context.people.filter((person) => !person.bot).map((person) => ({ value: person.id, text: `@${person.name}` })) : rooms;
  const first = each.initial_users ?? each.initial_conversations ?? each.initial_channels ?? [each.initial_user ?? each.initial_conversation
    ?? each.initial_channel ?? (each.default_to_current_conversation ? context.channel : null)];
  const options = offered.map((one) => ({ value: one.value, text: { text: one.text } }));
  const shaped = { ...each, options, initial_options: options.filter((one) => first.includes(one.value)) };
  return select(block, shaped, context);
}

function overflow(block, each, context) {
  const items = each.options.map((one) => ({ text: plain(one.text.text), run: (node) => press(node, block, each, context, one.value) }));
  return menu(h("summary", { "aria-label": context.words.more_actions, "data-action": each.action_id }, "⋯"), items);
}

function choices(block, each, context) {
  const many = each.type === "checkboxes";
  const first = many ? (each.initial_options ?? []).map((one) => one.value) : [each.initial_option?.value];
  const name = `${block.block_id}-${each.action_id}-${context.id ?? ""}`;
  const inputs = each.options.map((one) => h("input", { type: many ? "checkbox" : "radio", name, value: one.value, checked: first.includes(one.value) }));
  const labels = each.options.map((one, number) => h("label", {}, inputs[number], h("span", {}, ...textObject(one.text, context),
    one.description ? h("small", {}, ...textObject(one.description, context)) : "")));
  const read = () => {
    const values = inputs.filter((input) => input.checked).map((input) => input.value);
    return many ? values : (values[0] ?? null);
  };
  const write = (value) => inputs.forEach((input) => { input.checked = [value ?? ""].flat().includes(input.value); });
  return field(block, each, context, h("div", { class: "choices" }, ...labels), read, write);
}

function entry(kind, initial) {
  return (block, each, context) => {
    const tag = each.multiline ? "textarea" : "input";
    const node = h(tag, {
      type: each.multiline ? null : kind, placeholder: each.placeholder?.text, maxlength: each.max_length, minlength: each.min_length,
      min: each.min_value, max: each.max_value, step: each.is_decimal_allowed ? "any" : null, rows: each.multiline ? 4 : null,
      value: each[initial] ?? "", autofocus: each.focus_on_load, "aria-label": block.label?.text ?? each.placeholder?.text ?? each.action_id,
    });
    return field(block, each, context, node, () => node.value || null, (value) => { node.value = value ?? ""; });
  };
}

function instant(block, each, context) {
  const local = each.initial_date_time ? new Date(each.initial_date_time * 1000).toISOString().slice(0, 16) : "";
  const node = h("input", { type: "datetime-local", value: local });
  const read = () => (node.value ? Date.parse(`${node.value}Z`) / 1000 : null);
  return field(block, each, context, node, read, () => {});
}

const DRAWN = {
  button,
  static_select: select,
  users_select: somebody,
  conversations_select: somebody,
  channels_select: somebody,
  overflow,
  radio_buttons: choices,
  checkboxes: choices,
  datepicker: entry("date", "initial_date"),
  timepicker: entry("time", "initial_time"),
  datetimepicker: instant,
  plain_text_input: entry("text", "initial_value"),
  number_input: entry("number", "initial_value"),
  email_text_input: entry("email", "initial_value"),
  url_text_input: entry("url", "initial_value"),
};
