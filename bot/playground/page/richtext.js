// rich_text: sections, lists, preformatted text and quotes.

import { token } from "/page/dates.js";
import { h, link } from "/page/dom.js";
import { emoji } from "/page/emoji.js";
import { broadcast, channel, user } from "/page/mrkdwn.js";

export function richText(block, context) {
  return h("div", { class: "rich" }, ...(block.elements ?? []).map((part) => section(part, context)));
}

function section(part, context) {
  if (part.type === "rich_text_list") {
    const items = part.elements.map((each) => h("li", {}, ...inlines(each, context)));
    return h(part.style === "ordered" ? "ol" : "ul", { class: `indent-${part.indent ?? 0}` }, ...items);
  }
  const tags = { rich_text_preformatted: "pre", rich_text_quote: "blockquote" };
  return h(tags[part.type] ?? "p", {}, ...inlines(part, context));
}

function inlines(part, context) {
  return (part.elements ?? []).map((each) => inline(each, context));
}

function inline(each, context) {
  if (each.type === "text") return styled(each.text, each.style);
  if (each.type === "link") return styled(link(each.url, each.text || each.url), each.style);
  if (each.type === "user") return user(each.user_id, context);
  if (each.type === "channel") return channel(each.channel_id, context);
  if (each.type === "broadcast") return broadcast(each.range);
  if (each.type === "emoji") return emoji(each.name) ?? `:${each.name}:`;
  if (each.type === "color") return h("code", {}, each.value);
  if (each.type !== "date") return each.text ?? "";
  const text = token(each.timestamp, each.format, each.fallback ?? "", context.reader);
  return h("time", {}, each.url ? link(each.url, text) : styled(text, each.style));
}

function styled(node, style = {}) {
  const tags = { bold: "b", italic: "i", strike: "s", code: "code", underline: "u" };
  return Object.keys(tags).reduce((inner, name) => (style[name] ? h(tags[name], {}, inner) : inner), node);
}
