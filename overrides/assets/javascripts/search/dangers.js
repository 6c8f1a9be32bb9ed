// Whether somebody who asks this may be in danger, from others or from themselves: by their words, and by the numbers that
// people type who would call for help. “17” is one of those; “article 17” is none.
"use strict";
(() => {
  const parts = window.livingGuideParts ??= {};
  // Numbers with what joins their digits, words, and signs that make a number an amount.
  const TOKEN = /\d+(?:[-.,:/]\d+)*(?![\p{L}\p{N}])|[\p{L}\p{N}]+|[\p{Sc}%+=]/gu;
  const EASTERN = /[٠-٩۰-۹]/g;
  const BY_DIGIT = /^\d(?:[ -]\d){2,}$/;
  const DIGIT = /^\d$/;
  const SHORT = 4; // digits of a number and numbers of a row: “15-17” is a stretch of time

  const plain = (text) => parts.fold(text).replace(EASTERN, (digit) => digit.charCodeAt(0) & 15);
  const tokens = (text) => plain(text).match(TOKEN) || [];
  // Words side by side, between spaces: one line is within another only with whole words.
  const line = (words) => ` ${words.join(" ")} `;

  class Dangers {
    // A phrase is known by its stems, in any order; one in quotation marks by its words, side by side; one behind “=” is
    // all of the query.
    constructor(first, analyser) {
      this.analyser = analyser;
      this.phrases = Object.fromEntries(["danger", "distress"].map((kind) => [kind, first[kind].map((phrase) => this.phrase(phrase))]));
      this.feared = new Set(Object.values(this.phrases).flat().flatMap(({ stems, side }) => (side ? [] : stems)));
      this.harmless = first.harmless.map((phrase) => line(this.stems(phrase)));
      this.kinds = new Map(first.numbers.map(([number, kind]) => [number, kind]));
      this.written = first.numbers.flatMap(([number, , written]) => written.map((way) => [line(tokens(way)), line([number])]));
      [this.alone, this.calling, this.beside] = [first.alone, first.calling, first.beside]
        .map((words) => new Set(words.flatMap((word) => tokens(word))));
    }

    phrase(written) {
      const words = written.replace(/^[="]|"$/g, ""), stems = this.stems(words);
      const side = /^[="]/.test(written) && line(tokens(words));
      return { stems, side, isAll: written.startsWith("=") };
    }

    // The stems of all words: “a threat against me” is told from “a threat” by a word that tells nothing else.
    stems(text) {
      return this.analyser.words(text).map((word) => this.analyser.stem(word));
    }

    // {danger, distress}: whether somebody may be in it; isWord: a writer may ask for the very word as well. What is said of
    // the second tells nothing of the first.
    of(text) {
      const said = line(tokens(text));
      const left = this.harmless.reduce((rest, phrase) => rest.replaceAll(phrase, " "), line(this.stems(text)));
      const asked = new Set(left.split(" "));
      const isIn = ({ stems, side, isAll }) => (isAll ? said === side
        : (!side || said.includes(side)) && stems.every((stem) => asked.has(stem)));
      const found = this.phrases.distress.filter(isIn);
      for (const { stems } of found) for (const stem of stems) asked.delete(stem);
      const feared = found.some(({ isAll }) => isAll) ? [] : this.phrases.danger.filter(isIn), called = this.called(said);
      return {
        danger: called.has("danger") || feared.length > 0,
        distress: called.has("distress") || found.length > 0,
        isWord: [...found, ...feared].every(({ isAll }) => isAll),
      };
    }

    // The kinds of the numbers that a query would call.
    called(said) {
      const known = this.written.reduce((rest, [way, number]) => rest.replaceAll(way, number), this.spelt(said)).trim().split(" ");
      const at = [...known.keys()].filter((number) => this.kinds.has(known[number]));
      const others = known.filter((word) => !this.kinds.has(word));
      const isSmall = (word) => this.alone.has(word) || this.beside.has(word);
      const isAlone = others.every((word) => this.alone.has(word) || this.calling.has(word))
        || (others.some((word) => this.calling.has(word)) && others.every((word) => isSmall(word) || this.calling.has(word)));
      return new Set(at.filter((number) => isAlone || this.isCalled(known, number, isSmall)).map((number) => this.kinds.get(known[number])));
    }

    // Whether a number in a longer query stands behind a word of calling, and before nothing that it could count.
    isCalled(known, at, isSmall) {
      let before = at - 1;
      while (this.alone.has(known[before])) before -= 1;
      return this.calling.has(known[before]) && (at + 1 === known.length || isSmall(known[at + 1]));
    }

    // “9 1 1” and “9-1-1” are one number, “112/911” and “15-17-18” several; “15-17” is neither.
    spelt(said) {
      const found = [];
      let digits = [];
      for (const word of [...said.trim().split(" "), ""]) {
        if (DIGIT.test(word)) digits.push(word);
        else {
          const pieces = word.split("-"), isList = pieces.every((piece) => this.kinds.has(piece) && piece.length + pieces.length > SHORT);
          found.push(...(BY_DIGIT.test(digits.join(" ")) ? [digits.join("")] : digits));
          found.push(...(BY_DIGIT.test(word) ? [pieces.join("")] : isList ? pieces : [word]));
          digits = [];
        }
      }
      return line(found.filter((word) => word !== ""));
    }
  }

  parts.Dangers = Dangers;
})();
