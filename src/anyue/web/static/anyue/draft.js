// Keeps what is typed into <form data-draft="key"> on this device until the server says it has arrived.
//
// A draft is filed under the person's account, so that the next person at the same computer never sees it, and
// is thrown away on sign-out. Passwords, files and hidden inputs are never kept, but for <input data-draft-key>:
// the server takes one key once, so that what was sent without an answer, and is sent again later, counts once.

const ROOT = "anyue:draft:";
const DAYS_KEPT = 30;
const NOT_KEPT = new Set(["password", "file", "hidden", "submit", "button", "image", "reset"]);

let isSignedOut = false;
const account = document.body.dataset.account ?? "";
const nameOf = (key) => `${ROOT}${account}:${key}`;

// Private windows and full disks refuse storage; then there is no draft, and the page works as without us.
function storage(action) {
  try {
    return action(localStorage);
  } catch {
    return null;
  }
}

const read = (key) => storage((store) => JSON.parse(store.getItem(nameOf(key))));
const drop = (key) => storage((store) => store.removeItem(nameOf(key)));

function dropWhere(isUnwanted) {
  storage((store) => {
    for (const name of Object.keys(store)) if (name.startsWith(ROOT) && isUnwanted(store, name)) store.removeItem(name);
  });
}

const inputs = (form) => [...form.elements].filter((input) => input.name && input.type && !NOT_KEPT.has(input.type));
const isTicked = (input) => input.type === "checkbox" || input.type === "radio";

function valuesOf(form) {
  return inputs(form).map((input) => {
    if (isTicked(input)) return [input.name, input.value, input.checked];
    if (input.multiple && input.options) return [input.name, [...input.selectedOptions].map((option) => option.value)];
    return [input.name, input.value];
  });
}

const keyOf = (form) => form.querySelector("input[data-draft-key]");

// A page that comes over plain HTTP has no randomUUID.
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function fill(form, values) {
  const waiting = [...values];
  for (const input of inputs(form)) {
    const at = waiting.findIndex(
      ([name, value, ticked]) => name === input.name && (ticked === undefined || value === input.value),
    );
    if (at < 0) continue;
    const [, value, ticked] = waiting.splice(at, 1)[0];
    if (ticked !== undefined) input.checked = ticked;
    else if (Array.isArray(value)) for (const option of input.options) option.selected = value.includes(option.value);
    else input.value = value;
  }
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const clock = (at) => new Date(at).toLocaleString("zh-CN", { month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });

function note(form, words, choices) {
  form.querySelector(":scope > .draft-note")?.remove();
  const box = document.createElement("div");
  box.className = "note note-act draft-note";
  box.setAttribute("role", "status");
  box.append(words);
  for (const [label, act] of choices) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet btn-small";
    button.textContent = label;
    button.addEventListener("click", () => {
      box.remove();
      act();
    });
    box.append(button);
  }
  form.prepend(box);
}

function restore(form, key, base, draft) {
  const at = clock(draft.at);
  const left = draft.isSent ? "提交后没有收到结果" : "尚未提交";
  const own = keyOf(form);
  const back = () => {
    fill(form, draft.values);
    if (own && draft.key) own.value = draft.key;
  };
  const discard = () => {
    fill(form, base);
    drop(key);
    if (own) own.value = newKey();
  };
  // An unchanged page takes the draft back at once; one that changed meanwhile asks, so nothing is overwritten unseen.
  if (same(draft.base, base)) {
    back();
    note(form, `已恢复您在 ${at} 填写、${left}的内容。`, [["不要这些内容", discard]]);
  } else {
    note(form, `本机有您在 ${at} 填写、${left}的内容，此后页面有过更新。`, [
      ["恢复我填写的内容", back],
      ["不要这些内容", discard],
    ]);
  }
}

function watch(form) {
  if ("draftWatched" in form.dataset) return;
  form.dataset.draftWatched = "";
  const key = form.dataset.draft;
  const base = valuesOf(form);
  const draft = read(key);
  const own = keyOf(form);
  // A page that comes back with errors brings its key along.
  const isNew = own?.dataset.draftKey === "new";
  if (isNew) own.value = newKey();
  if (draft && ((isNew && draft.isSent) || !same(draft.values, base))) restore(form, key, base, draft);

  let timer = 0;
  let isTouched = false;
  let isSent = false;
  const keep = () => {
    clearTimeout(timer);
    if (isSignedOut || (!isTouched && !isSent)) return;
    const values = valuesOf(form);
    const kept = { at: Date.now(), base, values, key: own?.value, isSent };
    if (!isSent && same(values, base)) drop(key);
    else storage((store) => store.setItem(nameOf(key), JSON.stringify(kept)));
  };
  form.addEventListener("input", () => {
    isTouched = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 300);
  });
  form.addEventListener("submit", () => {
    isSent ||= Boolean(own);
    keep();
  });
  // Whoever goes back to a page that was sent, and answered, begins another one.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted || !isSent) return;
    isSent = false;
    own.value = newKey();
  });
  // A phone may close the browser without another word once the page is hidden.
  document.addEventListener("visibilitychange", keep);
}

function start(root) {
  for (const done of root.querySelectorAll("[data-draft-clear]")) drop(done.dataset.draftClear);
  for (const form of root.querySelectorAll("form[data-draft]")) watch(form);
}

dropWhere((store, name) => {
  const kept = JSON.parse(store.getItem(name));
  return Date.now() - kept.at > DAYS_KEPT * 86_400_000;
});
start(document);
document.addEventListener("htmx:load", (event) => start(event.target));
// A page that changed in place says by this event which drafts have arrived.
document.addEventListener("anyue:arrived", (event) => drop(event.detail.draft));
document.addEventListener("submit", (event) => {
  if (!("signOut" in event.target.dataset)) return;
  // The page is hidden only after this, and must not keep anything then.
  isSignedOut = true;
  dropWhere((_store, name) => name.startsWith(nameOf("")));
});
