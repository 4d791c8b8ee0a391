// Block Kit as DOM nodes.

import { chart } from "/page/charts.js";
import { h } from "/page/dom.js";
import { element } from "/page/elements.js";
import { mrkdwn, textObject } from "/page/mrkdwn.js";
import { richText } from "/page/richtext.js";
import { dataTable, table } from "/page/tables.js";

export function blocks(list, context) {
  return list.map((block) => {
    const draw = DRAWN[block.type] ?? unknown;
    return h("div", { class: `block ${block.type}`, "data-block": block.block_id }, ...[draw(block, context)].flat());
  });
}

function unknown(block) {
  return h("p", { class: "unknown" }, `This client doesn't know the block “${block.type}”.`);
}

function section(block, context) {
  const text = block.text ? h("div", { class: "text" }, ...textObject(block.text, context)) : null;
  const fields = block.fields
    ? h("div", { class: "fields" }, ...block.fields.map((each) => h("div", {}, ...textObject(each, context)))) : null;
  const accessory = block.accessory
    ? h("div", { class: "accessory" }, block.accessory.type === "image" ? picture(block.accessory, context) : element(block, block.accessory, context))
    : null;
  return h("div", { class: "section-body" }, h("div", { class: "section-main" }, text, fields), accessory);
}

function contextBlock(block, context) {
  return block.elements.map((each) => (each.type === "image" ? picture(each, context) : h("span", {}, ...textObject(each, context))));
}

// The page's policy lets no foreign picture in: its place shows what it is.
function picture(block, context) {
  return h("span", { class: "picture", role: "img", "aria-label": block.alt_text, title: block.alt_text },
    `🖼 ${block.title?.text ?? block.alt_text ?? context.words.image}`);
}

function input(block, context) {
  const error = context.errors?.[block.block_id];
  const optional = block.optional ? h("span", { class: "muted" }, ` ${context.words.optional}`) : null;
  return h("div", { class: error ? "field wrong" : "field" },
    h("div", { class: "label" }, ...textObject(block.label, context), optional),
    element(block, block.element, context),
    error ? h("p", { class: "error", role: "alert" }, error) : null,
    block.hint ? h("p", { class: "muted" }, ...textObject(block.hint, context)) : null);
}

const MARKS = { info: "ℹ️", warning: "⚠️", error: "⛔", success: "✅", default: "🔔" };

function alert(block, context) {
  const level = block.level ?? "default";
  return h("div", { class: `alert-body ${level}`, role: "note" }, h("span", { "aria-hidden": "true" }, MARKS[level]),
    h("div", {}, ...textObject(block.text, context)));
}

function container(block, context) {
  const title = block.rich_text_title ? richText(block.rich_text_title, context) : h("b", {}, ...textObject(block.title, context));
  const subtitle = block.subtitle ? h("div", { class: "muted" }, ...textObject(block.subtitle, context)) : null;
  const inner = h("div", { class: "children" }, ...blocks(block.child_blocks, context));
  if (!block.is_collapsible) return h("div", { class: "container-body" }, h("div", { class: "container-title" }, title, subtitle), inner);
  return h("details", { class: "container-body", open: !block.default_collapsed },
    h("summary", { class: "container-title" }, title, subtitle), inner);
}

function card(block, context) {
  const part = (name) => (block[name] ? h("div", { class: name }, ...textObject(block[name], context)) : null);
  const actions = block.actions ? h("div", { class: "card-actions" }, ...block.actions.map((each) => element(block, each, context))) : null;
  const hero = block.hero_image ? picture(block.hero_image, context) : null;
  return h("div", { class: "card-body" }, hero, part("title"), part("subtitle"), part("body"), part("subtext"), actions);
}

// Standard Markdown, the little of it that messages use: headings, lists, bold, links.
function markdown(block, context) {
  const converted = block.text.replace(/\*\*(.+?)\*\*/g, "*$1*").replace(/\[([^\]]+)\]\((https?:[^)]+)\)/g, "<$2|$1>");
  return converted.split("\n").map((line) => {
    const heading = /^(#{1,6}) (.*)$/.exec(line);
    if (heading) return h("div", { class: "heading" }, ...mrkdwn(heading[2], context));
    return h("div", {}, ...mrkdwn(line.replace(/^[-*] /, "• "), context));
  });
}

const DRAWN = {
  section,
  input,
  alert,
  container,
  card,
  markdown,
  header: (block, context) => h("h3", {}, ...textObject(block.text, context)),
  divider: () => h("hr"),
  context: contextBlock,
  actions: (block, context) => block.elements.map((each) => element(block, each, context)),
  image: picture,
  video: (block, context) => picture({ alt_text: block.title?.text ?? block.alt_text }, context),
  rich_text: richText,
  table,
  data_table: dataTable,
  data_visualization: chart,
};
