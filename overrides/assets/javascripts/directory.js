// A list of pages, filtered by facets: any of the values within one, all of the facets together.
"use strict";
(() => {
  const template = document.querySelector("template[data-lg-directory]");
  if (!template) return;

  const address = (link) => new URL(link, location.href).href;
  const values = new Map([...template.content.querySelectorAll("data")].map((item) => [
    address(item.value),
    new Set(item.dataset.lgValues.split(" ")),
  ]));
  const items = [...document.querySelectorAll(".md-content li > a:first-child")]
    .filter((link) => values.has(link.href))
    .map((link) => ({ element: link.parentElement, values: values.get(link.href) }));
  if (items.length === 0) return;

  const form = template.content.querySelector("form");
  const list = items[0].element.parentElement;
  list.before(form);
  const count = form.querySelector("[role=status]");
  const clear = form.querySelector("[type=reset]");
  const facets = [...form.querySelectorAll("[data-lg-facet]")].map((element) => ({
    element,
    chosen: element.querySelector(".lg-directory__chosen"),
    boxes: [...element.querySelectorAll("input")],
  }));
  const wanted = (facet) => facet.boxes.filter((box) => box.checked).map((box) => `${box.name}:${box.value}`);
  const fits = (item, choices) => choices.every((any) => any.length === 0 || any.some((value) => item.values.has(value)));

  // The same filter in the other languages: ids are shared.
  const twins = [...document.querySelectorAll("header a[hreflang]")];

  const show = () => {
    const choices = facets.map(wanted);
    const shown = items.filter((item) => fits(item, choices));
    for (const item of items) item.element.hidden = !shown.includes(item);
    facets.forEach((facet, place) => {
      const others = choices.with ? choices.with(place, []) : choices.map((any, index) => (index === place ? [] : any));
      const left = items.filter((item) => fits(item, others));
      for (const box of facet.boxes) {
        const number = left.filter((item) => item.values.has(`${box.name}:${box.value}`)).length;
        box.closest("label").querySelector(".lg-directory__count").textContent = `(${number})`;
        box.disabled = number === 0 && !box.checked;
      }
      facet.chosen.textContent = choices[place].length ? `(${choices[place].length})` : "";
    });
    const { lgAll, lgOne, lgNone } = count.dataset;
    count.textContent = shown.length === 0 ? lgNone : shown.length === 1 ? lgOne : lgAll.replace("#", shown.length);
    clear.hidden = choices.every((any) => any.length === 0);
  };

  // The choice in this page's address, to be shared, and in those of its twins in other languages.
  const withChoice = (address) => {
    const url = new URL(address);
    url.search = new URLSearchParams(new FormData(form)).toString();
    return url.href;
  };
  const lead = () => { for (const link of twins) link.href = withChoice(link.href); };
  const remember = () => {
    lead();
    if (location.protocol !== "file:") history.replaceState(history.state, "", withChoice(location.href)); // files have no history
  };

  const asked = new URLSearchParams(location.search);
  for (const facet of facets) {
    for (const box of facet.boxes) box.checked = asked.getAll(box.name).includes(box.value);
    facet.element.open = facet.boxes.some((box) => box.checked);
  }
  form.addEventListener("change", () => { show(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    show();
    remember();
    facets[0].element.querySelector("summary").focus(); // the button that had the focus is gone
  }));
  show();
  lead();
})();
