// What the glossary and the language's thesaurus know of phrases: names of concepts, words to say otherwise, and what
// readers say where the pages say something else.
"use strict";
(() => {
  const parts = window.livingGuideParts ??= {};
  const LONGEST = 8;         // telling words of a phrase that is looked for in a query
  const FEWEST_INITIALS = 3; // LLG, for a name of three telling words

  class Names {
    // Names win over advice. So do right uses, which are longer; one that differs only by words that tell nothing (“under
    // threat”) cannot be told from the word alone. A synonym adds to what a phrase is, and takes nothing from it.
    constructor(first, analyser) {
      this.analyser = analyser;
      this.known = new Map(); // stems of a phrase -> what is known of it
      this.said = new Map();  // words of a phrase of the thesaurus -> what the pages say
      const { concepts } = first;
      for (const [document, own] of concepts)
        for (const phrase of own) this.put(phrase, { kind: "name", document, terms: own.slice(0, 1) });
      for (const [document, own, , avoid] of concepts)
        for (const [forms, use, reason] of avoid)
          for (const form of forms) this.put(form, { kind: "avoid", document, terms: own.slice(0, 1), form, use, reason });
      for (const [document, , , , right] of concepts)
        for (const phrase of right) this.put(phrase, { kind: "right", document, terms: [] });
      for (const [document, own, foreign] of concepts)
        for (const phrase of foreign) this.put(phrase, { kind: "foreign", document, terms: own.slice(0, 1) });
      for (const [document, own] of concepts)
        for (const phrase of own) {
          const initials = this.telling(phrase).map(([letter]) => letter);
          if (initials.length >= FEWEST_INITIALS) this.put(initials.join(""), { kind: "name", document, terms: own.slice(0, 1) });
        }
    }

    // The telling words of a phrase, all of them where none tells anything.
    telling(text) {
      const words = this.analyser.units(text).map(([whole]) => whole);
      const telling = this.analyser.telling(words);
      return telling.length ? telling : words;
    }

    stems(text) {
      return this.telling(text).map((word) => this.analyser.stem(word));
    }

    put(phrase, entry) {
      const key = this.stems(phrase).join(" ");
      if (key && !this.known.has(key)) this.known.set(key, entry);
    }

    // The thesaurus. What is said of the very word wins over what is said of all that share its stem: « fiche », « ficher ».
    learn(synonyms) {
      for (const [phrases, terms] of synonyms)
        for (const phrase of phrases) {
          const words = this.telling(phrase), key = words.map((word) => this.analyser.stem(word)).join(" ");
          if (!this.known.has(key)) this.known.set(key, { kind: "synonym", document: null, terms: [] });
          const known = this.known.get(key);
          known.said = [...known.said || [], ...terms];
          this.said.set(words.join(" "), [...this.said.get(words.join(" ")) || [], ...terms]);
        }
    }

    has(stem) {
      return this.known.has(stem);
    }

    // Where known phrases stand in a query: longest first, none within another.
    within(words) {
      const stems = words.map(({ stem }) => stem), found = [];
      for (let at = 0; at < stems.length;) {
        let length = Math.min(LONGEST, stems.length - at);
        while (length > 0 && !this.known.has(stems.slice(at, at + length).join(" "))) length -= 1;
        if (length > 0) {
          const { said = [], terms, ...known } = this.known.get(stems.slice(at, at + length).join(" "));
          const own = this.said.get(words.slice(at, at + length).map(({ word }) => word).join(" ")) || said;
          found.push({ at, length, ...known, terms: [...terms, ...own] });
        }
        at += length || 1;
      }
      return found;
    }
  }

  parts.Names = Names;
})();
