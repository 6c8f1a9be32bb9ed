// Runs while the page is still being read: scripts are there, and the colours are those that the reader chose.
"use strict";
(() => {
  document.documentElement.classList.replace("no-js", "js");

  const form = document.querySelector("[data-lg-palette]");
  if (!form) return;
  const key = "lg-colours";
  const choices = [...form.querySelectorAll("input")];
  const read = () => {
    try { return localStorage.getItem(key); } catch { return null; } // storage is closed to us
  };
  const keep = (name) => {
    try { localStorage.setItem(key, name); } catch { /* the choice holds for this page */ }
  };

  // What is shown beside the field is the sign of the choice made; a press on it makes the next one.
  const show = (choice) => {
    document.body.dataset.mdColorScheme = choice.value;
    for (const one of choices) one.nextElementSibling.hidden = one !== choice;
  };
  const kept = read();
  const first = choices.find((choice) => choice.value === kept) ?? choices[0];
  first.checked = true;
  show(first);
  form.addEventListener("change", ({ target }) => { keep(target.value); show(target); });
})();
