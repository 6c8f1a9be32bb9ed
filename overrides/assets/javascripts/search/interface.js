// The search as readers meet it: a field with a list below (the combobox pattern), in a dialog or on its own page.
"use strict";
(() => {
  const parts = window.livingGuideParts ??= {};
  const finder = document.querySelector("[data-lg-find]");
  const place = document.querySelector("[data-lg-search]");
  if (!finder || !place) return;

  const FACETS = ["types", "roles", "places"];
  const PARAMETERS = { types: "type", roles: "role", places: "place" };
  const TOP = 8;         // pages whose text is fetched, and that a dialog shows
  const STEP = 20;       // pages that the page of search shows at a time
  const SECTIONS = 2;    // sections shown of a page
  const PAUSE = 200;     // milliseconds without a key before texts are fetched
  const QUIET = 600;     // before the number of pages is said
  const KEPT = 8;        // searches remembered, if the reader asks for it
  const MEMORY = "livingGuide.searches";
  const NUMBER = /\d(?:[ .\u00a0\u202f-]?\d)+/g; // as a telephone number is written

  const language = finder.dataset.lgLanguage;
  const root = new URL(finder.dataset.lgRoot, location.href);
  const field = place.querySelector("input[name=q]");
  const form = field.form;
  const box = place.querySelector("[data-lg-box]");
  const browse = document.querySelector("[data-lg-browse]");
  const isPage = place.localName !== "dialog";

  const make = (name, properties = {}, ...children) => {
    const { data, aria, ...rest } = properties;
    const element = Object.assign(document.createElement(name), rest);
    for (const key in aria) element.setAttribute(key === "role" ? key : `aria-${key}`, aria[key]);
    Object.assign(element.dataset, data);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  };
  const fetched = new Map();
  // A part of the index, from a script: works from a disk and under a strict policy.
  const fetchPart = (name, path) => {
    if (!fetched.has(name))
      fetched.set(name, new Promise((resolve, reject) => {
        if (parts[name] !== undefined) return resolve(parts[name]);
        const script = make("script", { src: parts.ownScript(new URL(`search/${language}/${path}`, root).href) });
        script.onload = () => { script.remove(); resolve(parts[name]); };
        script.onerror = () => { script.remove(); fetched.delete(name); reject(new Error(path)); };
        document.head.append(script);
      }));
    return fetched.get(name);
  };

  const status = box.querySelector("[role=status]");
  const first = parts[`${language}/first`];
  if (!first || !window.MiniSearch || !parts.Ranking) {
    // The names of what could not be fetched are in nobody's language: say it in the page's own.
    status.textContent = finder.dataset.lgFailed;
    const again = make("button", { type: "button", className: "lg-search__again", textContent: finder.dataset.lgAgain });
    again.addEventListener("click", () => { again.remove(); finder.dispatchEvent(new Event("lg-load")); });
    status.after(again);
    return;
  }

  const say = (name, value = "") => first.words[name].replace("#", value);
  const stemmer = first.habits.stemmer;
  const Stemmer = stemmer ? parts[`${stemmer[0].toUpperCase()}${stemmer.slice(1)}Stemmer`] : null;
  const analyser = new parts.Analyser(first.habits, Stemmer);
  const index = new parts.Index(first, analyser);
  const chosen = Object.fromEntries(FACETS.map((facet) => [facet, ""]));
  let ranking = null;
  let active = null;    // the option that the arrows have reached
  let shown = TOP;
  let result = null;    // of the last search
  let turn = 0;         // so that what comes late for an earlier query is left alone
  let pause = 0;
  let quiet = 0;

  // What stands in the box, from top to bottom; most of it is empty most of the time.
  const emergency = make("section", { className: "lg-search__emergency", hidden: true, aria: { labelledby: "lg-emergency" } });
  const distress = make("section", { className: "lg-search__distress", hidden: true, aria: { labelledby: "lg-distress" } });
  const advice = make("div", { className: "lg-search__advice", hidden: true });
  const filters = make("fieldset", { className: "lg-search__filters", hidden: true },
    make("legend", { className: "lg-hidden", textContent: say("filters") }));
  const list = make("div", { className: "lg-search__list", id: "lg-results", hidden: true,
    aria: { role: "listbox", label: say("results") } });
  const more = make("p", { className: "lg-search__more", hidden: true });
  const nothing = make("div", { className: "lg-search__nothing", hidden: true });
  const memory = make("div", { className: "lg-search__memory" });
  const count = make("p", { className: "lg-search__count", aria: { hidden: "true" } });
  status.className = "lg-hidden";
  box.replaceChildren(status, emergency, distress, count, advice, filters, list, more, nothing, memory);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" }))
    field.setAttribute(name, value);

  const selects = Object.fromEntries(FACETS.map((facet) => {
    const select = make("select", { id: `lg-filter-${facet}` });
    select.addEventListener("change", () => { chosen[facet] = select.value; refresh(); });
    filters.append(make("label", { className: "lg-search__filter", htmlFor: select.id }, make("span", {}, say(facet)), select));
    return [facet, select];
  }));

  const page = (number) => {
    const [url, title, kind, roles, places, description, headings] = first.documents[number];
    return { url, title, description, headings, types: [kind], roles, places };
  };
  const address = (path, query = "", anchor = "") => {
    const url = new URL(first.prefix + path + (location.protocol === "file:" ? "index.html" : ""), root);
    url.search = query;
    url.hash = anchor;
    return url.href;
  };
  const asked = () => {
    const found = new URLSearchParams();
    if (field.value.trim()) found.set("q", field.value.trim());
    for (const facet of FACETS) if (chosen[facet]) found.set(PARAMETERS[facet], chosen[facet]);
    return found;
  };
  const label = (facet, identifier) => first.labels[facet][identifier] ?? identifier;
  const fits = (number, facets) => facets.every((facet) => !chosen[facet] || page(number)[facet].includes(chosen[facet]));

  // Filters combine; each says how many pages every choice of it would leave.
  const drawFilters = (hits) => {
    for (const facet of FACETS) {
      const others = FACETS.filter((other) => other !== facet);
      const counts = new Map();
      let all = 0;
      for (const { document: number } of hits) {
        if (!fits(number, others)) continue;
        all += 1;
        for (const identifier of page(number)[facet]) counts.set(identifier, (counts.get(identifier) || 0) + 1);
      }
      if (chosen[facet] && !counts.has(chosen[facet])) counts.set(chosen[facet], 0);
      const choices = [...counts].sort(([one], [other]) => label(facet, one).localeCompare(label(facet, other), language));
      selects[facet].replaceChildren(
        make("option", { value: "", textContent: `${say("every")} (${all})` }),
        ...choices.map(([value, count]) => make("option", { value, textContent: `${label(facet, value)} (${count})` })));
      selects[facet].value = chosen[facet];
      selects[facet].parentElement.hidden = choices.length === 0;
    }
    filters.hidden = hits.length === 0 && !FACETS.some((facet) => chosen[facet]);
  };

  const option = (number, marks, { anchor = "", kind }, ...children) => {
    const query = new URLSearchParams(marks.length ? { h: marks.join(" ") } : {});
    const made = make("a", { className: `lg-hit lg-hit--${kind}`, id: `lg-hit-${number}-${kind}-${anchor}`, tabIndex: -1,
      href: address(page(number).url, query, anchor), aria: { role: "option", selected: "false" } }, ...children);
    made.addEventListener("click", remember);
    return made;
  };

  // A page, and its sections that say most of the query. Their text comes later than their headings.
  const drawGroup = ({ document: number }, excerpts) => {
    const { title, description, headings, types, roles } = page(number);
    const text = parts[`${language}/${number}`];
    const best = excerpts.best(text || headings.map(([anchor, heading]) => [anchor, heading, ""]));
    const opening = best.find(({ anchor }) => anchor === "");
    const leading = opening && excerpts.best([["", "", description]]).length === 0 ? opening.text : description;
    const sections = best.filter(({ anchor, heading }) => anchor && heading).slice(0, SECTIONS);
    const marks = excerpts.written([title, description, ...(text || headings).flat()]).slice(0, 12);
    const facts = [label("types", types[0]), ...roles.map((role) => label("roles", role))].join(" · ");
    const nameId = `lg-name-${number}`;
    return make("div", { className: "lg-group", aria: { role: "group", labelledby: nameId } },
      option(number, marks, { kind: "page" },
        make("span", { className: "lg-hit__title", id: nameId }, excerpts.marked(title)),
        make("span", { className: "lg-hit__facts" }, facts),
        make("span", { className: "lg-hit__text" }, excerpts.marked(excerpts.around(leading)))),
      ...sections.map(({ anchor, heading, text: said }) => option(number, marks, { anchor, kind: "section" },
        make("span", { className: "lg-hit__heading" }, excerpts.marked(heading)),
        said ? make("span", { className: "lg-hit__text" }, excerpts.marked(excerpts.around(said.replaceAll("\n", " ")))) : null)));
  };

  const visible = () => result.hits.filter(({ document: number }) => fits(number, FACETS));

  const drawList = () => {
    const hits = visible();
    const before = active && active.id;
    list.replaceChildren(...hits.slice(0, shown).map((hit) => drawGroup(hit, result.excerpts)));
    list.hidden = hits.length === 0;
    field.setAttribute("aria-expanded", String(hits.length > 0));
    select(before ? document.getElementById(before) : null);
    more.hidden = hits.length <= shown;
    if (!more.hidden) more.replaceChildren(isPage
      ? make("button", { type: "button", textContent: say("more"), onclick: () => { shown += STEP; drawList(); fetchTexts(); } })
      : make("a", { textContent: `${say("all")} (${hits.length})`, href: address("search/", asked()), onclick: remember }));
    return hits;
  };

  const drawAdvice = (found) => {
    advice.hidden = !found;
    if (!found) return;
    advice.replaceChildren(
      make("strong", {}, `${say("say")} `), `${found.use.join(", ") || found.terms[0]}. `, found.reason);
  };

  // A line of the city's file; the numbers in it that we know are called with a touch.
  const callable = (words) => {
    const made = document.createDocumentFragment();
    let at = 0;
    for (const { 0: written, index: start } of words.matchAll(NUMBER)) {
      const digits = written.replace(/\D/g, "");
      if (!ranking.dangers.kinds.has(digits)) continue;
      made.append(words.slice(at, start), make("a", { href: `tel:${digits}`, textContent: written }));
      at = start + written.length;
    }
    made.append(words.slice(at));
    return made;
  };
  const lines = ([most, ...others]) => make("ul", {},
    make("li", {}, make("strong", {}, callable(most))), ...others.map((words) => make("li", {}, callable(words))));

  const drawEmergency = (isDanger) => {
    emergency.hidden = !isDanger || first.emergency.length === 0;
    if (emergency.hidden) return;
    emergency.replaceChildren(
      make("h2", { className: "lg-search__alarm", id: "lg-emergency", textContent: say("emergency") }), lines(first.emergency));
  };

  // Whoever may be a danger to themselves is told so without alarm.
  const drawDistress = (isDistress) => {
    distress.hidden = !isDistress;
    if (distress.hidden) return;
    distress.replaceChildren(
      make("h2", { className: "lg-search__talk", id: "lg-distress", textContent: say("distress") }),
      make("p", {}, say("alone")), first.help.length ? lines(first.help) : "");
  };

  // Nothing found, or nothing asked: what else to do.
  const drawNothing = (query, hits) => {
    nothing.hidden = hits.length > 0;
    if (nothing.hidden) return;
    const children = [];
    if (query) {
      const near = ranking ? ranking.nearest(query) : [];
      if (near.length) children.push(make("p", {}, say("nearest")), make("ul", {}, ...near.map((number) =>
        make("li", {}, make("a", { href: address(page(number).url) }, page(number).title)))));
      if (FACETS.some((facet) => chosen[facet])) children.push(make("button", { type: "button", textContent: say("clear"),
        onclick: () => { for (const facet of FACETS) chosen[facet] = ""; refresh(); field.focus(); } }));
    }
    const roles = Object.entries(first.labels.roles).filter(([role]) => first.documents.some(([, , , known]) => known.includes(role)));
    if (roles.length) children.push(make("p", {}, say("roleChoice")), make("ul", { className: "lg-search__roles" },
      ...roles.map(([role, name]) => make("li", {}, make("button", { type: "button", textContent: name,
        onclick: () => { field.value = ""; chosen.roles = role; refresh(); selects.roles.focus(); } })))));
    if (query && first.contact) children.push(make("p", {}, make("a", { textContent: say("ask"),
      href: `mailto:${first.contact}?subject=${encodeURIComponent(query)}` })));
    nothing.replaceChildren(...children);
  };

  // Recent searches stay on the device, and only where the reader asked for it.
  const remembered = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(MEMORY));
      return Array.isArray(kept) ? kept.filter((item) => typeof item === "string") : null;
    } catch {
      return null; // storage may be switched off, or hold what we did not write
    }
  };
  const keep = (searches) => {
    try {
      if (searches) localStorage.setItem(MEMORY, JSON.stringify(searches.slice(0, KEPT)));
      else localStorage.removeItem(MEMORY);
    } catch { /* nowhere to keep it: nothing is remembered */ }
  };
  function remember() {
    const kept = remembered(), query = field.value.trim();
    if (kept && query) keep([query, ...kept.filter((item) => item !== query)]);
  }
  const drawMemory = (query) => {
    const kept = remembered();
    const tick = make("input", { type: "checkbox", checked: kept !== null });
    tick.addEventListener("change", () => { keep(tick.checked ? [] : null); drawMemory(query); memory.querySelector("input").focus(); });
    const recent = !query && kept && kept.length ? [make("p", {}, say("recent")), make("ul", { className: "lg-search__recent" },
      ...kept.map((item) => make("li", {}, make("button", { type: "button", textContent: item,
        onclick: () => { field.value = item; refresh(); field.focus(); } }))))] : [];
    memory.replaceChildren(...recent, make("label", {}, tick, ` ${say("remember")}`));
  };

  // Seen at once, said aloud once the reader pauses.
  const tell = (words) => {
    count.textContent = words;
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      status.textContent = [emergency, distress].filter(({ hidden }) => !hidden).map(({ innerText }) => `${innerText} `).join("") + words;
    }, QUIET);
  };

  const everything = () => first.documents.map((_, document) => ({ document })).filter(({ document: number }) => first.documents[number][7] === 0);

  const search = (query) => {
    if (!query && !FACETS.some((facet) => chosen[facet])) return { words: [], hits: [], advice: null, isDanger: false, isDistress: false };
    return query ? ranking.find(query) : { words: [], hits: everything(), advice: null, isDanger: false, isDistress: false };
  };

  const refresh = () => {
    const query = field.value.trim();
    turn += 1;
    shown = isPage ? Math.max(shown, STEP) : TOP;
    active = null;
    if (browse) browse.hidden = Boolean(query);
    if (isPage) keepAddress("replaceState");
    if (!ranking) return;
    result = search(query);
    result.excerpts = new parts.Excerpts(analyser, [...result.words, ...(result.meant || [])], result.words[result.words.length - 1]);
    drawEmergency(result.isDanger);
    drawDistress(result.isDistress);
    drawAdvice(result.advice);
    drawFilters(result.hits);
    const hits = drawList();
    const isWaiting = hits.length === 0 && !index.isWhole;
    drawNothing(query, isWaiting && query ? [0] : hits);
    drawMemory(query);
    if (!query && hits.length === 0) tell(say("hint"));
    else tell(hits.length ? say("found", hits.length) : isWaiting ? say("searching") : say("none", query));
    box.dataset.lgState = query ? (index.isWhole ? "whole" : "part") : "idle";
    clearTimeout(pause);
    pause = setTimeout(fetchTexts, PAUSE);
  };

  // The text of what is shown, then, if the arrows have not begun, phrases before scattered words.
  async function fetchTexts() {
    const now = turn;
    if (!result || !field.value.trim()) return;
    if (!index.isWhole) await whole();
    if (now !== turn) return;
    const wanted = visible().slice(0, shown).map(({ document: number }) => number);
    await Promise.allSettled(wanted.map((number) => fetchPart(`${language}/${number}`, `${first.later}/${number}.js`)));
    if (now !== turn) return;
    if (!active) ranking.reorder(result, (number) => parts[`${language}/${number}`], shown);
    drawList();
    box.dataset.lgState = "settled";
  }

  let body = null;
  const whole = () => body ??= (async () => {
    try {
      await index.addBody(await fetchPart(`${language}/body`, `${first.later}/body.js`));
      ranking?.grown();
      refresh();
    } catch {
      body = null; // part 1 still answers; the next key tries again
    }
  })();

  // Arrows move through the options while the focus stays in the field.
  const options = () => [...list.querySelectorAll("[role=option]")];
  function select(found) {
    if (active) active.setAttribute("aria-selected", "false");
    active = found;
    if (!active) return field.removeAttribute("aria-activedescendant");
    active.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const found = options();
      if (found.length === 0) return;
      const at = found.indexOf(active) + step;
      select(at === -1 || at === found.length ? null : found[at < -1 ? found.length - 1 : at]);
      event.preventDefault();
    } else if (event.key === "Enter" && active) {
      active.click();
      event.preventDefault();
    }
  });
  field.addEventListener("input", () => { refresh(); whole(); });

  form.addEventListener("submit", (event) => {
    remember();
    event.preventDefault();
    if (isPage) keepAddress("pushState");
    else if (field.value.trim()) location.assign(address("search/", asked()));
  });

  // On its own page: the address says what is asked, in every language.
  function keepAddress(how) {
    const query = asked().toString();
    if (query !== location.search.slice(1)) {
      try {
        history[how](null, "", query ? `?${query}` : location.pathname);
      } catch { /* from a disk the address stays as it is */ }
    }
    for (const link of document.querySelectorAll(".lg-languages a")) link.search = query;
  }
  const readAddress = () => {
    const query = new URLSearchParams(location.search);
    field.value = query.get("q") ?? "";
    for (const facet of FACETS) chosen[facet] = query.get(PARAMETERS[facet]) ?? "";
  };
  if (isPage) {
    if (location.search) readAddress();
    addEventListener("popstate", () => { readAddress(); refresh(); });
  }

  status.textContent = "";
  (async () => {
    await index.addFirst();
    ranking = new parts.Ranking(index);
    parts.search = { field, find: (query) => ranking.find(query), whole, index, ranking };
    refresh();
    if (field.value.trim()) await whole();
  })();
})();
