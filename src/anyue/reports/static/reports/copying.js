// A button that copies a text to paste into a work group; without this file the text is selected by hand.

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  button.addEventListener("click", async () => {
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      button.textContent = "已复制";
    } catch {
      // Browsers give the clipboard to pages over HTTPS only; offices often have none.
      button.textContent = document.execCommand("copy") ? "已复制" : "已选中，请复制";
    }
  });
  button.hidden = false;
}
