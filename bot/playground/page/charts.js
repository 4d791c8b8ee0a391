// data_visualization as SVG: bar, line, area and pie, with a legend and a value on each shape.

import { h, s } from "/page/dom.js";

const WIDTH = 640;
const HEIGHT = 240;
const TICK = 6.2; // the width of a letter at 11 px
const EDGE = { left: 40, right: 12, top: 12, bottom: 40 };

export function chart(block) {
  const drawn = block.chart.type === "pie" ? pie(block.chart) : axes(block.chart);
  const names = block.chart.type === "pie" ? block.chart.segments.map((each) => each.label) : block.chart.series.map((each) => each.name);
  const legend = names.map((name, number) => h("li", {}, h("i", { class: `series-${number}`, "aria-hidden": "true" }), name));
  return h("figure", { class: "chart" }, h("figcaption", {}, block.title), drawn, h("ul", { class: "legend" }, ...legend));
}

function canvas(...children) {
  return s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", preserveAspectRatio: "xMidYMid meet" }, ...children);
}

function axes(drawn) {
  const categories = drawn.axis_config.categories;
  const top = rounded(Math.max(1, ...drawn.series.flatMap((series) => series.data.map((point) => point.value))));
  const bottom = Math.min(0, ...drawn.series.flatMap((series) => series.data.map((point) => point.value)));
  const inner = { width: WIDTH - EDGE.left - EDGE.right, height: HEIGHT - EDGE.top - EDGE.bottom };
  const step = inner.width / categories.length;
  const scale = {
    step,
    x: (number) => EDGE.left + step * (number + 0.5),
    y: (value) => EDGE.top + inner.height * (1 - (value - bottom) / (top - bottom)),
    zero: 0,
  };
  scale.zero = scale.y(0);
  const shapes = { bar: bars, line: lines, area: areas }[drawn.type](drawn.series, scale);
  return canvas(...grid(top, bottom, scale), ...labels(categories, scale, drawn.axis_config), ...shapes);
}

function rounded(value) {
  if (value <= 4) return Math.ceil(value);
  const size = 10 ** (Math.floor(Math.log10(value)) - 1);
  return [4, 8, 12, 16, 20, 24, 32, 40, 60, 80, 100].map((factor) => factor * size).find((each) => each >= value && each % 4 === 0);
}

function grid(top, bottom, scale) {
  const ticks = top <= 4 && bottom === 0 ? Array.from({ length: top + 1 }, (_, each) => each)
    : [0, 1, 2, 3, 4].map((each) => bottom + ((top - bottom) * each) / 4);
  return ticks.flatMap((value) => [
    s("line", { class: "grid", x1: EDGE.left, x2: WIDTH - EDGE.right, y1: scale.y(value), y2: scale.y(value) }),
    s("text", { class: "tick", x: EDGE.left - 6, y: scale.y(value) + 4, "text-anchor": "end" }, String(Number(value.toFixed(2)))),
  ]);
}

function labels(categories, scale, config) {
  const every = Math.ceil(categories.length / 10);
  const fits = Math.max(4, Math.floor((scale.step * every) / TICK));
  const ticks = categories.map((name, number) => (number % every ? null
    : s("text", { class: "tick", x: scale.x(number), y: HEIGHT - EDGE.bottom + 16, "text-anchor": "middle" }, shortened(name, fits), s("title", {}, name))));
  const axis = config.x_label
    ? [s("text", { class: "tick", x: WIDTH / 2, y: HEIGHT - 6, "text-anchor": "middle" }, config.x_label)] : [];
  const upright = config.y_label
    ? [s("text", { class: "tick", x: 10, y: HEIGHT / 2, "text-anchor": "middle", transform: `rotate(-90 10 ${HEIGHT / 2})` }, config.y_label)] : [];
  return [...ticks.filter(Boolean), ...axis, ...upright];
}

// As much of a name as has room under its bar; a Chinese character takes the room of two letters.
function shortened(name, fits) {
  let [room, kept] = [fits, ""];
  for (const one of name) {
    room -= one > "\u2e80" ? 2 : 1;
    if (room < 0) return `${kept.slice(0, -1).trimEnd()}…`;
    kept += one;
  }
  return name;
}

function told(series, point) {
  return s("title", {}, `${series.name} · ${point.label}: ${point.value}`);
}

function bars(all, scale) {
  const width = Math.min(34, (scale.step * 0.72) / all.length);
  return all.flatMap((series, number) => series.data.map((point, place) => {
    const x = scale.x(place) + (number - all.length / 2) * width;
    const y = Math.min(scale.y(point.value), scale.zero);
    const height = Math.abs(scale.y(point.value) - scale.zero);
    return s("rect", { class: `series-${number}`, x, y, width: Math.max(1, width - 2), height, rx: 2 }, told(series, point));
  }));
}

function path(series, scale) {
  return series.data.map((point, place) => `${place ? "L" : "M"}${scale.x(place)},${scale.y(point.value)}`).join("");
}

function lines(all, scale) {
  return all.flatMap((series, number) => [
    s("path", { class: `line series-${number}`, d: path(series, scale) }),
    ...series.data.map((point, place) =>
      s("circle", { class: `series-${number}`, cx: scale.x(place), cy: scale.y(point.value), r: 3.5 }, told(series, point))),
  ]);
}

function areas(all, scale) {
  const closed = (series) => `${path(series, scale)}L${scale.x(series.data.length - 1)},${scale.zero}L${scale.x(0)},${scale.zero}Z`;
  return [...all.map((series, number) => s("path", { class: `area series-${number}`, d: closed(series) })), ...lines(all, scale)];
}

function pie(drawn) {
  const total = drawn.segments.reduce((sum, each) => sum + Math.max(0, each.value), 0) || 1;
  const [cx, cy, radius] = [WIDTH / 2, HEIGHT / 2, HEIGHT / 2 - 12];
  let from = -Math.PI / 2;
  return canvas(...drawn.segments.map((each, number) => {
    const share = Math.max(0, each.value) / total;
    const to = from + share * 2 * Math.PI;
    const at = (angle) => `${cx + radius * Math.cos(angle)},${cy + radius * Math.sin(angle)}`;
    const label = s("title", {}, `${each.label}: ${each.value} (${Math.round(share * 100)} %)`);
    const shape = share >= 1 ? s("circle", { class: `series-${number}`, cx, cy, r: radius }, label)
      : s("path", { class: `slice series-${number}`, d: `M${cx},${cy}L${at(from)}A${radius},${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${at(to)}Z` }, label);
    from = to;
    return shape;
  }));
}
