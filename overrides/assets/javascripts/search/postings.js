// The index: made from its parts in MiniSearch's own form, in slices, so that typing never stutters. Beside it, the
// lines that say what a page is about (title, names, headings, questions it answers), each with its stems.
"use strict";
(() => {
  const parts = window.livingGuideParts ??= {};
  const VERSION = 2;  // of MiniSearch's serialised form
  const SLICE = 8;    // milliseconds of work before the page may breathe
  const RADIX = 36;
  const END = /[\n,;:?!…–]|\. /; // of a line: what stands behind it is another thought

  const TYPED = new Set(["title", "terms", "foreign", "questions"]); // fields whose lines people type word for word

  const ASKED = new Set(["questions", "abroad"]); // fields in whose lines words that people use of anything find nothing alone

  const breath = () => new Promise((resolve) => { setTimeout(resolve); });

  // Word by word, as hooks/living_guide/search/parts.py packs them: [word, {document: times}].
  function* unpacked(packed) {
    for (const line of packed ? packed.split("\n") : []) {
      const [word, ...told] = line.split(" ");
      const places = {};
      let at = -1;
      for (const item of told) {
        const [step, times] = item.split(":");
        at += parseInt(step, RADIX);
        places[at] = times === undefined ? 1 : parseInt(times, RADIX);
      }
      yield [word, places];
    }
  }

  class Index {
    constructor(first, analyser) {
      if (first.version !== VERSION) throw new Error(`index of version ${first.version}, not ${VERSION}`);
      this.first = first;
      this.analyser = analyser;
      this.terms = new Map(); // term -> {number of the field: {number of the document: times}}
      this.lengths = [];
      this.averages = [];
      this.lines = []; // [document, field, stems, words that tell nothing]
      this.linesOf = new Map(); // stem -> numbers of lines
      this.whole = new Map(); // stems of a whole line, in order -> the documents that have it
      this.library = null;
      this.isWhole = false;
      this.plain = new Set([...first.fillers, ...first.common].flatMap((word) => analyser.words(word)));
    }

    get fields() {
      return this.first.fields;
    }

    async addFirst() {
      const { documents, concepts, facets } = this.first;
      const said = { title: [], terms: [], headings: [], description: [], avoid: [], foreign: [] };
      for (const [number, [, title, , , , description, headings]] of documents.entries()) {
        said.title[number] = title;
        said.headings[number] = headings.map(([, heading]) => heading).join("\n");
        said.description[number] = description;
      }
      for (const [number, own, foreign, avoid] of concepts) {
        said.terms[number] = own.join("\n");
        said.avoid[number] = avoid.flatMap(([forms]) => forms).join("\n");
        said.foreign[number] = foreign.join("\n");
      }
      for (const name in said) await this.read(name, said[name]);
      await this.take("facets", facets);
      await this.load();
    }

    async addBody({ questions, abroad, synonyms, body }) {
      this.synonyms = synonyms;
      await this.read("questions", questions);
      await this.read("abroad", abroad);
      await this.take("body", body);
      await this.load();
      this.isWhole = true;
    }

    has(term) {
      return this.terms.has(term);
    }

    // A field whose text is there: its words, counted as the build counts them, and its lines.
    async read(name, texts) {
      const field = this.fields.indexOf(name), lengths = [];
      let average = 0, began = performance.now();
      for (const number of this.first.documents.keys()) {
        const text = texts[number] || "";
        const words = text ? this.analyser.words(text) : [];
        for (const word of words) this.count(word, field, { [number]: 1 });
        for (const line of text.split(END)) if (line) this.line(number, name, line);
        lengths.push(new Set(words).size);
        average = (average * number + lengths[number]) / (number + 1);
        if (performance.now() - began > SLICE) {
          await breath();
          began = performance.now();
        }
      }
      this.lengths[field] = lengths;
      this.averages[field] = average;
    }

    line(document, name, text) {
      const words = this.analyser.words(text), telling = this.analyser.telling(words);
      const stems = new Set((telling.length ? telling : words).map((word) => this.analyser.stem(word)));
      if (!ASKED.has(name) || telling.some((word) => !this.plain.has(word))) for (const stem of stems) {
        if (!this.linesOf.has(stem)) this.linesOf.set(stem, []);
        this.linesOf.get(stem).push(this.lines.length);
      }
      this.lines.push([document, name, stems, new Set(words.filter((word) => this.analyser.stopWords.has(word)))]);
      if (!TYPED.has(name)) return;
      const whole = this.stems(text).join(" ");
      if (!this.whole.has(whole)) this.whole.set(whole, new Set());
      this.whole.get(whole).add(document);
    }

    // Those of all words of a text, in order, compounds as one.
    stems(text) {
      return this.analyser.units(text).map(([whole]) => this.analyser.stem(whole));
    }

    // A field whose words come counted.
    async take(name, { postings, lengths, average }) {
      const field = this.fields.indexOf(name);
      let began = performance.now();
      for (const [word, places] of unpacked(postings)) {
        this.count(word, field, places);
        if (performance.now() - began > SLICE) {
          await breath();
          began = performance.now();
        }
      }
      this.lengths[field] = lengths;
      this.averages[field] = average;
    }

    // Each word, and its stem where that differs: stems travel with nobody.
    count(word, field, places) {
      this.add(word, field, places);
      const stem = this.analyser.stem(word);
      if (stem !== word) this.add(stem, field, places);
    }

    add(term, field, places) {
      let fields = this.terms.get(term);
      if (!fields) this.terms.set(term, fields = {});
      const counts = fields[field] ??= {};
      for (const number in places) counts[number] = (counts[number] || 0) + places[number];
    }

    // What MiniSearch would have written down itself.
    serialised() {
      const numbers = this.first.documents.map((_, number) => number);
      const each = (value) => Object.fromEntries(numbers.map((number) => [number, value(number)]));
      return {
        documentCount: numbers.length,
        nextId: numbers.length,
        documentIds: each((number) => number),
        fieldIds: Object.fromEntries(this.fields.map((name, number) => [name, number])),
        fieldLength: each((number) => this.lengths.map((lengths) => lengths[number])),
        averageFieldLength: this.averages,
        storedFields: {},
        dirtCount: 0,
        index: [...this.terms],
        serializationVersion: VERSION,
      };
    }

    async load() {
      this.library = await MiniSearch.loadJSAsync(this.serialised(), {
        fields: this.fields,
        tokenize: (text) => [text],
        processTerm: (term) => term,
      });
    }
  }

  Object.assign(parts, { Index, unpacked });
})();
