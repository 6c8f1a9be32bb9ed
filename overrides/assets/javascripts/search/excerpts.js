// What a page says of a query: its best sections, a few words around the matches, the matches marked.
"use strict";
(() => {
  const parts = window.livingGuideParts ??= {};
  const CHUNK = /[\p{L}\p{N}\p{Mn}\p{Mc}]+(?:['’‘ʼ＇`´′‐‑⁃−-][\p{L}\p{N}\p{Mn}\p{Mc}]+)*/gu;
  const PIECE = /[\p{L}\p{N}\p{Mn}\p{Mc}]+/gu;
  const COMPOUND = /['’‘ʼ＇`´′‐‑⁃−-]/;
  const LENGTH = 170;  // characters of an excerpt
  const BEFORE = 50;   // of them before the first match
  const HEADING = 4;   // what a word in a heading is worth, next to one in the text

  class Excerpts {
    // `words` are those of the query and what the glossary calls them; the last may still be typed.
    constructor(analyser, words, last) {
      this.analyser = analyser;
      this.last = last && last.length > 2 ? last : null;
      this.wanted = new Map(); // word or stem -> the word of the query it stands for
      for (const word of words) {
        this.wanted.set(word, word);
        this.wanted.set(analyser.stem(word), word);
      }
    }

    // The word of the query that a word of a text stands for, if any.
    meant(word) {
      return this.wanted.get(word) ?? this.wanted.get(this.analyser.stem(word))
        ?? (this.last && word.startsWith(this.last) ? this.last : undefined);
    }

    // Start, end and meaning of each match in a text.
    *matches(text) {
      for (const chunk of text.matchAll(CHUNK)) {
        const meaning = this.meant(this.analyser.whole(chunk[0]));
        if (meaning === undefined && !COMPOUND.test(chunk[0])) continue;
        const pieces = [...chunk[0].matchAll(PIECE)];
        if (meaning !== undefined) {
          const elided = pieces.findIndex((piece) => !this.analyser.elisions.has(parts.fold(piece[0])));
          const from = pieces[elided < 0 ? 0 : elided].index;
          yield [chunk.index + from, chunk.index + chunk[0].length, meaning];
        } else {
          for (const piece of pieces) {
            const meaning = this.meant(parts.fold(piece[0]));
            if (meaning !== undefined)
              yield [chunk.index + piece.index, chunk.index + piece.index + piece[0].length, meaning];
          }
        }
      }
    }

    // A text with its matches marked, as nodes: what pages say is never read as HTML.
    marked(text) {
      const made = document.createDocumentFragment();
      let at = 0;
      for (const [start, end] of this.matches(text)) {
        const mark = document.createElement("mark");
        mark.textContent = text.slice(start, end);
        made.append(text.slice(at, start), mark);
        at = end;
      }
      made.append(text.slice(at));
      return made;
    }

    // The stretch of a text in which most words of the query stand.
    around(text) {
      const found = [...this.matches(text)];
      if (text.length <= LENGTH) return text;
      let best = 0, most = 0;
      for (const [start] of found) {
        const near = found.filter(([other]) => other >= start && other < start + LENGTH - BEFORE);
        const kinds = new Set(near.map(([, , meaning]) => meaning)).size;
        if (kinds > most) [best, most] = [start, kinds];
      }
      let from = Math.max(0, best - BEFORE);
      if (from > 0) from = text.indexOf(" ", from) + 1;
      let to = Math.min(text.length, from + LENGTH);
      if (to < text.length) to = text.lastIndexOf(" ", to);
      return `${from > 0 ? "… " : ""}${text.slice(from, to)}${to < text.length ? " …" : ""}`;
    }

    // Sections by what they say of the query, the best first: {anchor, heading, text, kinds}.
    best(sections) {
      return sections.map(([anchor, heading, text]) => {
        const [inHeading, inText] = [heading, text].map((said) =>
          new Set([...this.matches(said)].map(([, , meaning]) => meaning)));
        const kinds = new Set([...inHeading, ...inText]).size;
        return { anchor, heading, text, kinds, worth: kinds * HEADING + inHeading.size * HEADING + inText.size };
      }).filter(({ kinds }) => kinds > 0).sort((one, other) => other.worth - one.worth);
    }

    // The words of a text that match, as they are written there: what the page it leads to marks.
    written(texts) {
      const found = new Set();
      for (const text of texts)
        for (const [start, end] of this.matches(text)) found.add(text.slice(start, end).toLowerCase());
      return [...found];
    }

    // Whether the words of the query stand side by side in a text.
    isPhrase(text, words) {
      const meanings = this.analyser.telling(this.analyser.units(text).map(([whole]) => whole)).map((word) => this.meant(word));
      return meanings.some((_, at) => words.every((word, offset) => meanings[at + offset] === word));
    }
  }

  parts.Excerpts = Excerpts;
})();
