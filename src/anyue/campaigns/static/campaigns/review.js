// Looking through a plan without leaving the page or the keyboard.
//
// Every act is a link or a button of the page with data-do; a key presses that of the item that is lit. Forms open
// in the item by htmx. Without this script the same links lead to pages of their own.

const reading = document.querySelector("[data-review]");
const plan = reading.querySelector(".reading-plan");
const search = document.getElementById("plan-search");
const help = document.getElementById("plan-help");
const KEYS = { c: "confirm", e: "correct", d: "remove", s: "split", m: "merge", r: "restore" };

const lit = () => plan.querySelector(".plan-item-lit") ?? document.activeElement.closest?.("[data-for]");
const select = (detail) => document.dispatchEvent(new CustomEvent("anyue:select", { detail }));
const isTyping = (element) => element.closest("input, textarea, select, [contenteditable], dialog");

// The item acted upon last, and where to go when it has left the list.
let acted = null;
let beside = null;

function press(item, name) {
  const control = item?.querySelector(`:scope > .plan-acts [data-do="${name}"]`);
  if (!control) return false;
  const all = [...plan.querySelectorAll("[data-for]")];
  acted = item.dataset.for;
  beside = (all[all.indexOf(item) + 1] ?? all.at(-2))?.dataset.for;
  control.click();
  return true;
}

function nextOpen() {
  const all = [...plan.querySelectorAll("[data-for]")];
  const at = all.indexOf(lit());
  const next = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))].find((item) =>
    item.classList.contains("plan-item-open"),
  );
  if (next) select({ key: next.dataset.for });
}

function add() {
  if (chosen) {
    reading.querySelector(".from-words a").focus();
    return;
  }
  const section = lit()?.closest("section") ?? plan;
  section.querySelector('[data-do="add"]')?.click();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.key === "Escape" && closeEdit(event.target.closest(".plan-edit"))) return;
  if (isTyping(event.target)) return;
  const isInWords = event.target.closest(".reading-words");
  const act = {
    j: () => select({ by: 1 }),
    k: () => select({ by: -1 }),
    n: nextOpen,
    a: add,
    w: () => reading.querySelector(".reading-words .pane-body").focus(),
    "/": () => search.focus(),
    "?": () => help.showModal(),
  }[event.key];
  if (act) act();
  else if (isInWords && moveInWords(event)) return;
  else if (event.key in KEYS && lit()) {
    const isPressed = press(lit(), KEYS[event.key]) || (event.key === "c" && press(lit(), "reopen"));
    if (!isPressed) return;
  } else if (event.key === "Enter" && event.target === document.body && lit()) {
    lit().querySelector(".plan-source")?.click();
  } else return;
  event.preventDefault();
}

// Forms in the item ----------------------------------------------------------------------------------------

function closeEdit(edit) {
  if (!edit?.childElementCount) return false;
  edit.replaceChildren();
  const item = edit.closest("[data-for]");
  if (item) select({ key: item.dataset.for });
  return true;
}

// Its end where the pane has room for all of it, else its beginning; the page itself stays where it is.
function bringIntoView(edit) {
  const pane = edit.closest(".pane-body");
  if (pane.scrollHeight <= pane.clientHeight + 1) {
    edit.scrollIntoView({ block: "nearest" });
    return;
  }
  const box = edit.getBoundingClientRect();
  const view = pane.getBoundingClientRect();
  const by = Math.min(box.bottom - view.bottom + 16, box.top - view.top - 16);
  if (by > 0 || box.top < view.top) pane.scrollTop += by;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) closeEdit(event.target.closest(".plan-edit"));
});

document.addEventListener("htmx:afterSettle", (event) => {
  const edit = event.target.closest?.(".plan-edit");
  if (!edit?.childElementCount) return;
  for (const other of plan.querySelectorAll(".plan-edit")) if (other !== edit) other.replaceChildren();
  const wrong = edit.querySelector(".field-wrong :is(input, textarea, select)");
  const first = edit.querySelector("input:not([type=hidden]), textarea, select");
  (wrong ?? first)?.focus({ preventScroll: true });
  bringIntoView(edit);
});

// The buttons of all items send one form that stands apart from them; htmx looks for buttons within a form only.
document.addEventListener("htmx:configRequest", (event) => {
  const button = event.detail.triggeringEvent?.submitter;
  if (event.detail.elt.id === "plan-act" && button) event.detail.parameters[button.name] = button.value;
});

// The server says which item was touched; it is lit again in the new list, or the one beside where it was, unless
// the reader has gone on to another while the answer was under way.
document.addEventListener("anyue:touched", (event) => {
  const { key, draft } = event.detail;
  if (draft) document.dispatchEvent(new CustomEvent("anyue:arrived", { detail: { draft } }));
  const item = plan.querySelector(`[data-for="${CSS.escape(key)}"]`);
  const isGone = !item || item.closest(".plan-deleted");
  const seen = plan.dataset.lit;
  const isPassed = key === acted && seen !== acted && plan.querySelector(`[data-for="${CSS.escape(seen)}"]`);
  const at = isPassed ? seen : isGone ? beside : key;
  acted = null;
  if (at) select({ key: at });
  filter();
});

// Words of the notice that become an item ------------------------------------------------------------------

let chosen = null;
const bar = reading.querySelector(".from-words");

