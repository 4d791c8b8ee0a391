"""Why Tencent Cloud gave no certificates, each with the next step."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "refused.other": {
        "en": "Tencent Cloud refused with error {code}. Please tell the operator this number.",
        "zh": "腾讯云返回错误 {code}，请把此编号告诉管理员。",
    },
    "refused.4000": {
        "en": "Tencent Cloud did not accept a parameter of the question. Try a simpler one, without id or host name.",
        "zh": "腾讯云不接受某个参数，请换一个更简单的查询，例如去掉编号或域名。",
    },
    "refused.4100": {
        "en": "The SecretKey does not match the SecretId. Check that both are of the same key.",
        "zh": "SecretKey 与 SecretId 不匹配，请确认两者属于同一密钥。",
    },
    "refused.4101": {
        "en": "The key's sub-account may not call CertGetList. Grant it QcloudSSLReadOnlyAccess in CAM.",
        "zh": "该密钥的子账号无权调用 CertGetList，请在 CAM 中授予 QcloudSSLReadOnlyAccess。",
    },
    "refused.4102": {
        "en": "The key's sub-account may not see these certificates. Grant it QcloudSSLReadOnlyAccess in CAM.",
        "zh": "该密钥的子账号无权查看这些证书，请在 CAM 中授予 QcloudSSLReadOnlyAccess。",
    },
    "refused.4103": {
        "en": "The key's sub-account lacks permission for a resource. Grant it QcloudSSLReadOnlyAccess in CAM.",
        "zh": "该密钥的子账号缺少资源权限，请在 CAM 中授予 QcloudSSLReadOnlyAccess。",
    },
    "refused.4104": {
        "en": "The SecretId is unknown or disabled. Check it in Tencent Cloud under API keys, or create another.",
        "zh": "SecretId 不存在或已禁用，请在腾讯云“API 密钥管理”中检查或新建。",
    },
    "refused.4105": {
        "en": "The temporary token has ended or is wrong. Get a new one and put it into the settings.",
        "zh": "临时 Token 已失效或有误，请重新获取并更新设置。",
    },
    "refused.4106": {
        "en": "The account demands multi-factor authentication for this key. Use a key that is free of it.",
        "zh": "该密钥需要多因素认证（MFA），请改用不需要 MFA 的密钥。",
    },
    "refused.4110": {
        "en": "Tencent Cloud's access management (CAM) refused the key. Check the key's policies in CAM.",
        "zh": "腾讯云访问管理（CAM）拒绝了该密钥，请检查其策略。",
    },
    "refused.4300": {
        "en": "The Tencent Cloud account is blocked. Open a ticket at Tencent Cloud.",
        "zh": "该腾讯云账号已被封禁，请联系腾讯云工单。",
    },
    "refused.4400": {
        "en": "Tencent Cloud's quota is used up for the moment. Wait a minute and ask again.",
        "zh": "腾讯云调用配额暂时用完，请一分钟后再试。",
    },
    "refused.4500": {
        "en": "Tencent Cloud says the request's time is off. Set the clock of this machine (NTP).",
        "zh": "腾讯云认为请求时间有误，请校准本机时钟（NTP）。",
    },
    "refused.4500.skew": {
        "en": {
            "one": "This machine's clock is {n} second away from Tencent Cloud's. Set it (NTP), then ask again.",
            "other": "This machine's clock is {n} seconds away from Tencent Cloud's. Set it (NTP), then ask again.",
        },
        "zh": "本机时钟与腾讯云相差 {n} 秒，请校准（NTP）后再试。",
    },
    "refused.4600": {
        "en": "Tencent Cloud answers over https only. Set CERTGETLIST_URL to an https address.",
        "zh": "腾讯云只接受 https，请把 CERTGETLIST_URL 设为 https 地址。",
    },
    "refused.6000": {
        "en": "Tencent Cloud has an internal error. Try again in a few minutes.",
        "zh": "腾讯云内部错误，请几分钟后再试。",
    },
    "refused.6100": {
        "en": "This address does not know CertGetList. Check CERTGETLIST_URL.",
        "zh": "该地址不支持 CertGetList，请检查 CERTGETLIST_URL。",
    },
    "refused.6200": {
        "en": "Tencent Cloud is under maintenance. Try again later.",
        "zh": "腾讯云正在维护，请稍后再试。",
    },
    "unavailable.other": {
        "en": "Tencent Cloud does not answer. Try again in a minute.",
        "zh": "腾讯云没有响应，请一分钟后再试。",
    },
    "unavailable.unreachable": {
        "en": "Tencent Cloud cannot be reached. Try again in a minute; if it stays, check the network and "
        "CERTGETLIST_URL.",
        "zh": "无法连接腾讯云。请一分钟后再试；如仍不行，请检查网络和 CERTGETLIST_URL。",
    },
    "unavailable.timeout": {
        "en": "Tencent Cloud took too long to answer. Try again in a minute.",
        "zh": "腾讯云响应超时，请一分钟后再试。",
    },
    "unavailable.http_status": {
        "en": "Tencent Cloud's gateway failed. Try again in a minute.",
        "zh": "腾讯云网关出错，请一分钟后再试。",
    },
    "unavailable.not_json": {
        "en": "What answered is not CertGetList. Check CERTGETLIST_URL and any proxy in between.",
        "zh": "返回的不是 CertGetList 的应答，请检查 CERTGETLIST_URL 和中间的代理。",
    },
    "unavailable.not_an_answer": {
        "en": "Tencent Cloud's answer has an unknown shape. Try again; if it stays, tell the operator.",
        "zh": "腾讯云的应答格式无法识别，请重试；如仍不行，请告诉管理员。",
    },
    "unavailable.too_large": {
        "en": "Tencent Cloud's answer is larger than is accepted. Ask for less: an id, a host name or a word.",
        "zh": "腾讯云的应答过大，请缩小范围：编号、域名或关键词。",
    },
    "unavailable.partial": {
        "en": "Tencent Cloud gave only a part of the list. The complete one of before is kept; try again in a minute.",
        "zh": "腾讯云只返回了部分列表，已保留之前的完整数据，请一分钟后再试。",
    },
    "unavailable.left_alone": {
        "en": "Tencent Cloud failed several times in a row, so it is left alone for {n} s more. Ask again then.",
        "zh": "腾讯云连续多次没有正常应答，{n} 秒内不再请求，请届时再试。",
    },
    "unavailable.over_budget": {
        "en": "Too many requests to Tencent Cloud are waiting. Try again in {n} s.",
        "zh": "等待腾讯云的请求太多，请 {n} 秒后再试。",
    },
}
