// From text to the words an index holds, as hooks/living_guide/search/analyser.py does it.
// Both are held to one table of the tests.
"use strict";
(() => {
  const APOSTROPHES = /[’‘ʼ＇`´′]/g;
  const HYPHENS = /[‐‑⁃−]/g;
  const WITHIN_NUMBERS = /([0-9])[.,:/\u00a0\u202f](?=[0-9])/g;
  const INITIALS = /(^|[^\p{L}\p{N}])((?:\p{L}\.){2,})/gu;
  const DROPPED = /[\u00ad\u200b\u200c\u200d\u2060\ufeff\u0300-\u036f\u0640\u064b-\u065f\u0670]/g;
  const LIGATURES = { œ: "oe", æ: "ae", ß: "ss", ø: "o", đ: "d", ł: "l", ı: "i" };
  const LIGATURE = /[œæßøđłı]/g;
  const CHUNK = /[\p{L}\p{N}\p{Mn}\p{Mc}]+(?:['-][\p{L}\p{N}\p{Mn}\p{Mc}]+)*/gu;
  const LETTERS = /^\p{L}+$/u;
  const SHORT_ENDING = 4;
  const FEWEST_TO_STEM = 3;

  const fold = (text) => text.toLowerCase().replace(APOSTROPHES, "'").replace(HYPHENS, "-")
    .replace(WITHIN_NUMBERS, "$1-").normalize("NFKD").toLowerCase()
    .replace(DROPPED, "").replace(LIGATURE, (sign) => LIGATURES[sign]).normalize("NFC");

  class Analyser {
    // `habits` is what part 1 says of the language; `Stemmer` is Snowball's class, if it has one.
    constructor(habits, Stemmer) {
      this.elisions = new Set(habits.elisions);
      this.possessives = new Set(habits.possessives);
      this.enclitics = new Set(habits.enclitics);
      this.stopWords = new Set(habits.stopWords);
      this.endings = habits.endings;
      this.stemmer = Stemmer ? new Stemmer() : null;
      this.stems = new Map();
      this.wholes = new Map(); // a word as it is written -> as it is compared
    }

    // Every word of a text, in order; of a compound first the whole, then its parts.
    units(text) {
      const folded = fold(text).replace(INITIALS, (_, before, initials) => `${before}${initials.replaceAll(".", "")} `);
      return (folded.match(CHUNK) || []).map((chunk) => this.compound(chunk));
    }

    // One word of a text as it is compared, a compound as one; texts are read again for every query.
    whole(chunk) {
      if (!this.wholes.has(chunk)) this.wholes.set(chunk, this.compound(fold(chunk))[0]);
      return this.wholes.get(chunk);
    }

    words(text) {
      return this.units(text).flat();
    }

    telling(words) {
      return words.filter((word) => !this.stopWords.has(word));
    }

    stem(word) {
      if (!this.stemmer || word.length < FEWEST_TO_STEM || !LETTERS.test(word)) return word;
      let stem = this.stems.get(word);
      if (stem === undefined) this.stems.set(word, stem = this.stemmer.stemWord(this.respelt(word)));
      return stem;
    }

    respelt(word) {
      const found = this.endings.find(([ending]) => word.endsWith(ending)
        && (word.length > ending.length + 1 || ending.length > SHORT_ENDING));
      return found ? word.slice(0, -found[0].length) + found[1] : word;
    }

    compound(chunk) {
      const parts = chunk.split("-").map((part) => this.bare(part));
      while (parts.length > 1 && this.enclitics.has(parts[parts.length - 1])) parts.pop();
      return parts.length > 1 ? [parts.join(""), ...parts] : parts;
    }

    bare(part) {
      const pieces = part.split("'");
      while (pieces.length > 1 && this.elisions.has(pieces[0])) pieces.shift();
      if (pieces.length > 1 && this.possessives.has(pieces[pieces.length - 1])) pieces.pop();
      return pieces.join("");
    }
  }

  Object.assign(window.livingGuideParts ??= {}, { Analyser, fold });
})();
