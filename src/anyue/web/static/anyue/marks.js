// Selecting an item of the plan lights its words in the notice, and the other way round.
//
// Items carry data-for="key"; runs of the notice carry data-marks="key key", the narrowest first.
// Keyboard, within the plan: up and down go from item to item, Enter goes to the words, Escape comes back.

const plan = document.querySelector(".reading-plan");
const notice = document.querySelector("[data-notice]");
const isNarrow = window.matchMedia("(max-width: 62.49em)");
const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)");

const items = () => [...plan.querySelectorAll("[data-for]")];
const itemOf = (key) => items().find((item) => item.dataset.for === key);
const wordsOf = (key) => [...notice.querySelectorAll(`[data-marks~="${CSS.escape(key)}"]`)];

function show(element) {
  element.scrollIntoView({ block: "center", behavior: isCalm.matches ? "auto" : "smooth" });
}

function light(key) {
  for (const lit of document.querySelectorAll(".mark-lit, .plan-item-lit"))
    lit.classList.remove("mark-lit", "plan-item-lit");
  for (const words of wordsOf(key)) words.classList.add("mark-lit");
  itemOf(key)?.classList.add("plan-item-lit");
}

function goToWords(key, takeFocus) {
  light(key);
  const first = wordsOf(key)[0];
  if (!first) return;
  show(first);
  if (takeFocus) document.getElementById(`at-${key}`)?.focus({ preventScroll: true });
}

function goToItem(key) {
  light(key);
  const item = itemOf(key);
  if (!item) return;
  show(item);
  item.focus({ preventScroll: true });
}

function isControl(element) {
  return element.closest("a, button, input, select, textarea, summary, label");
}

function backButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-primary plan-back";
  button.textContent = "回到计划";
  button.addEventListener("click", () => {
    button.classList.remove("plan-back-shown");
    const lit = plan.querySelector(".plan-item-lit");
    if (lit) goToItem(lit.dataset.for);
  });
  document.body.append(button);
  return button;
}

function start() {
  const back = backButton();
  for (const item of items()) item.tabIndex = 0;

  plan.addEventListener("click", (event) => {
    const item = event.target.closest("[data-for]");
    const link = event.target.closest(".plan-source");
    if (!item || (!link && isControl(event.target))) return;
    if (link) event.preventDefault();
    // On a phone the words are a tap away, never a surprise: only the link to them scrolls.
    if (isNarrow.matches && !link) {
      light(item.dataset.for);
      return;
    }
    goToWords(item.dataset.for, Boolean(link));
    if (isNarrow.matches) back.classList.add("plan-back-shown");
  });

  plan.addEventListener("keydown", (event) => {
    const item = event.target.closest("[data-for]");
    if (!item || event.target !== item) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") goToWords(item.dataset.for, true);
    else if (step) goToItem((items()[items().indexOf(item) + step] ?? item).dataset.for);
    else return;
    event.preventDefault();
  });

  plan.addEventListener("focusin", (event) => {
    const item = event.target.closest("[data-for]");
    if (item && event.target === item && !isNarrow.matches) goToWords(item.dataset.for, false);
  });

  notice.addEventListener("click", (event) => {
    const words = event.target.closest("[data-marks]");
    if (words) goToItem(words.dataset.marks.split(" ").find(itemOf));
  });

  notice.addEventListener("keydown", (event) => {
    const lit = plan.querySelector(".plan-item-lit");
    if (event.key === "Escape" && lit) goToItem(lit.dataset.for);
  });
}

if (plan && notice) start();
