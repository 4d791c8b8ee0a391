// table and data_table: pages, sorting by a column's header, a filter.

import { h } from "/page/dom.js";
import { richText } from "/page/richtext.js";

const FILTER_FROM = 12;
const SHORT = 16;

export function table(block, context) {
  const [head, ...rows] = block.rows;
  const settings = block.column_settings ?? [];
  const cell = (tag) => (each, column) =>
    h(tag, { class: settings[column]?.align ? `align-${settings[column].align}` : null }, content(each, context));
  return h("div", { class: "table-frame" },
    h("table", {}, h("thead", {}, h("tr", {}, ...head.map(cell("th")))),
      h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map(cell("td")))))));
}

export function dataTable(block, context) {
  const [head, ...rows] = block.rows;
  const view = { column: null, falling: false, page: 0, filter: "", size: block.page_size ?? 5 };
  const frame = h("div", { class: "table-frame data-table" });
  const body = h("tbody");
  const turner = h("div", { class: "table-turner" });
  const headers = head.map((each, column) =>
    h("th", { scope: "col", "aria-sort": "none", class: rows[0]?.[column]?.type === "raw_number" ? "number" : null },
      h("button", { type: "button", onclick: () => sort(column) }, textOf(each), h("span", { class: "arrow" }))));
  const draw = () => {
    const shown = ordered(rows, view);
    const pages = Math.max(1, Math.ceil(shown.length / view.size));
    view.page = Math.min(view.page, pages - 1);
    const part = shown.slice(view.page * view.size, (view.page + 1) * view.size);
    body.replaceChildren(...part.map((row) => drawn(row, block.row_header_column_index ?? 0, context)));
    turner.replaceChildren(...turns(view, pages, shown.length, context, draw));
    headers.forEach((header, column) => {
      const active = column === view.column;
      header.setAttribute("aria-sort", active ? (view.falling ? "descending" : "ascending") : "none");
    });
  };
  const sort = (column) => {
    view.falling = view.column === column && !view.falling;
    view.column = column;
    draw();
  };
  const filter = rows.length < FILTER_FROM ? null : h("input", {
    type: "search", placeholder: context.words.filter, "aria-label": context.words.filter,
    oninput: (event) => { view.filter = event.target.value.toLowerCase(); view.page = 0; draw(); },
  });
  frame.append(
    h("div", { class: "table-top" }, h("span", { class: "caption", "aria-hidden": "true" }, block.caption), filter ?? ""),
    h("div", { class: "table-scroll" }, h("table", {}, h("caption", { class: "unseen" }, block.caption),
      h("thead", {}, h("tr", {}, ...headers)), body)),
    turner);
  draw();
  return frame;
}

function drawn(row, headerColumn, context) {
  return h("tr", {}, ...row.map((each, column) =>
    h(column === headerColumn ? "th" : "td",
      { scope: column === headerColumn ? "row" : null, class: shape(each) },
      content(each, context))));
}

// Numbers stand right; what is short stays on one line.
function shape(each) {
  if (each.type === "raw_number") return "number";
  return numberOf(each) !== null || textOf(each).length <= SHORT ? "short" : null;
}

function turns(view, pages, total, context, draw) {
  const turn = (step, label, off) =>
    h("button", { type: "button", class: "small", disabled: off, onclick: () => { view.page += step; draw(); } }, label);
  const count = `${total} ${total === 1 ? context.words.row : context.words.rows}`;
  if (pages === 1) return [h("span", { class: "muted" }, count)];
  return [turn(-1, context.words.previous, view.page === 0), h("span", { class: "muted" }, `${view.page + 1} / ${pages} · ${count}`),
    turn(1, context.words.next, view.page === pages - 1)];
}

function ordered(rows, view) {
  const kept = rows.filter((row) => !view.filter || row.some((each) => textOf(each).toLowerCase().includes(view.filter)));
  if (view.column === null) return kept;
  const sign = view.falling ? -1 : 1;
  return kept.sort((left, right) => sign * compared(left[view.column], right[view.column]));
}

function compared(left, right) {
  const numbers = [numberOf(left), numberOf(right)];
  if (!numbers.includes(null)) return numbers[0] - numbers[1];
  return textOf(left).localeCompare(textOf(right), undefined, { numeric: true });
}

function content(each, context) {
  return each.type === "rich_text" ? richText(each, context) : textOf(each);
}

// What a cell is sorted by when it isn't text: its number, or the instant of the date that it is.
function numberOf(each) {
  if (each.type === "raw_number") return each.value;
  const parts = (each.elements ?? []).flatMap((part) => part.elements ?? []);
  return parts.length === 1 && parts[0].type === "date" ? parts[0].timestamp : null;
}

function textOf(each) {
  if (each.type === "raw_number") return each.text ?? String(each.value);
  if (each.type !== "rich_text") return each.text ?? "";
  return (each.elements ?? []).flatMap((part) => part.elements ?? []).map((part) => part.text ?? part.fallback ?? "").join("");
}
