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

  // A file that waits in a template. Scripts run one after the other, in the order in which they are asked for.
  const files = find("template[data-lg-files]")?.content;
  const fetchFile = (file) => {
    const made = document.createElement(file.localName);
    const name = file.localName === "link" ? "href" : "src";
    if (name === "href") made.rel = "stylesheet";
    else made.async = false;
    made[name] = new URL(file.getAttribute(name), location.href).href;
    document.head.append(made);
  };

  // Search: nothing of it is fetched before a reader asks for it. Without a script the button leads to its page.
  const finder = find("[data-lg-find]");
  const search = find("[data-lg-search]");
  if (finder && search) {
    const field = find("input[name=q]", search);
    const isDialog = search.localName === "dialog";
    let isAsked = false;
    const load = () => {
      if (isAsked) return;
      isAsked = true;
      for (const file of files.querySelectorAll("link, script:not([data-lg-marks])")) fetchFile(file);
    };
    const open = () => {
      if (isDialog && !search.open) search.showModal();
      field.focus();
      load();
    };
    finder.addEventListener("submit", (event) => { event.preventDefault(); open(); });
    finder.addEventListener("lg-load", () => { isAsked = false; load(); });
    document.addEventListener("keydown", (event) => {
      const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
      if (isDialog && key === "Escape" && search.open) {
        event.preventDefault(); // at once, even where the field would rather be emptied first
        search.close();
        return;
      }
      const isWriting = target.isContentEditable || target.matches("input, textarea, select");
      const isSlash = key === "/" && !isWriting && !ctrlKey && !metaKey && !altKey;
      const isCommand = key.toLowerCase() === "k" && (ctrlKey || metaKey) && !altKey;
      if (isComposing || !(isSlash || isCommand)) return;
      event.preventDefault();
      open();
    });
    if (isDialog) {
      find("[data-lg-close]", search).addEventListener("click", () => { search.close(); });
      search.addEventListener("click", (event) => { if (event.target === search) search.close(); }); // beside it
    } else {
      load();
    }
  }

  // Found by searching: the words that led here, marked.
  if (files && new URLSearchParams(location.search).has("h")) fetchFile(find("[data-lg-marks]", files));
})();
