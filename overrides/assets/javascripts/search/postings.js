// The index: unpacked from its parts into MiniSearch's own form, in slices, so that typing never stutters.
"use strict";
(() => {
  const parts = window.livingGuideParts ??= {};
  const VERSION = 2;  // of MiniSearch's serialised form
  const SLICE = 8;    // milliseconds of work before the page may breathe
  const RADIX = 36;

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
      this.lengths = first.lengths;
      this.averages = first.averages;
      this.library = null;
      this.isWhole = false;
    }

    get fields() {
      return this.first.fields;
    }

    async addFirst() {
      const names = this.fields.filter((name) => name in this.first.postings);
      for (const name of names) await this.take(this.fields.indexOf(name), unpacked(this.first.postings[name]));
      await this.take(this.fields.indexOf("description"), this.described());
      await this.load();
    }

    async addBody(body) {
      await this.take(this.fields.length - 1, unpacked(body.postings));
      this.lengths = [...this.lengths, body.lengths];
      this.averages = [...this.averages, body.average];
      await this.load();
      this.isWhole = true;
    }

    // Descriptions travel as text, to be shown; their words need not travel a second time.
    * described() {
      for (const [number, { 5: description }] of this.first.documents.entries())
        for (const word of this.analyser.words(description)) yield [word, { [number]: 1 }];
    }

    has(term) {
      return this.terms.has(term);
    }

    // Each word, and its stem where that differs: stems travel with nobody.
    async take(field, postings) {
      let began = performance.now();
      for (const [word, places] of postings) {
        this.add(word, field, places);
        const stem = this.analyser.stem(word);
        if (stem !== word) this.add(stem, field, places);
        if (performance.now() - began > SLICE) {
          await breath();
          began = performance.now();
        }
      }
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
