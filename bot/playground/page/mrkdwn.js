// Slack's mrkdwn and plain_text as DOM nodes; never markup.

import { token } from "/page/dates.js";
import { h, link } from "/page/dom.js";
import { emoji } from "/page/emoji.js";

const TOKEN = new RegExp(
  [
    "```([\\s\\S]+?)```",
    "`([^`\\n]+)`",
    "<([^<>\\n]+)>",
    ":([a-z0-9_+'-]+):",
    "(?<![\\p{L}\\p{N}*])\\*(?=[^\\s*])([^*\\n]*[^*\\s])\\*(?![\\p{L}\\p{N}*])",
    "(?<![\\p{L}\\p{N}_])_(?=[^\\s_])([^_\\n]*[^_\\s])_(?![\\p{L}\\p{N}_])",
    "(?<![\\p{L}\\p{N}~])~(?=[^\\s~])([^~\\n]*[^~\\s])~(?![\\p{L}\\p{N}~])",
  ].join("|"),
  "gu",
);

export function unescaped(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

// The text object of a block, or nothing.
export function textObject(object, context) {
  if (!object) return [];
  return object.type === "mrkdwn" ? mrkdwn(object.text, context) : plain(object.text, object.emoji !== false);
}

export function plain(text, withEmoji = true) {
  return [withEmoji ? text.replace(/:([a-z0-9_+'-]+):/g, (whole, name) => emoji(name) ?? whole) : text];
}

export function mrkdwn(text, context) {
  return text.split(/(```[\s\S]+?```)/).flatMap((part, number) => (number % 2 ? inline(part, context) : quotes(part, context)));
}

function quotes(text, context) {
  const lines = text.split("\n");
  const isQuote = (line) => /^(>|&gt;)/.test(line);
  const nodes = [];
  for (let number = 0; number < lines.length; number += 1) {
    const from = number;
    while (number + 1 < lines.length && isQuote(lines[number + 1]) === isQuote(lines[from])) number += 1;
    const run = lines.slice(from, number + 1);
    if (isQuote(lines[from])) {
      nodes.push(h("blockquote", {}, ...inline(run.map((line) => line.replace(/^(>|&gt;) ?/, "")).join("\n"), context)));
    } else {
      nodes.push(...inline(run.join("\n"), context));
      if (number + 1 < lines.length) nodes.push("\n");
    }
  }
  return nodes;
}

function inline(text, context) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index > from) nodes.push(unescaped(text.slice(from, match.index)));
    nodes.push(styled(match, context));
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push(unescaped(text.slice(from)));
  return nodes;
}

function styled(match, context) {
  const [whole, block, code, angle, name, bold, italic, strike] = match;
  if (block) return h("pre", {}, ...withLinks(block.replace(/^\n/, ""), context));
  if (code) return h("code", {}, ...withLinks(code, context));
  if (angle) return special(angle, context);
  if (name) return emoji(name) ?? whole;
  if (bold) return h("b", {}, ...inline(bold, context));
  if (italic) return h("i", {}, ...inline(italic, context));
  return h("s", {}, ...inline(strike, context));
}

function withLinks(text, context) {
  return text.split(/(<[^<>\n]+>)/).map((part) =>
    part.startsWith("<") && part.endsWith(">") ? special(part.slice(1, -1), context) : unescaped(part));
}

function special(inside, context) {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : unescaped(inside.slice(bar + 1));
  if (target.startsWith("@")) return user(target.slice(1), context, label);
  if (target.startsWith("#")) return channel(target.slice(1), context, label);
  if (target.startsWith("!date^")) return date(target, label, context);
  if (target.startsWith("!")) return broadcast(target.slice(1).split("^")[0], label);
  if (/^(https?|mailto):/i.test(target)) return link(unescaped(target), label || unescaped(target).replace(/^mailto:/, ""));
  return `<${unescaped(inside)}>`;
}

export function user(id, context, label = "") {
  const person = context.people.find((each) => each.id === id);
  const mine = id === context.me ? " mine" : "";
  return h("span", { class: `mention${mine}` }, `@${person?.name ?? (label || id)}`);
}

export function channel(id, context, label = "") {
  const room = context.channels.find((each) => each.id === id);
  return h("span", { class: "mention" }, `#${room?.name ?? (label || id)}`);
}

export function broadcast(range, label = "") {
  return h("span", { class: "mention mine" }, label || `@${range}`);
}

function date(target, fallback, context) {
  const [, unix, format, url] = target.split("^");
  const text = token(unix, format ?? "", fallback, context.reader);
  return h("time", { datetime: new Date(Number(unix) * 1000).toISOString() }, url ? link(url, text) : text);
}
