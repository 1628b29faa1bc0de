// The page's own script: takes files as they are dropped, asks for the total, and shows what came of it.
"use strict";

const byId = (id) => document.getElementById(id);
const state = { form: false, returned: 0, busy: 0 };

async function post(path, body) {
  const answer = await fetch(path, { method: "POST", body });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.problem || "没有成功，请再试一次。");
  return told;
}

function say(place, words, wrong = false) {
  place.textContent = words;
  place.classList.toggle("wrong", wrong);
}

function refresh() {
  byId("run").disabled = !state.form || !state.returned || state.busy > 0;
  byId("forget").hidden = !state.returned;
}

// A dropped folder is walked through; an entry of the old kind is the only way to see inside it.
async function filesOf(entry, prefix) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return [[prefix + file.name, file]];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) break;
    for (const inside of some) found.push(...(await filesOf(inside, `${prefix}${entry.name}/`)));
  }
  return found;
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.length) return [...transfer.files].map((file) => [file.name, file]);
  const found = [];
  for (const entry of entries) found.push(...(await filesOf(entry, "")));
  return found;
}

const tellers = {
  form: (told, name) => {
    state.form = true;
    return `${name}：${told.title}，${told.blanks} 个空`;
  },
  units: (told, name) => `${name}：${told.units} 个单位`,
  returned: (told) => {
    state.returned = told.files;
    return `已放入 ${told.files} 个文件`;
  },
};

async function take(step, files) {
  const kind = step.dataset.take;
  const place = step.querySelector(".told");
  const chosen = kind === "returned" ? files : files.slice(0, 1);
  state.busy += 1;
  refresh();
  try {
    for (const [at, [name, file]] of chosen.entries()) {
      const told = await post(`${kind}?name=${encodeURIComponent(name)}`, file);
      const progress = at + 1 < chosen.length ? `正在放入 ${at + 1}/${chosen.length}` : tellers[kind](told, name);
      say(place, progress);
    }
  } catch (error) {
    say(place, error.message, true);
  }
  state.busy -= 1;
  refresh();
}

for (const step of document.querySelectorAll(".step")) {
  const drop = step.querySelector(".drop");
  for (const input of step.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", () => {
      take(step, [...input.files].map((file) => [file.webkitRelativePath || file.name, file]));
      input.value = "";
    });
  }
  step.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  step.addEventListener("dragleave", () => drop.classList.remove("over"));
  step.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take(step, await dropped(event.dataTransfer));
  });
}
// A file dropped beside the fields must not replace the page.
for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault());

function row(...words) {
  const made = document.createElement("tr");
  for (const said of words) made.append(Object.assign(document.createElement("td"), { textContent: said }));
  return made;
}

function item(words) {
  return Object.assign(document.createElement("li"), { textContent: words });
}

function fill(part, list, nodes) {
  byId(part).hidden = !nodes.length;
  byId(list).replaceChildren(...nodes);
}

async function copy(button, words) {
  try {
    await navigator.clipboard.writeText(words);
    button.textContent = "已复制";
  } catch {
    const range = document.createRange();
    range.selectNodeContents(button.previousSibling);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    button.textContent = "已选中，请按 Ctrl+C";
  }
}

function message(one) {
  const made = document.createElement("li");
  const words = Object.assign(document.createElement("span"), { textContent: one.text });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "复制" });
  button.addEventListener("click", () => copy(button, one.text));
  made.append(words, button);
  return made;
}

function output(name) {
  const link = Object.assign(document.createElement("a"), { href: `out/${encodeURIComponent(name)}`, download: name, textContent: `下载 ${name}` });
  const made = document.createElement("li");
  made.append(link);
  return made;
}

function show(told) {
  byId("title").textContent = told.title;
  const parts = [`收到 ${told.received} 个文件`, `计入合计 ${told.counted} 个`];
  if (told.has_units) parts.push(`未报送 ${told.missing.length} 个单位`);
  byId("truth").textContent = `${parts.join("，")}。`;
  byId("outputs").replaceChildren(...told.outputs.map(output));
  byId("missing").textContent = told.missing.join("、");
  byId("missing-part").hidden = !told.missing.length;
  fill("left-out-part", "left-out", told.left_out.map((one) => row(one.file, one.unit || "—", one.text)));
  byId("warnings").replaceChildren(...told.warnings.map(item));
  byId("problems").replaceChildren(...told.problems.map((one) => row(one.unit, one.file, one.text)));
  byId("problems-part").hidden = !told.problems.length && !told.warnings.length;
  fill("messages-part", "messages", told.messages.map(message));
  byId("result").hidden = false;
  byId("result").focus();
}

byId("run").addEventListener("click", async () => {
  state.busy += 1;
  refresh();
  say(byId("running"), `正在汇总 ${state.returned} 个文件…`);
  try {
    show(await post(byId("zero").checked ? "run?empty_as_zero=1" : "run"));
    say(byId("running"), "");
  } catch (error) {
    say(byId("running"), error.message, true);
  }
  state.busy -= 1;
  refresh();
});

byId("forget").addEventListener("click", async () => {
  tellers.returned(await post("forget"));
  say(document.querySelector("[data-take=returned] .told"), "");
  refresh();
});

byId("close").addEventListener("click", async () => {
  await post("close");
  document.body.replaceChildren(Object.assign(document.createElement("p"), { className: "head", textContent: "已结束，可以关闭这个页面。" }));
});
