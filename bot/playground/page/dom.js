// Elements without markup: foreign text only ever becomes a text node.

const SVG = "http://www.w3.org/2000/svg";

export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

export function s(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "selected") node[name] = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

// Put these nodes into a box and leave those alone that are there already: a node that is moved loses its focus.
export function arrange(box, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...box.childNodes]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, at) => {
    if (box.childNodes[at] !== node) box.insertBefore(node, box.childNodes[at] ?? null);
  });
}

const NAMES = ["data-ts", "data-view", "data-block", "data-action", "data-channel", "data-person"];

// Draw something anew; what took its place has the focus of what had it.
export function keepingFocus(draw) {
  const before = document.activeElement;
  const path = [];
  for (let node = before; node && node !== document.body; node = node.parentElement) {
    const name = NAMES.find((each) => node.hasAttribute(each));
    if (name) path.unshift(`[${name}="${CSS.escape(node.getAttribute(name))}"]`);
  }
  draw();
  if (before === document.activeElement || !path.length) return;
  document.querySelector(path.join(" "))?.focus({ preventScroll: true });
}

export function link(url, ...children) {
  const safe = /^(https?|mailto):/i.test(url);
  if (!safe) return h("span", {}, ...children);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
}
