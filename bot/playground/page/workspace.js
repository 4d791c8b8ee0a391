// The page: one person's view of the workspace. ?as=U… chooses the person, ?channel=C… (or home) the place.

import { moved } from "/page/clock.js";
import { Composer } from "/page/composer.js";
import { h, keepingFocus } from "/page/dom.js";
import { act, Feed } from "/page/feed.js";
import { Messages } from "/page/messages.js";
import { home, Modal } from "/page/modal.js";
import { Sidebar } from "/page/sidebar.js";
import { banner, toast } from "/page/toasts.js";
import { words } from "/page/words.js";

const byId = (id) => document.getElementById(id);
const query = new URLSearchParams(location.search);

const page = {
  person: query.get("as") ?? "",
  where: query.get("channel") ?? "",
  state: null,
  feed: null,
  errors: null,
  homeShown: "",
  ahead: 0,
};
const messages = new Messages(byId("messages"));
const composer = new Composer(byId("composer"));
const modal = new Modal();
const sidebar = new Sidebar(byId("sidebar"), go, become);

function go(where) {
  page.where = where;
  remember();
  draw();
  if (where === "home") act("home", { user: page.state.me });
}

function become(person) {
  page.person = person;
  page.errors = null;
  byId("toasts").replaceChildren();
  if (page.where.startsWith("D")) page.where = "";
  remember();
  page.feed?.close();
  page.feed = new Feed(person, changed, lost);
}

function remember() {
  const address = new URL(location.href);
  if (page.person) address.searchParams.set("as", page.person);
  address.searchParams.set("channel", page.where);
  history.replaceState(null, "", address);
}

function changed(state) {
  const first = page.state === null || page.state.me !== state.me;
  page.state = state;
  page.ahead = state.clock.now * 1000 - Date.now();
  page.person = state.me;
  if (page.where !== "home" && !state.channels.some((room) => room.id === page.where)) page.where = state.channels[0].id;
  const known = page.errors ?? new Set(state.errors.map((each) => each.seq));
  state.errors.filter((each) => !known.has(each.seq)).forEach((each) => toast(each.text));
  page.errors = new Set(state.errors.map((each) => each.seq));
  draw();
  if (first && page.where === "home") act("home", { user: state.me });
}

function lost(gone) {
  banner(gone ? words(navigator.language).lost : "");
}

function draw() {
  const { state } = page;
  const me = state.people.find((each) => each.id === state.me);
  const bot = state.people.find((each) => each.id === state.bot);
  const context = {
    me: state.me, people: state.people, channels: state.channels, command: state.command, shortcuts: state.shortcuts,
    words: words(me.locale), reader: { locale: me.locale, zone: me.zone, ahead: page.ahead }, bot_name: bot.name,
  };
  document.documentElement.lang = me.locale;
  sidebar.draw(state, page.where, context);
  keepingFocus(() => byId("moved").replaceChildren(...moved(state.clock, context)));
  const room = state.channels.find((each) => each.id === page.where);
  document.body.classList.toggle("at-home", !room);
  if (room) drawRoom(room, context);
  else drawHome(state, context);
  modal.draw(state.views, context);
}

function drawRoom(room, context) {
  page.homeShown = "";
  const title = room.im ? `💬 ${context.bot_name}` : `# ${room.name}`;
  byId("title").replaceChildren(h("b", {}, title), h("span", { class: "muted" }, `${context.reader.locale} · ${context.reader.zone}`));
  document.title = `${title} · ${page.state.team}`;
  messages.draw(room, context);
  composer.draw(room, context);
}

function drawHome(state, context) {
  const key = `${state.me}/${state.home?.seq ?? "none"}`;
  if (key === page.homeShown) return;
  page.homeShown = key;
  byId("title").replaceChildren(h("b", {}, `🔐 ${context.bot_name}`), h("span", { class: "muted" }, context.words.home));
  document.title = `${context.bot_name} · ${state.team}`;
  messages.nodes.clear();
  keepingFocus(() => byId("messages").replaceChildren(...home(state.home, context)));
}

page.feed = new Feed(page.person, changed, lost);
