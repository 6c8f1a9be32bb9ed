// Small help for the keyboard. The guide is readable, and its menu opens, without any of this.
"use strict";
(() => {
  const find = (selector, within = document) => within.querySelector(selector);

  // What an address names is shown: a tab, or what lies in a fold. On paper every fold is open.
  const reveal = () => {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (named && named.matches("input[name^=__tabbed_]")) named.checked = true;
    const fold = named?.closest("article details:not([open])");
    if (fold) { fold.open = true; named.scrollIntoView(); }
  };
  reveal();
  addEventListener("hashchange", reveal);
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("article details:not([open])")];
    for (const fold of unfolded) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of unfolded) fold.open = false; });

  // The list beside the text marks the section that is read.
  const list = find("[data-lg-follow]");
  if (list) {
    const links = [...list.querySelectorAll("a")];
    const places = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
    let isWaiting = false;
    const mark = () => {
      isWaiting = false;
      const last = places.findLastIndex((place) => place && place.getBoundingClientRect().top < innerHeight / 3);
      links.forEach((link, place) => {
        if (place === last) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
      const frame = list.parentElement;
      if (last >= 0 && frame.scrollHeight > frame.clientHeight) {
        frame.scrollTop = links[last].offsetTop - frame.clientHeight / 2;
      }
    };
    const wait = () => {
      if (isWaiting || list.offsetParent === null) return; // not shown on small screens
      isWaiting = true;
      requestAnimationFrame(mark);
    };
    addEventListener("scroll", wait, { passive: true });
    addEventListener("resize", wait, { passive: true });
    wait();
  }

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

  // A letter about the page, or a form, names the section that was last read: not the end, where its link stands.
  const letters = [...document.querySelectorAll("[data-lg-section]")];
  if (letters.length) {
    const headings = [...document.querySelectorAll("article :is(h2, h3)[id]:not([id^=lg-])")];
    let read = headings.find((heading) => `#${heading.id}` === decodeURIComponent(location.hash));
    let timer;
    addEventListener("scroll", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (letters[0].getBoundingClientRect().top < innerHeight) return;
        read = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
      }, 800);
    }, { passive: true });
    for (const letter of letters) {
      const begun = letter.getAttribute("href");
      for (const moment of ["pointerdown", "focus", "click"]) {
        letter.addEventListener(moment, () => {
          const named = read ? encodeURIComponent(read.firstChild.textContent.trim()) : "";
          const before = letter.dataset.lgSection;
          letter.href = before ? begun.replace(before, before + named) : begun + named;
        });
      }
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

  // The one gate through which an address becomes a script's: only files of this site. Browsers that know such gates
  // let nothing pass beside it (the policy says so); in the others, what bears the name may be any element of a page.
  const root = new URL("../../", find("script[src*='/javascripts/guide.']").src).href;
  const gate = {
    createScriptURL(address) {
      if (!address.startsWith(root)) throw new TypeError(address);
      return address;
    },
  };
  const trusted = window.trustedTypes?.createPolicy?.("living-guide", gate) ?? gate;
  (window.livingGuideParts ??= {}).ownScript = (address) => trusted.createScriptURL(address);

  // A file that waits in a template. Scripts run one after the other, in the order in which they are asked for.
  const files = find("template[data-lg-files]")?.content;
  const fetchFile = (file) => {
    const made = document.createElement(file.localName);
    const address = (name) => new URL(file.getAttribute(name), location.href).href;
    if (file.localName === "link") {
      made.rel = "stylesheet";
      made.href = address("href");
    } else {
      made.async = false;
      made.src = trusted.createScriptURL(address("src"));
    }
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
      const isWriting = target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
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
