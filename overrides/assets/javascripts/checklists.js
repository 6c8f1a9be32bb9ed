// Lists to tick. What is ticked stays on this device, in the browser, and nowhere else.
"use strict";
(() => {
  const boxes = [...document.querySelectorAll(".md-content .task-list-item > .lg-box:not(.lg-box--done)")];
  const template = document.querySelector("template[data-lg-checklist]");
  if (boxes.length === 0 || !template) return;

  const key = `lg-ticked ${location.pathname}`;
  const words = (item) => item.textContent.trim();
  const read = () => {
    try { return new Set(JSON.parse(localStorage.getItem(key)) ?? []); } catch { return new Set(); } // forbidden or broken
  };
  const write = (ticked) => {
    try {
      if (ticked.size) localStorage.setItem(key, JSON.stringify([...ticked]));
      else localStorage.removeItem(key);
    } catch { /* a browser that keeps nothing: ticks last as long as the page */ }
  };

  const ticked = read();
  const inputs = boxes.map((box, place) => {
    const item = box.parentElement;
    const text = words(item);
    const input = document.createElement("input");
    input.type = "checkbox";
    input.className = "lg-tick";
    input.id = `lg-tick-${place + 1}`;
    input.checked = ticked.has(text);
    const label = document.createElement("label");
    label.htmlFor = input.id;
    // Links stay links: the label holds what stands before the first block inside the item.
    for (let next = box.nextSibling; next && !(next.matches && next.matches("ul, ol, p, div, table")); next = box.nextSibling) {
      label.append(next);
    }
    box.replaceWith(input, label);
    input.addEventListener("change", () => {
      if (input.checked) ticked.add(text); else ticked.delete(text);
      write(ticked);
      show();
    });
    return input;
  });

  const bar = template.content.firstElementChild;
  const count = bar.querySelector("[role=status]");
  const clear = bar.querySelector("button");
  inputs.at(-1).closest("ul").after(bar);
  const show = () => {
    const number = inputs.filter((input) => input.checked).length;
    count.textContent = count.dataset.lgCount.replace("#", number).replace("#", inputs.length);
    clear.hidden = number === 0;
  };
  clear.addEventListener("click", () => {
    ticked.clear();
    for (const input of inputs) input.checked = false;
    write(ticked);
    show();
    inputs[0].focus(); // the button that had the focus is gone
  });
  show();
})();
