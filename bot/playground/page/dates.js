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

export function clock(ts, reader) {
  return shaped(new Date(Number(ts) * 1000), SHAPES.time, reader);
}

export function whole(ts, reader) {
  return shaped(new Date(Number(ts) * 1000), { ...SHAPES.date_long, ...SHAPES.time_secs, timeZoneName: "short" }, reader);
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
  const days = Math.round((midnight(instant, reader) - midnight(new Date(), reader)) / 86400000);
  if (Math.abs(days) > 1) return null;
  return new Intl.RelativeTimeFormat(reader.locale, { numeric: "auto" }).format(days, "day");
}

function ago(instant, reader) {
  const seconds = (instant - Date.now()) / 1000;
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
