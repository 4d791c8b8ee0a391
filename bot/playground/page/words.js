// What the client itself says, in the reader's language.

const WORDS = {
  en: {
    channels: "Channels", apps: "Apps", home: "Home", messages: "Messages", app: "APP", only_you: "Only visible to you",
    edited: "(edited)", viewing: "Viewing as", send: "Send", message_to: "Message", shortcuts: "Shortcuts", more_actions: "More actions",
    archived: "This channel is archived.", close: "Close", cancel: "Cancel", back: "Back", filter: "Filter rows",
    previous: "Previous", next: "Next", row: "row", rows: "rows", empty_home: "This app hasn't published its Home tab yet.",
    empty: "Nothing here yet. Try", lost: "Connection lost. Is the playground still running?", choose: "Choose…",
    optional: "(optional)", ask: "Ask about certificates: a time, a name, a kind", help: "What you can ask",
    image: "Picture", broadcast_hint: "Mention the app", now: "It is", tomorrow: "Tomorrow 09:00", monday: "Next Monday 09:00", move_to: "Move the clock to", move: "Move there", would: "What would be sent then", simulate: "simulate",
    moved: "Time is moved. Here it is", back_to_now: "Back to now", no_moment: "This is no moment that I can read:", no_app: "The app isn't in this channel; commands work anyway.",
  },
  zh: {
    channels: "频道", apps: "应用", home: "主页", messages: "消息", app: "应用", only_you: "仅自己可见",
    edited: "（已编辑）", viewing: "当前身份", send: "发送", message_to: "发消息到", shortcuts: "快捷方式", more_actions: "更多操作",
    archived: "该频道已归档。", close: "关闭", cancel: "取消", back: "返回", filter: "筛选行",
    previous: "上一页", next: "下一页", row: "行", rows: "行", empty_home: "此应用尚未发布主页。",
    empty: "这里还没有消息，试试", lost: "连接已断开，playground 还在运行吗？", choose: "请选择…",
    optional: "（可选）", ask: "查询证书：时间、域名、类型", help: "可以问什么",
    image: "图片", broadcast_hint: "提及应用", now: "现在是", tomorrow: "明天 09:00", monday: "下周一 09:00", move_to: "把时间调到", move: "调到此时", would: "届时会发送什么", simulate: "模拟",
    moved: "时间已被调整，此处为", back_to_now: "回到现在", no_moment: "无法识别此时间：", no_app: "应用不在此频道，但命令可以使用。",
  },
};

export function words(locale) {
  return locale.toLowerCase().startsWith("zh") ? WORDS.zh : WORDS.en;
}
