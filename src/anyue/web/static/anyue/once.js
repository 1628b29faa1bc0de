// Sends a form once: a second tap while the first is under way does nothing, and the button says so.
// The server refuses doubles too; this spares the person the question whether it went through.

const PATIENCE = 10_000; // After this long a lost answer is likelier than a slow one.

function hold(form, button) {
  form.dataset.sendingNow = "";
  const words = button?.textContent;
  // Disabled one tick later, since a disabled button's own name and value would not be sent.
  const timer = setTimeout(() => {
    if (!button) return;
    button.disabled = true;
    if (button.dataset.sending) button.textContent = `${button.dataset.sending}…`;
  });
  form.release = () => {
    clearTimeout(timer);
    delete form.dataset.sendingNow;
    delete form.release;
    if (!button) return;
    button.disabled = false;
    button.textContent = words;
  };
  setTimeout(() => form.release?.(), PATIENCE);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if ("sendingNow" in form.dataset) {
    event.preventDefault();
    return;
  }
  // htmx prevents the browser's own sending; its requests are held below.
  if (!event.defaultPrevented) hold(form, event.submitter);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  if (!(form instanceof HTMLFormElement)) return;
  if ("sendingNow" in form.dataset) event.preventDefault();
  else hold(form, event.detail.requestConfig.triggeringEvent?.submitter);
});

document.addEventListener("htmx:afterRequest", (event) => event.detail.elt.release?.());

window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) form.release?.();
});
