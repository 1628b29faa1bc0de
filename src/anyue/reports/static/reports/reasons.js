// Asks why as soon as a number is not what the ledger says, or a cumulative one falls. The server asks too.

const form = document.getElementById("report-form");
const plain = (words) => words.normalize("NFKC").replace(/[\s,]/g, "");

function check(reason) {
  const input = reason.closest(".blank").querySelector(".blank-box input");
  const typed = plain(input.value) || "0";
  const { known, least } = reason.dataset;
  const isOther = known !== "" && typed !== known;
  const isLess = least !== "" && Number(typed) < Number(least);
  const isGiven = reason.querySelector("input").value !== "";
  const isAsked = "asked" in reason.dataset;
  reason.hidden = !(isOther || isLess || isGiven || isAsked);
}

const checkAll = () => form.querySelectorAll(".blank-reason").forEach(check);

if (form) {
  form.addEventListener("input", (event) => {
    const reason = event.target.closest(".blank")?.querySelector(".blank-reason");
    if (reason) check(reason);
  });
  // What was typed and comes back from this device is no single input.
  form.addEventListener("change", checkAll);
  checkAll();
}
