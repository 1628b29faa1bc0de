// Puts the words that somebody selects in the texts into the list of words to mask.

const texts = document.querySelector("[data-mask-into]");
const button = document.querySelector("[data-mask]");
const list = texts && document.getElementById(texts.dataset.maskInto);

function selected() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !texts.contains(selection.anchorNode)) return "";
  return selection.toString().trim();
}

if (texts && button && list) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const words = selected().split("\n").map((one) => one.trim()).filter(Boolean);
    const known = list.value.split("\n").filter(Boolean);
    if (!words.length) return;
    list.value = [...new Set([...known, ...words])].join("\n");
    button.form.querySelector("[name=preview]").click();
  });
}
