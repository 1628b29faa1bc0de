// Says plainly when the line is lost, and keeps a form from being sent into nowhere.

const OFFLINE = "网络已断开，内容没有送出。填写的内容还在本页，恢复连接后请再点一次。";
const NO_ANSWER = "服务器没有应答，内容可能没有送到。填写的内容还在本页，请稍后再试。";
const BACK = "网络已恢复，请继续。";
const REFUSED = new Map([
  [401, "登录已过期。请在新窗口重新登录，再回到本页提交，填写的内容仍在。"],
  [403, "没有办理此事的权限，或页面已过期。请刷新页面后再试。"],
  [404, "要操作的内容已不存在，可能已被撤回。请刷新页面查看。"],
  [413, "内容太大，服务器没有收下。请缩小文件后再试。"],
  [429, "操作过于频繁，请过几分钟再试。"],
]);
const FAULT = "系统出了故障，内容没有保存。填写的内容还在本页，请稍后再试。";

// A server on this very machine answers without any network.
const isLocal = ["localhost", "[::1]"].includes(location.hostname) || location.hostname.startsWith("127.");
const isOffline = () => !isLocal && navigator.onLine === false;

let note = null;

function say(words, isBack = false) {
  if (!note) {
    note = document.createElement("p");
    note.setAttribute("role", "alert");
    document.body.append(note);
  }
  note.className = isBack ? "line-note line-note-back" : "line-note";
  note.textContent = words;
}

function unsay() {
  note?.remove();
  note = null;
}

document.addEventListener(
  "submit",
  (event) => {
    if (!isOffline()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    say(OFFLINE);
  },
  true,
);

window.addEventListener("offline", () => isOffline() && say(OFFLINE));
window.addEventListener("online", () => {
  if (!note) return;
  say(BACK, true);
  setTimeout(unsay, 4000);
});

document.addEventListener("htmx:sendError", () => say(isOffline() ? OFFLINE : NO_ANSWER));
document.addEventListener("htmx:timeout", () => say(NO_ANSWER));
document.addEventListener("htmx:responseError", (event) => say(REFUSED.get(event.detail.xhr.status) ?? FAULT));
document.addEventListener("htmx:beforeRequest", unsay);
