// Ticks every report that may be approved together, or none; without this file each is ticked by itself.

const button = document.querySelector("[data-tick-all]");
const boxes = [...document.querySelectorAll('input[name="reports"]')];
const isAll = () => boxes.every((box) => box.checked);

function rename() {
  button.textContent = isAll() ? "全不选" : "全选";
}

button.addEventListener("click", () => {
  const wanted = !isAll();
  for (const box of boxes) box.checked = wanted;
  rename();
});
button.form.addEventListener("change", rename);
button.hidden = false;
