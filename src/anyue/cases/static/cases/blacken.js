// Draws the rectangles that a published picture is to have black; the list of numbers below it is what counts.

const NS = "http://www.w3.org/2000/svg";
const LEAST = 0.5;

const rounded = (value) => Math.round(value * 10) / 10;
const within = (value) => Math.min(100, Math.max(0, value));

function place(canvas, event) {
  const seen = canvas.getBoundingClientRect();
  return [
    within(((event.clientX - seen.left) / seen.width) * 100),
    within(((event.clientY - seen.top) / seen.height) * 100),
  ];
}

function between([left, top], [right, bottom]) {
  const x = rounded(Math.min(left, right));
  const y = rounded(Math.min(top, bottom));
  return [x, y, rounded(Math.abs(right - left)), rounded(Math.abs(bottom - top))];
}

function show(rect, [x, y, width, height]) {
  for (const [name, value] of Object.entries({ x, y, width, height })) rect.setAttribute(name, value);
}

function lines(field) {
  return field.value.split("\n").filter((line) => line.trim());
}

function read(line) {
  const numbers = line.normalize("NFKC").trim().split(/[\s,、;]+/).map(Number);
  return numbers.length === 4 && numbers.every(Number.isFinite) ? numbers : null;
}

function start(canvas) {
  const field = document.getElementById(canvas.dataset.blacken);
  const tools = canvas.parentElement.querySelector("[data-drawing]");
  const draw = tools.querySelector("[data-draw]");
  const svg = canvas.querySelector("svg");
  let from = null;
  let rect = null;

  function redraw() {
    svg.replaceChildren();
    for (const box of lines(field).map(read)) {
      if (!box) continue;
      const one = document.createElementNS(NS, "rect");
      show(one, box);
      svg.append(one);
    }
  }

  function write(list) {
    field.value = list.join("\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  tools.hidden = false;
  draw.addEventListener("click", () => {
    const isOn = draw.getAttribute("aria-pressed") !== "true";
    draw.setAttribute("aria-pressed", String(isOn));
    canvas.classList.toggle("is-drawing", isOn);
  });
  tools.querySelector("[data-undo]").addEventListener("click", () => write(lines(field).slice(0, -1)));
  field.addEventListener("input", redraw);

  canvas.addEventListener("pointerdown", (event) => {
    if (!canvas.classList.contains("is-drawing")) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    from = place(canvas, event);
    rect = document.createElementNS(NS, "rect");
    svg.append(rect);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (from) show(rect, between(from, place(canvas, event)));
  });
  canvas.addEventListener("pointerup", (event) => {
    if (!from) return;
    const box = between(from, place(canvas, event));
    from = null;
    if (box[2] >= LEAST && box[3] >= LEAST) write([...lines(field), box.join(" ")]);
    else redraw();
  });
  canvas.addEventListener("pointercancel", () => {
    from = null;
    redraw();
  });
}

for (const canvas of document.querySelectorAll("[data-blacken]")) start(canvas);
