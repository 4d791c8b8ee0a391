// Instants in the reader's zone and language: message times and Slack's <!date^…> tokens.

const SHAPES = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date_slash: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

// The workspace's now: its clock may be ahead of this machine's.
export function now(reader) {
  return new Date(Date.now() + (reader.ahead ?? 0));
}

// 09:00 on the first day after today that `fits` (its weekday's number, 0 for Sunday), in the reader's zone.
export function nextNine(reader, fits) {
  for (let days = 1; ; days += 1) {
    const date = new Date(midnight(now(reader), reader) + days * 86400000);
    if (fits(date.getUTCDay())) return new Date(date.getTime() + 9 * 3600000 - offset(date, reader));
  }
}

// How far the reader's zone is ahead of UTC at noon of that day, past any change to summer time.
function offset(date, reader) {
  const noon = new Date(date.getTime() + 12 * 3600000);
  const parts = new Intl.DateTimeFormat("en-CA", { ...SHAPES.date_num, hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: reader.zone });
  const named = Object.fromEntries(parts.formatToParts(noon).map((part) => [part.type, Number(part.value)]));
  return Date.UTC(named.year, named.month - 1, named.day, named.hour, named.minute) - noon.getTime();
}

export function clock(ts, reader) {
  return shaped(new Date(Number(ts) * 1000), SHAPES.time, reader);
}

export function moment(ts, reader) {
  return shaped(new Date(Number(ts) * 1000), { weekday: "short", month: "short", day: "numeric", ...SHAPES.time }, reader);
}

export function whole(ts, reader) {
  return shaped(new Date(Number(ts) * 1000), { ...SHAPES.date_long, ...SHAPES.time_secs, timeZoneName: "short" }, reader);
}

// 2026-11-30
export function dayNumber(ts, reader) {
  return new Intl.DateTimeFormat("en-CA", { ...SHAPES.date_num, timeZone: reader.zone }).format(new Date(Number(ts) * 1000));
}

export function day(ts, reader) {
  return shaped(new Date(Number(ts) * 1000), { weekday: "long", month: "long", day: "numeric" }, reader);
}

export function token(unix, format, fallback, reader) {
  const instant = new Date(Number(unix) * 1000);
  if (Number.isNaN(instant.getTime())) return fallback;
  let known = true;
  const text = format.replace(/\{(\w+)\}/g, (_, name) => {
    const piece = named(name, instant, reader);
    if (piece === null) known = false;
    return piece ?? "";
  });
  return known && text ? text : fallback;
}

function named(name, instant, reader) {
  if (name === "ago") return ago(instant, reader);
  if (name === "date_num") return new Intl.DateTimeFormat("en-CA", { ...SHAPES.date_num, timeZone: reader.zone }).format(instant);
  if (name.endsWith("_pretty")) {
    return near(instant, reader) ?? shaped(instant, SHAPES[name.replace("_pretty", "")], reader);
  }
  return SHAPES[name] ? shaped(instant, SHAPES[name], reader) : null;
}

function near(instant, reader) {
  const days = Math.round((midnight(instant, reader) - midnight(now(reader), reader)) / 86400000);
  if (Math.abs(days) > 1) return null;
  return new Intl.RelativeTimeFormat(reader.locale, { numeric: "auto" }).format(days, "day");
}

function ago(instant, reader) {
  const seconds = (instant - now(reader)) / 1000;
  const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = units.find(([, each]) => Math.abs(seconds) >= each) ?? units[3];
  return new Intl.RelativeTimeFormat(reader.locale, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

function midnight(instant, reader) {
  const local = new Intl.DateTimeFormat("en-CA", { ...SHAPES.date_num, timeZone: reader.zone }).format(instant);
  return Date.parse(`${local}T00:00:00Z`);
}

function shaped(instant, shape, reader) {
  return new Intl.DateTimeFormat(reader.locale, { ...shape, timeZone: reader.zone }).format(instant);
}