const lengthOf = (text) => [...text].length; // The server counts characters, not UTF-16 units.

function offsetOf(node, offset) {
  const paragraph = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("p[data-at]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return Number(paragraph.dataset.at) + lengthOf(before.toString());
}

function rangeInWords() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.commonAncestorContainer.parentElement?.closest("#notice-words, .reading-words .pane-body")) return null;
  const start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  // A selection that ends at the edge of the next paragraph ends with the last one that it holds whole.
  if (end === null && range.endContainer.previousSibling) {
    const last = [...reading.querySelectorAll("p[data-at]")].filter((p) => selection.containsNode(p)).at(-1);
    if (last) end = Number(last.dataset.at) + lengthOf(last.textContent);
  }
  return start === null || end === null || end <= start ? null : { start, end, words: selection.toString().trim() };
}

document.addEventListener("selectionchange", () => {
  if (!bar || bar.contains(document.activeElement)) return;
  chosen = rangeInWords();
  bar.hidden = !chosen;
  if (!chosen) return;
  const short = chosen.words.length > 14 ? `${chosen.words.slice(0, 14)}…` : chosen.words;
  bar.querySelector(".from-words-said").textContent = `把“${short}”补为`;
});

// htmx asks at the address that the plan holds now, since each addition moves the next index on.
bar?.addEventListener("click", (event) => {
  const link = event.target.closest("[data-add]");
  if (!link || !chosen) return;
  event.preventDefault();
  const code = link.dataset.add;
  const address = plan.querySelector(`[aria-labelledby="head-${code}"] [data-do="add"]`).getAttribute("href");
  const target = `#edit-${code}`;
  window.htmx.ajax("GET", `${address}?start=${chosen.start}&end=${chosen.end}`, { target, swap: "innerHTML" });
  bar.hidden = true;
  chosen = null;
  reading.querySelector(".reading-words .pane-body").blur();
  document.querySelector('.reading-tabs a[href="#plan-pane"]').click();
});

// The keyboard in the notice: paragraph by paragraph, then more or less of it.
const paragraphs = () => [...reading.querySelectorAll(".reading-words p[data-at]")];
let caret = null;

function moveInWords(event) {
  const all = paragraphs();
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const selection = getSelection();
  if (event.shiftKey && event.key.startsWith("Arrow") && caret) {
    if (selection.isCollapsed) selection.collapse(caret, 0);
    const isForward = event.key === "ArrowRight" || event.key === "ArrowDown";
    const unit = by ? "line" : "character";
    selection.modify("extend", isForward ? "forward" : "backward", unit);
  } else if (by) {
    caret?.classList.remove("at-caret");
    const at = caret?.isConnected ? all.indexOf(caret) + by : firstInView(all);
    caret = all[Math.min(Math.max(at, 0), all.length - 1)];
    caret.classList.add("at-caret");
    caret.scrollIntoView({ block: "nearest" });
    selection.removeAllRanges();
  } else if (event.key === " " && caret) {
    selection.selectAllChildren(caret);
  } else return false;
  event.preventDefault();
  return true;
}

function firstInView(all) {
  const top = reading.querySelector(".reading-words .pane-body").getBoundingClientRect().top;
  return Math.max(0, all.findIndex((paragraph) => paragraph.getBoundingClientRect().bottom > top + 8));
}

// Searching: the plan shows what has the words, the notice marks them, Enter goes on to the next --------------

const canMark = "highlights" in CSS;
let found = [];
let at = -1;

function filter() {
  const sought = search.value.trim().toLowerCase();
  for (const item of plan.querySelectorAll("[data-for]"))
    item.classList.toggle("plan-item-unfound", Boolean(sought) && !item.textContent.toLowerCase().includes(sought));
  found = sought ? occurrences(sought) : [];
  at = -1;
  if (canMark) {
    CSS.highlights.set("sought", new Highlight(...found));
    CSS.highlights.delete("sought-now");
  }
}

function occurrences(sought) {
  const ranges = [];
  for (const paragraph of paragraphs()) {
    const text = paragraph.textContent.toLowerCase();
    for (let from = text.indexOf(sought); from >= 0; from = text.indexOf(sought, from + sought.length))
      ranges.push(rangeOf(paragraph, from, from + sought.length));
  }
  return ranges;
}

function rangeOf(paragraph, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = passed + node.data.length;
    if (start >= passed && start < next) range.setStart(node, start - passed);
    if (end > passed && end <= next) range.setEnd(node, end - passed);
    passed = next;
  }
  return range;
}

search.addEventListener("input", filter);
search.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    search.value = "";
    filter();
    search.blur();
    const item = lit();
    if (item) select({ key: item.dataset.for });
  } else if (event.key === "Enter" && found.length) {
    at = (at + 1) % found.length;
    if (canMark) CSS.highlights.set("sought-now", new Highlight(found[at]));
    found[at].startContainer.parentElement.scrollIntoView({ block: "center" });
  } else if (event.key === "ArrowDown") {
    const first = plan.querySelector("[data-for]:not(.plan-item-unfound)");
    if (first) select({ key: first.dataset.for });
  } else return;
  event.preventDefault();
});

document.getElementById("plan-help-open").addEventListener("click", () => help.showModal());
plan.querySelector(".plan-tools").hidden = false;
document.addEventListener("keydown", onKey);
