/* Keys of the review page, by their place on the keyboard: the same in every language and layout.
   Everything works without this script. */
"use strict";
(() => {
  const verdicts = { KeyS: "same", KeyD: "different", KeyU: "unsure" };
  const find = (id) => document.getElementById(id);
  const form = find("decide");
  let sent = false;

  const choose = (radio) => {
    if (radio) {
      radio.checked = true;
      radio.focus();
    }
  };
  const digit = (code) => (/^(Digit|Numpad)[1-9]$/.test(code) ? Number(code.slice(-1)) : 0);

  function act(event) {
    if (event.key === "?") {
      const keys = find("keys");
      if (keys) keys.open = !keys.open;
      return Boolean(keys);
    }
    if (event.code === "KeyN" && find("next")) return find("next").click(), true;
    if (event.code === "KeyZ" && find("undo")) return find("undo").requestSubmit(), true;
    if (!form || event.shiftKey) return false;
    if (verdicts[event.code]) return choose(form.querySelector(`[name=verdict][value=${verdicts[event.code]}]`)), true;
    if (digit(event.code)) return choose(form.querySelectorAll("[name=reason]")[digit(event.code) - 1]), true;
    if (event.key === "Enter" && !event.target.closest("a, button, summary")) return form.requestSubmit(), true;
    return false;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    if (event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])")) return;
    if (act(event)) event.preventDefault();
  });
  if (form) {
    form.addEventListener("submit", (event) => (sent ? event.preventDefault() : (sent = true)));
    addEventListener("pageshow", () => (sent = false));
  }
})();
