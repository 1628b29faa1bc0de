// Keeps what is typed into <form data-draft="key"> on this device until the server says it has arrived.
//
// A draft is filed under the person's account, so that the next person at the same computer never sees it, and
// is thrown away on sign-out. Passwords, files and hidden inputs are never kept.

const ROOT = "anyue:draft:";
const DAYS_KEPT = 30;
const NOT_KEPT = new Set(["password", "file", "hidden", "submit", "button", "image", "reset"]);

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
  const discard = () => {
    fill(form, base);
    drop(key);
  };
  // An unchanged page takes the draft back at once; one that changed meanwhile asks, so nothing is overwritten unseen.
  if (same(draft.base, base)) {
    fill(form, draft.values);
    note(form, `已恢复您在 ${at} 填写、尚未提交的内容。`, [["不要这些内容", discard]]);
  } else {
    note(form, `本机有您在 ${at} 填写、尚未提交的内容，此后页面有过更新。`, [
      ["恢复我填写的内容", () => fill(form, draft.values)],
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
  if (draft && !same(draft.values, base)) restore(form, key, base, draft);

  let timer = 0;
  let isTouched = false;
  const keep = () => {
    clearTimeout(timer);
    if (!isTouched) return;
    const values = valuesOf(form);
    if (same(values, base)) drop(key);
    else storage((store) => store.setItem(nameOf(key), JSON.stringify({ at: Date.now(), base, values })));
  };
  form.addEventListener("input", () => {
    isTouched = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 300);
  });
  form.addEventListener("submit", keep);
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
document.addEventListener("submit", (event) => {
  if ("signOut" in event.target.dataset) dropWhere((_store, name) => name.startsWith(nameOf("")));
});
