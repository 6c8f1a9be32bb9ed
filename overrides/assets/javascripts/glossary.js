// The glossary, filtered while one types: terms, abbreviations, other languages, words to avoid; accents aside.
"use strict";
(() => {
  const template = document.querySelector("template[data-lg-filter]");
  const letter = document.querySelector(".lg-letter");
  if (!template || !letter) return;

  const PAUSE = 250; // milliseconds without a key before the count is said
  const letters = letter.closest("ul");
  letters.before(template.content);
  const field = document.getElementById("lg-filter");
  const count = document.getElementById("lg-filter-count");

  // As stage/made_pages.py folds what stands in data-find.
  const bare = (text) => text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae")
    .normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  const entries = [...document.querySelectorAll("dt[data-find]")].map((term) => {
    const parts = [term];
    for (let next = term.nextElementSibling; next && next.matches("dd"); next = next.nextElementSibling) parts.push(next);
    return { parts, list: term.parentElement, find: ` ${term.dataset.find} ` };
  });
  const lists = [...new Set(entries.map((entry) => entry.list))].map((list) => ({
    list,
    heading: list.previousElementSibling,
    entries: entries.filter((entry) => entry.list === list),
  }));

  const said = (number, isFiltered) => {
    const words = count.dataset;
    if (!isFiltered) return words.lgAll.replace("#", number);
    if (number === 0) return words.lgNone;
    return number === 1 ? words.lgOne : words.lgMany.replace("#", number);
  };

  let timer = 0;
  const filter = () => {
    const wanted = bare(field.value).split(" ").filter(Boolean);
    let found = 0;
    for (const group of lists) {
      let shown = 0;
      for (const entry of group.entries) {
        const fits = wanted.every((word) => entry.find.includes(` ${word}`));
        for (const part of entry.parts) part.hidden = !fits;
        shown += fits;
      }
      group.list.hidden = group.heading.hidden = shown === 0;
      found += shown;
    }
    letters.hidden = wanted.length > 0;
    clearTimeout(timer);
    timer = setTimeout(() => { count.textContent = said(found, wanted.length > 0); }, PAUSE);
  };

  field.addEventListener("input", filter);
  // A link to what is filtered out brings it back first.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href*='#']");
    const target = link && link.pathname === location.pathname && document.getElementById(link.hash.slice(1));
    if (target && target.hidden) {
      field.value = "";
      filter();
    }
  }, { capture: true });
  filter(); // a browser that goes back may have kept what was typed
})();
