// What a term means, beside the term: on hover, on focus, at the first tap. The link works without any of this.
"use strict";
(() => {
  const definitions = document.querySelector("[data-lg-definitions]");
  if (!definitions) return;

  const WAIT = 150;  // milliseconds a pointer rests on a term before it opens
  const GRACE = 300; // milliseconds it may take on its way from the term into the box
  const GAP = 6;     // pixels between the term and the box
  const EDGE = 8;    // pixels kept free at the sides of the window
  const FINGER = "touch";

  const termAt = (target) => target instanceof Element ? target.closest("a.lg-term[aria-describedby]") : null;
  const make = (name, kind, words) => {
    const element = document.createElement(name);
    element.className = kind;
    element.textContent = words;
    return element;
  };

  let term = null;  // the link whose box is open
  let box = null;
  let timer = 0;
  let pressed = ""; // what pressed last, a mouse or a finger, until a click tells what for

  const build = (link, definition) => {
    const made = make("span", "lg-definition", "");
    // Behind its term, for whoever reads on from there; Tab passes by: Enter on the term leads to the same page.
    const more = make("a", "lg-definition__more", `${definitions.dataset.lgMore} ${definition.dataset.lgTerm}`);
    more.href = link.href;
    more.tabIndex = -1;
    made.append(make("span", "lg-definition__words", definition.textContent), more);
    if ("popover" in made) made.popover = "manual"; // above everything, and never cut off by a table
    return made;
  };

  const place = () => {
    const at = term.getBoundingClientRect();
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    if (at.bottom < 0 || at.top > height) return close();
    box.style.maxHeight = "";
    const below = height - at.bottom - GAP - EDGE;
    const above = at.top - GAP - EDGE;
    const under = box.offsetHeight <= below || below >= above;
    box.style.maxHeight = `${Math.max(under ? below : above, 60)}px`;
    const start = term.getClientRects()[0].left;
    box.style.left = `${Math.max(EDGE, Math.min(start, width - box.offsetWidth - EDGE))}px`;
    box.style.top = `${under ? at.bottom + GAP : at.top - GAP - box.offsetHeight}px`;
  };

  const close = () => {
    clearTimeout(timer);
    if (box) box.remove();
    term = box = null;
  };

  const open = (link) => {
    clearTimeout(timer);
    if (link === term) return;
    close();
    const definition = document.getElementById(link.getAttribute("aria-describedby"));
    if (!definition || !definitions.contains(definition)) return;
    term = link;
    box = build(link, definition);
    link.after(box);
    if (box.showPopover) box.showPopover();
    place();
  };

  const later = (work, wait) => {
    clearTimeout(timer);
    timer = setTimeout(work, wait);
  };
  const isInside = (target) => box !== null && target instanceof Node && (box.contains(target) || term.contains(target));
  const isHeld = () => box !== null && (box.matches(":hover") || term.matches(":hover, :focus-visible"));

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === FINGER) return;
    const link = termAt(event.target);
    if (isInside(event.target)) clearTimeout(timer);
    else if (link) later(() => open(link), WAIT);
    else later(() => { if (!isHeld()) close(); }, GRACE);
  });
  document.documentElement.addEventListener("pointerleave", () => later(() => { if (!isHeld()) close(); }, GRACE));

  document.addEventListener("focusin", (event) => {
    const link = termAt(event.target);
    if (link && link.matches(":focus-visible")) open(link);
  });
  document.addEventListener("focusout", (event) => {
    if (isInside(event.target) && !isInside(event.relatedTarget) && !box.matches(":hover")) close();
  });

  // A finger cannot hover: its first tap opens, the second follows. Keys, mice and screen readers follow at once.
  document.addEventListener("pointerdown", (event) => {
    pressed = event.pointerType;
    if (box && !isInside(event.target)) close();
  });
  document.addEventListener("click", (event) => {
    const link = termAt(event.target);
    if (link && pressed === FINGER && link !== term) {
      event.preventDefault();
      open(link);
    }
    pressed = "";
  });

  document.addEventListener("keydown", (event) => {
    pressed = "";
    if (event.key === "Escape") close();
  });
  addEventListener("scroll", (event) => { if (box && event.target !== box) place(); }, { capture: true, passive: true });
  addEventListener("resize", close);
  addEventListener("pagehide", close);
})();
