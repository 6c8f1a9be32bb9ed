// Small help for the keyboard. The guide is readable, and its menu opens, without any of this.
"use strict";
(() => {
  const find = (selector, within = document) => within.querySelector(selector);

  // Material's script asks every alternate address for a sitemap, two wrong requests a page.
  // It looks once, when the document is ready: just then there are none.
  document.addEventListener("DOMContentLoaded", () => {
    const alternates = [...document.querySelectorAll("link[rel=alternate]")];
    for (const link of alternates) link.rel = "";
    setTimeout(() => { for (const link of alternates) link.rel = "alternate"; });
  }, { once: true });

  // An address that names a tab opens it.
  const named = document.getElementById(location.hash.slice(1));
  if (named && named.matches("input[name^=__tabbed_]")) named.checked = true;

  // The language switch keeps the reader's section: ids are the same in every language.
  const section = () => {
    const onScreen = (place) => {
      const box = place.getBoundingClientRect();
      return box.bottom > 0 && box.top < innerHeight;
    };
    const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (asked && onScreen(asked)) return location.hash;
    if (scrollY < 1) return "";
    const headings = [...document.querySelectorAll("article :is(h2, h3, h4, h5, h6)[id]")];
    const last = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    return last ? `#${last.id}` : "";
  };
  for (const link of document.querySelectorAll(".lg-languages a")) {
    for (const moment of ["pointerdown", "focus", "click"]) {
      link.addEventListener(moment, () => { link.hash = section(); });
    }
  }

  // The link of the page, copied; where the browser forbids it, the button stays away.
  const copy = find("[data-lg-copy]");
  if (copy && navigator.clipboard) {
    copy.parentElement.hidden = false;
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(copy.dataset.lgCopy);
      find("[role=status]", copy.parentElement).textContent = copy.dataset.lgCopied;
    });
  }

  // Menu: Escape closes it and gives the focus back; leaving it closes it.
  const menu = find("[data-lg-menu]");
  if (menu) {
    const close = () => { menu.open = false; };
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && menu.open) { close(); find("summary", menu).focus(); }
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
    });
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) close(); });
  }

  // Search: a real button opens it on small screens; Escape leaves the focus where search is.
  const search = find("[data-md-component=search]");
  const opener = find("[data-lg-open=search]");
  if (search) {
    const toggle = find("[data-md-toggle=search]");
    const query = find("[data-md-component=search-query]", search);
    opener.addEventListener("click", () => {
      if (!toggle.checked) toggle.click();
      query.focus();
    });
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      setTimeout(() => { (opener.offsetParent ? opener : search).focus(); });
    });
  }
})();
