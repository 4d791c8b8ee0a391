// The shortcodes that bots use; an unknown one stays as it was typed.

const EMOJI = {
  alarm_clock: "⏰", arrow_down: "⬇️", arrow_left: "⬅️", arrow_right: "➡️", arrow_up: "⬆️", arrows_counterclockwise: "🔄",
  ballot_box_with_check: "☑️", bar_chart: "📊", bell: "🔔", black_circle: "⚫", blue_circle: "🔵", book: "📖", bulb: "💡",
  calendar: "📅", spiral_calendar_pad: "🗓️", chart_with_upwards_trend: "📈", clipboard: "📋", clock3: "🕒", closed_lock_with_key: "🔐",
  eyes: "👀", exclamation: "❗", fire: "🔥", gear: "⚙️", globe_with_meridians: "🌐", green_circle: "🟢", grey_question: "❔",
  hammer_and_wrench: "🛠️", hourglass: "⌛", hourglass_flowing_sand: "⏳", inbox_tray: "📥", information_source: "ℹ️", key: "🔑",
  large_blue_circle: "🔵", large_green_circle: "🟢", large_orange_circle: "🟠", large_yellow_circle: "🟡", link: "🔗", lock: "🔒",
  mag: "🔍", mega: "📣", memo: "📝", no_bell: "🔕", no_entry: "⛔", no_entry_sign: "🚫", orange_circle: "🟠", page_facing_up: "📄",
  pushpin: "📌", question: "❓", red_circle: "🔴", robot_face: "🤖", rotating_light: "🚨", scroll: "📜", shield: "🛡️", skull: "💀",
  sos: "🆘", star: "⭐", tada: "🎉", thumbsup: "👍", "+1": "👍", wastebasket: "🗑️", warning: "⚠️", wave: "👋", white_check_mark: "✅",
  white_circle: "⚪", wrench: "🔧", x: "❌", yellow_circle: "🟡", zap: "⚡", heavy_check_mark: "✔️", speech_balloon: "💬",
};

export function emoji(name) {
  return Object.hasOwn(EMOJI, name) ? EMOJI[name] : null;
}
