// Finds units by a part of their name while co-hosts are typed; a tap puts the whole name in its place.

const PAUSE = 250;

for (const box of document.querySelectorAll("[data-co-hosts]")) {
  const input = box.querySelector("input");
  const unit = input.form.elements.namedItem("unit");
  const found = document.createElement("p");
  found.className = "found-units";
  found.setAttribute("role", "status");
  input.closest(".field").append(found);

  const last = () => /[^、，,；;]*$/.exec(input.value)[0].trim();
  let timer = 0;
  let asked = "";

  async function find() {
    asked = last();
    if (!asked) {
      found.replaceChildren();
      return;
    }
    const words = asked;
    const query = new URLSearchParams({ q: words, unit: unit.value });
    try {
      const answer = await fetch(`${box.dataset.coHosts}?${query}`);
      // Only the answer to what stands there now; a slow one to earlier words is of no use.
      if (answer.ok && words === asked) found.innerHTML = await answer.text();
    } catch {
      found.replaceChildren();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });

  found.addEventListener("click", (event) => {
    const { name } = event.target.dataset;
    if (!name) return;
    input.value = input.value.slice(0, input.value.length - /[^、，,；;]*$/.exec(input.value)[0].length) + name;
    found.replaceChildren();
    input.focus();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
