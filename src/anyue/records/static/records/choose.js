// A box that narrows the kinds of activity to those whose name or other names hold what is typed.

const list = document.querySelector("[data-choose]");

const box = document.createElement("input");
box.type = "search";
box.id = "choose";
box.autocomplete = "off";
box.placeholder = "例如：演练、宣讲、入户";

const label = document.createElement("label");
label.className = "field-label";
label.htmlFor = box.id;
label.textContent = "查找种类";

const inner = document.createElement("div");
inner.className = "field-box";
inner.append(box);
const field = document.createElement("div");
field.className = "field choose-box";
field.append(label, inner);

const none = document.createElement("p");
none.className = "quiet";
none.setAttribute("role", "status");

const plain = (words) => words.normalize("NFKC").toLowerCase().replace(/[\s“”]/g, "");

box.addEventListener("input", () => {
  const asked = plain(box.value);
  let shown = 0;
  for (const item of list.querySelectorAll("[data-words]")) {
    item.hidden = !plain(item.dataset.words).includes(asked);
    if (!item.hidden) shown += 1;
  }
  // With an answer before one's eyes, the heading between the two lists and an emptied list only stand in the way.
  for (const head of list.querySelectorAll(".section-head")) head.hidden = asked !== "";
  for (const kinds of list.querySelectorAll(".kinds"))
    kinds.hidden = !kinds.querySelector("[data-words]:not([hidden])");
  none.textContent = shown ? "" : "没有这个种类。请换一个说法，或选最接近的种类，名称可以自己写。";
});

list.prepend(field, none);
