// Turns figures typed with a Chinese input method (１，２００) into plain ones when the field is left.
// The server reads both; this lets the person see what was understood.

document.addEventListener("focusout", (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !["numeric", "decimal"].includes(input.inputMode)) return;
  const plain = input.value.normalize("NFKC").replace(/[\s,]/g, "");
  if (plain === input.value || !/^-?\d*\.?\d*$/.test(plain)) return;
  input.value = plain;
  input.dispatchEvent(new Event("input", { bubbles: true }));
});
