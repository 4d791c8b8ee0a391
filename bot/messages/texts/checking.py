"""What `certminder check` says to an operator: how things stand, and under `.next` what to do about it."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "check.topic.redis": {"en": "Redis", "zh": "Redis"},
    "check.topic.slack": {"en": "Slack", "zh": "Slack"},
    "check.topic.accounts": {"en": "Certificates", "zh": "证书"},
    "check.topic.secrets": {"en": "Secrets at rest", "zh": "静态加密"},
    "check.topic.clocks": {"en": "Clocks", "zh": "时钟"},
    "check.topic.processes": {"en": "Processes", "zh": "进程"},
    "check.good": {"en": "Everything that is needed is there.", "zh": "所需的都已就绪。"},
    "check.bad": {
        "en": {"one": "{n} thing has to be done first.", "other": "{n} things have to be done first."},
        "zh": {"other": "还有 {n} 项需要处理。"},
    },
    "check.next": {"en": "Next: {step}", "zh": "下一步：{step}"},
    # Redis. `where` holds no credentials.
    "check.redis.server": {
        "en": "{where} answers in {ms} ms: version {version}, one server",
        "zh": "{where} 在 {ms} 毫秒内响应：版本 {version}，单台服务器",
    },
    "check.redis.cluster": {
        "en": {
            "one": "{where} answers in {ms} ms: version {version}, a cluster of {n} master",
            "other": "{where} answers in {ms} ms: version {version}, a cluster of {n} masters",
        },
        "zh": {"other": "{where} 在 {ms} 毫秒内响应：版本 {version}，集群，{n} 个主节点"},
    },
    "check.redis.sentinel": {
        "en": {
            "one": "{where} answers in {ms} ms: version {version}, a master with {n} replica under Sentinel",
            "other": "{where} answers in {ms} ms: version {version}, a master with {n} replicas under Sentinel",
        },
        "zh": {"other": "{where} 在 {ms} 毫秒内响应：版本 {version}，Sentinel 管理的主节点，{n} 个副本"},
    },
    "check.redis.own": {
        "en": "Our own Redis in {where} answers in {ms} ms: version {version}",
        "zh": "自带的 Redis（{where}）在 {ms} 毫秒内响应：版本 {version}",
    },
    "check.redis.silent": {"en": "{where} does not answer ({fault})", "zh": "{where} 没有响应（{fault}）"},
    "check.redis.silent.next": {
        "en": "see whether it runs, and whether REDIS_URL names its host, port and password",
        "zh": "请确认 Redis 正在运行，并核对 REDIS_URL 中的主机、端口和密码",
    },
    "check.redis.old": {
        "en": "Version {version} is too old: {least} is the least",
        "zh": "版本 {version} 过旧，至少需要 {least}",
    },
    "check.redis.old.next": {"en": "upgrade Redis, or use Valkey", "zh": "请升级 Redis，或改用 Valkey"},
    "check.redis.keeps": {
        "en": "Nothing is evicted (maxmemory-policy noeviction)",
        "zh": "不会淘汰数据（maxmemory-policy noeviction）",
    },
    "check.redis.evicts": {
        "en": "What is needed may be evicted (maxmemory-policy {policy}): reminders would come twice",
        "zh": "数据可能被淘汰（maxmemory-policy {policy}），提醒会重复发送",
    },
    "check.redis.evicts.next": {
        "en": "set maxmemory-policy noeviction",
        "zh": "请把 maxmemory-policy 设为 noeviction",
    },
    "check.redis.full": {
        "en": "Memory is full to {percent} %: writes are refused at 100 %",
        "zh": "内存已使用 {percent}%，达到 100% 后将拒绝写入",
    },
    "check.redis.full.next": {"en": "raise maxmemory", "zh": "请调大 maxmemory"},
    "check.redis.durable": {
        "en": "What is written reaches the disk (append-only file)",
        "zh": "写入会落盘（AOF）",
    },
    "check.redis.forgetful": {
        "en": "What was written since the last snapshot is lost with the server (no append-only file)",
        "zh": "未启用 AOF，服务器中断会丢失上次快照之后的写入",
    },
    "check.redis.forgetful.next": {
        "en": "set appendonly yes, or know that a reminder may come twice after a crash",
        "zh": "请设置 appendonly yes，否则崩溃后提醒可能重复",
    },
    "check.redis.undurable": {
        "en": "Redis can't write to its disk",
        "zh": "Redis 无法写入磁盘",
    },
    "check.redis.undurable.next": {"en": "see its log; the disk may be full", "zh": "请查看其日志，磁盘可能已满"},
    "check.redis.uncovered": {
        "en": "The cluster does not serve all of its slots ({state})",
        "zh": "集群没有覆盖全部槽位（{state}）",
    },
    "check.redis.uncovered.next": {
        "en": "see `redis-cli --cluster check`",
        "zh": "请运行 redis-cli --cluster check 查看",
    },
    "check.redis.unguarded": {
        "en": "A master that was replaced takes writes that are lost (min-replicas-to-write is 0)",
        "zh": "被替换的主节点仍会接受写入，这些写入会丢失（min-replicas-to-write 为 0）",
    },
    "check.redis.unguarded.next": {
        "en": "with two replicas or more, set min-replicas-to-write 1",
        "zh": "有两个以上副本时，请设置 min-replicas-to-write 1",
    },
    # Slack
    "check.unset": {"en": "{name} is not set", "zh": "未设置 {name}"},
    "check.slack.token.next": {
        "en": "set the bot's token (xoxb-…), or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for several workspaces",
        "zh": "请设置机器人令牌（xoxb-…），多个工作区则设置 SLACK_CLIENT_ID 和 SLACK_CLIENT_SECRET",
    },
    "check.slack.receive.next": {
        "en": "set it for `certminder web`, or SLACK_APP_TOKEN (xapp-…) for `certminder socket-mode`",
        "zh": "运行 certminder web 需要它；运行 certminder socket-mode 则设置 SLACK_APP_TOKEN（xapp-…）",
    },
    "check.slack.signing": {
        "en": "SLACK_SIGNING_SECRET is set; only a request of Slack's shows whether it is the right one",
        "zh": "已设置 SLACK_SIGNING_SECRET；收到 Slack 的请求后才能验证是否正确",
    },
    "check.slack.workspace": {
        "en": "{team} answers in {ms} ms: {workspace}, as {user}",
        "zh": "{team} 在 {ms} 毫秒内响应：{workspace}，身份 {user}",
    },
    "check.slack.reached": {"en": "Slack answers in {ms} ms", "zh": "Slack 在 {ms} 毫秒内响应"},
    "check.slack.app": {
        "en": "Slack knows SLACK_CLIENT_ID with its SLACK_CLIENT_SECRET",
        "zh": "Slack 认可 SLACK_CLIENT_ID 及其 SLACK_CLIENT_SECRET",
    },
    "check.slack.refused": {"en": "Slack refuses {name} ({code})", "zh": "Slack 拒绝了 {name}（{code}）"},
    "check.slack.refused.next": {
        "en": "copy it again from api.slack.com/apps, or install the app again",
        "zh": "请从 api.slack.com/apps 重新复制，或重新安装应用",
    },
    "check.slack.silent": {"en": "Slack does not answer at {where}", "zh": "Slack 没有响应（{where}）"},
    "check.slack.silent.next": {
        "en": "see whether this machine reaches it over https, and what SLACK_API_URL says",
        "zh": "请确认本机可以通过 https 访问，并核对 SLACK_API_URL",
    },
    "check.slack.scopes": {"en": "All scopes are granted", "zh": "权限范围齐全"},
    "check.slack.scopes_missing": {"en": "Scopes are missing: {scopes}", "zh": "缺少权限范围：{scopes}"},
    "check.slack.scopes_missing.next": {
        "en": "paste the manifest anew (`certminder manifest`) and install the app again",
        "zh": "请重新粘贴清单（certminder manifest）并重新安装应用",
    },
    "check.slack.scopes_optional": {
        "en": "Optional scopes are not granted: {scopes}",
        "zh": "未授予的可选权限范围：{scopes}",
    },
    "check.slack.scopes_optional.next": {
        "en": "nothing, or install the app again and allow them",
        "zh": "可以忽略，或重新安装应用并允许它们",
    },
    "check.slack.socket": {"en": "SLACK_APP_TOKEN opens Socket Mode", "zh": "SLACK_APP_TOKEN 可以使用 Socket Mode"},
    "check.slack.socket_scope.next": {
        "en": "make an app-level token with connections:write, and turn on Socket Mode",
        "zh": "请创建带有 connections:write 的应用级令牌，并开启 Socket Mode",
    },
    "check.slack.installed": {
        "en": {"one": "Installed in {n} workspace", "other": "Installed in {n} workspaces"},
        "zh": {"other": "已安装到 {n} 个工作区"},
    },
    "check.slack.outdated": {
        "en": {
            "one": "{n} installation was consented to without scopes that are needed: {scopes}",
            "other": "{n} installations were consented to without scopes that are needed: {scopes}",
        },
        "zh": {"other": "{n} 个安装缺少所需的权限范围：{scopes}"},
    },
    "check.slack.outdated.next": {
        "en": "ask their people to open /slack/install again",
        "zh": "请通知相关工作区重新打开 /slack/install",
    },
    "check.slack.public": {"en": "PUBLIC_URL is {url}", "zh": "PUBLIC_URL 为 {url}"},
    "check.slack.public_unset": {
        "en": "PUBLIC_URL is not set: no installation, no files to download, no accounts connected from Slack",
        "zh": "未设置 PUBLIC_URL：无法安装、下载文件或从 Slack 连接账号",
    },
    "check.slack.public_unset.next": {
        "en": "set it to the https address of `certminder web`",
        "zh": "请设为 certminder web 的 https 地址",
    },
    "check.slack.public_wrong": {
        "en": "PUBLIC_URL must be https://host, without a path, a query or a user",
        "zh": "PUBLIC_URL 应为 https://主机，不含路径、查询或用户",
    },
    "check.slack.public_wrong.next": {
        "en": "set it to the address that people type into a browser",
        "zh": "请设为人们在浏览器中输入的地址",
    },
    "check.slack.open": {
        "en": "CERTMINDER_WORKSPACES is not set: whoever installs the app would see this account",
        "zh": "未设置 CERTMINDER_WORKSPACES：任何安装者都能看到此账号",
    },
    "check.slack.open.next": {
        "en": "set it to the ids of the workspaces that may",
        "zh": "请设为允许的工作区 ID",
    },
    # Accounts
    "check.accounts.none": {
        "en": "No account: nothing can be asked until one is connected",
        "zh": "没有账号，连接后才能查询",
    },
    "check.accounts.none.next": {
        "en": "set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, or CERTMINDER_PEM_FOLDER, "
        "or type `certminder account add`",
        "zh": "请设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY，或 CERTMINDER_PEM_FOLDER，"
        "或运行 certminder account add",
    },
    "check.accounts.connected": {
        "en": {
            "one": "{n} workspace connected accounts of its own, which are not tried here",
            "other": "{n} workspaces connected accounts of their own, which are not tried here",
        },
        "zh": {"other": "{n} 个工作区连接了自己的账号，此处不做测试"},
    },
    "check.accounts.connected.next": {
        "en": "see how they stand with `certminder account list --workspace T…`",
        "zh": "可用 certminder account list --workspace T… 查看其状态",
    },
    "check.accounts.good": {
        "en": {
            "one": "{name} ({kind}) answers in {ms} ms: {n} certificate",
            "other": "{name} ({kind}) answers in {ms} ms: {n} certificates",
        },
        "zh": {"other": "{name}（{kind}）在 {ms} 毫秒内响应：{n} 张证书"},
    },
    "check.accounts.broken": {"en": "{name} ({kind}): {why}", "zh": "{name}（{kind}）：{why}"},
    "check.accounts.broken.next": {
        "en": "give the key the right to read certificates, or another key",
        "zh": "请为密钥授予读取证书的权限，或更换密钥",
    },
    "check.accounts.unreached.next": {
        "en": "see whether this machine reaches {where}",
        "zh": "请确认本机可以访问 {where}",
    },
    # Secrets
    "check.secrets.unset.next": {
        "en": "set it to what `certminder sealing-key` prints, and keep a copy",
        "zh": "请设为 certminder sealing-key 的输出，并妥善备份",
    },
    "check.secrets.unneeded": {
        "en": "CERTMINDER_SECRETS is not set: accounts can't be connected from Slack",
        "zh": "未设置 CERTMINDER_SECRETS：无法从 Slack 连接账号",
    },
    "check.secrets.malformed": {
        "en": "CERTMINDER_SECRETS must hold Fernet keys, with commas between them",
        "zh": "CERTMINDER_SECRETS 应为以逗号分隔的 Fernet 密钥",
    },
    "check.secrets.empty": {
        "en": "CERTMINDER_SECRETS is usable; nothing is sealed yet",
        "zh": "CERTMINDER_SECRETS 可用，尚无加密值",
    },
    "check.secrets.good": {
        "en": {"one": "{n} sealed value, and it opens", "other": "{n} sealed values, and all open"},
        "zh": {"other": "{n} 个加密值，均可解密"},
    },
    "check.secrets.broken": {
        "en": {"one": "{n} sealed value that no key opens", "other": "{n} sealed values that no key opens"},
        "zh": {"other": "{n} 个加密值没有密钥可以解密"},
    },
    "check.secrets.broken.next": {
        "en": "put the key that sealed them back into CERTMINDER_SECRETS, after the others",
        "zh": "请把加密时使用的密钥加回 CERTMINDER_SECRETS 末尾",
    },
    # Clocks
    "check.clocks.source": {"en": "Tencent Cloud", "zh": "腾讯云"},
    "check.clocks.good": {
        "en": "{names}: within {seconds} s of this machine's clock",
        "zh": "{names}：与本机时钟相差不超过 {seconds} 秒",
    },
    "check.clocks.ahead": {
        "en": "This machine's clock is {seconds} s ahead of {name}'s",
        "zh": "本机时钟比 {name} 快 {seconds} 秒",
    },
    "check.clocks.behind": {
        "en": "This machine's clock is {seconds} s behind {name}'s",
        "zh": "本机时钟比 {name} 慢 {seconds} 秒",
    },
    "check.clocks.next": {
        "en": "let it be set by NTP: Slack and Tencent Cloud refuse what is signed five minutes off",
        "zh": "请启用 NTP 校时：签名时间相差五分钟就会被 Slack 和腾讯云拒绝",
    },
    # Processes
    "check.processes.workers": {
        "en": {"one": "{n} worker is at work", "other": "{n} workers are at work"},
        "zh": {"other": "{n} 个 worker 正在运行"},
    },
    "check.processes.idle": {
        "en": "No worker is at work: no reminder is posted",
        "zh": "没有 worker 在运行，不会发送提醒",
    },
    "check.processes.idle.next": {"en": "start `certminder worker`", "zh": "请启动 certminder worker"},
}
