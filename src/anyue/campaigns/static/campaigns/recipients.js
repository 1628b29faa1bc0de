// Choosing recipients: a button a group that takes all or none, and the burden for as many as are chosen.

const form = document.querySelector("[data-recipients]");
const boxes = (within) => [...within.querySelectorAll('input[name="units"]')];

function tell() {
  const chosen = boxes(form).filter((box) => box.checked).length;
  for (const place of form.querySelectorAll("[data-chosen]")) place.value = chosen;
  for (const place of form.querySelectorAll("[data-times]"))
    place.value = (chosen * Number(place.dataset.times)).toLocaleString("zh-CN", { maximumFractionDigits: 1 });
}

function addToggle(group) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-small";
  const name = () => (boxes(group).every((box) => box.checked) ? "全不选" : "全选");
  const rename = () => {
    button.textContent = name();
  };
  button.addEventListener("click", () => {
    const isAll = boxes(group).every((box) => box.checked);
    for (const box of boxes(group)) box.checked = !isAll;
    rename();
    tell();
  });
  group.addEventListener("change", rename);
  rename();
  group.querySelector("legend").append(" ", button);
}

for (const group of form.querySelectorAll("[data-group]")) addToggle(group);
form.addEventListener("change", tell);
tell();
