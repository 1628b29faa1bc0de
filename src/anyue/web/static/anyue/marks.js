// Selecting an item of the plan lights its words in the notice, and the other way round.
//
// Items carry data-for="key"; runs of the notice carry data-marks="key key", the narrowest first. Both panes may
// be replaced at any time, so nothing in them is held on to. Other scripts select by the event anyue:select.
// Keyboard, within the plan: up and down go from item to item, Enter goes to the words, Escape comes back.

const plan = document.querySelector(".reading-plan");
const words = document.querySelector(".reading-words");
const reading = document.querySelector(".reading");
const tabs = document.querySelector(".reading-tabs");
const isNarrow = window.matchMedia("(max-width: 62.49em)");
const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)");

const isShown = (item) => item.offsetParent !== null;
const items = () => [...plan.querySelectorAll("[data-for]")].filter(isShown);
const itemOf = (key) => plan.querySelector(`[data-for="${CSS.escape(key)}"]`);
const wordsOf = (key) => words.querySelectorAll(`[data-marks~="${CSS.escape(key)}"]`);
const litItem = () => plan.querySelector(".plan-item-lit");

// Scrolls the pane alone where it has a bar of its own, so that the page under it stays.
function show(element) {
  const behavior = isCalm.matches ? "auto" : "smooth";
  const pane = element.closest(".pane-body");
  if (!pane || pane.scrollHeight <= pane.clientHeight + 1) {
    element.scrollIntoView({ block: "center", behavior });
    return;
  }
  const box = element.getBoundingClientRect();
  const view = pane.getBoundingClientRect();
  const isInView = box.top >= view.top + 8 && box.bottom <= view.bottom - 8;
  if (!isInView) pane.scrollTo({ top: pane.scrollTop + box.top - view.top - view.height / 3, behavior });
}

// On a narrow screen one pane is seen at a time.
function turnTo(pane) {
  if (!tabs || !isNarrow.matches) return;
  reading.dataset.pane = pane.id;
  for (const tab of tabs.querySelectorAll("a")) {
    if (tab.hash === `#${pane.id}`) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
}

// The key stays on the pane itself, which outlives its list.
function light(key) {
  plan.dataset.lit = key;
  for (const lit of reading.querySelectorAll(".mark-lit, .plan-item-lit")) {
    lit.classList.remove("mark-lit", "plan-item-lit");
    lit.removeAttribute("aria-current");
  }
  for (const run of wordsOf(key)) run.classList.add("mark-lit");
  const item = itemOf(key);
  item?.classList.add("plan-item-lit");
  item?.setAttribute("aria-current", "true");
}

function goToWords(key, takeFocus) {
  light(key);
  const first = wordsOf(key)[0];
  if (!first) return;
  if (takeFocus) turnTo(words);
  show(first);
  if (takeFocus) document.getElementById(`at-${key}`)?.focus({ preventScroll: true });
}

function goToItem(key) {
  light(key);
  const item = itemOf(key);
  if (!item) return;
  turnTo(plan);
  show(item);
  item.focus({ preventScroll: true });
}

function step(by) {
  const all = items();
  const next = all[all.indexOf(litItem()) + by] ?? (litItem() ? null : all[0]);
  if (next) goToItem(next.dataset.for);
}

const isControl = (element) =>
  element.closest("a, button, input, select, textarea, summary, label, .plan-edit, dialog");

function start() {
  for (const item of items()) item.tabIndex = 0;
  if (tabs) turnTo(plan);

  tabs?.addEventListener("click", (event) => {
    const tab = event.target.closest("a");
    if (!tab) return;
    event.preventDefault();
    const pane = document.querySelector(tab.hash);
    turnTo(pane);
    const lit = litItem();
    if (!lit) return;
    show(pane === plan ? lit : (wordsOf(lit.dataset.for)[0] ?? words));
  });

  plan.addEventListener("click", (event) => {
    const item = event.target.closest("[data-for]");
    const link = event.target.closest(".plan-source");
    if (!item || (!link && isControl(event.target))) return;
    if (link) event.preventDefault();
    // On a phone the words are a tap away, never a surprise: only the link to them turns the page.
    if (isNarrow.matches && !link) light(item.dataset.for);
    else goToWords(item.dataset.for, Boolean(link));
  });

  plan.addEventListener("keydown", (event) => {
    const item = event.target.closest("[data-for]");
    if (!item || event.target !== item) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") goToWords(item.dataset.for, true);
    else if (by) {
      light(item.dataset.for);
      step(by);
    } else return;
    event.preventDefault();
  });

  plan.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-for]");
    if (item && event.target === item && !isNarrow.matches) goToWords(item.dataset.for, false);
  });

  words.addEventListener("click", (event) => {
    const run = event.target.closest("[data-marks]");
    if (!run || !getSelection().isCollapsed) return;
    const key = run.dataset.marks.split(" ").find(itemOf);
    if (key) goToItem(key);
  });

  words.addEventListener("keydown", (event) => {
    const lit = litItem();
    if (event.key === "Escape" && lit) goToItem(lit.dataset.for);
  });

  document.addEventListener("anyue:select", (event) => {
    if (event.detail.by) step(event.detail.by);
    else goToItem(event.detail.key);
  });
}

if (plan && words) start();
