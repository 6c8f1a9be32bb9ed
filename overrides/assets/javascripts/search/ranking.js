// From a query to pages in their order. Between words AND goes before OR; within a word, the word as it stands, its
// stem, what it begins (the last one), and what the glossary or a list of synonyms calls it. A word of which nothing is
// known is taken for a mistyping of the nearest one.
"use strict";
(() => {
  const parts = window.livingGuideParts ??= {};

  // What a field is worth when a word stands in it.
  const BOOST = { title: 9, terms: 4, questions: 12, headings: 3, description: 3, avoid: 2, foreign: 2, facets: 1, body: 1 };
  const BM25 = { k: 1.2, b: 0.5, d: 0.5 };
  const STEM = 0.8;        // of a match by the stem, next to one by the word
  const EQUIVALENT = 0.8;  // of the glossary's own word, next to the one that was typed
  const MISTYPED = [{ fuzzy: 1, least: 4 }, { fuzzy: 2, least: 7 }];
  const FEWEST_TO_BEGIN = 2; // letters from which on a word may be the beginning of others
  const KIND = { guide: 1.2, concept: 0.6, page: 0.9 }; // answers before definitions, and those before what is about the guide
  const URGENT = 3;        // of the pages that show whom to call, where somebody may be in danger
  const LIST = 0.5;        // of pages that only list others
  const PHRASE = 1.8;      // where the words stand side by side
  const NEAR = 0.5;        // the most that words in one section add
  const FEWEST_INITIALS = 3; // LLG, for a name of three telling words
  const LONGEST_NAME = 8;  // telling words of a name or a phrase that is looked for in a query
  const QUESTION = 3;      // telling words from which on a query is a question
  const SHARE = 2;         // how much it costs such a page not to have all of them: a power
  const LIKE = 0.3;        // how much of its letters such a word shares with the query, to be shown as a result
  const NEAREST = 3;       // words of the glossary that are offered where nothing is found
  const ADVICE = 4, TITLE = 3, NAME = 2, ALL = 1, SOME = 0; // tiers: the score decides within one

  const add = (map, key, value) => map.set(key, (map.get(key) || 0) + value);
  // Levenshtein's: how many signs to add, to drop or to change.
  const distance = (one, other) => {
    let row = [...other, ""].map((_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1)
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      row = next;
    }
    return row[other.length];
  };
  const contains = (words, wanted) => {
    if (wanted.length === 0) return false;
    for (let at = words.indexOf(wanted[0]); at >= 0; at = words.indexOf(wanted[0], at + 1))
      if (wanted.every((word, offset) => words[at + offset] === word)) return true;
    return false;
  };

  const before = (one, other) =>
    other.tier - one.tier || other.count - one.count || other.score - one.score || one.document - other.document;

  class Ranking {
    constructor(index) {
      this.index = index;
      this.analyser = index.analyser;
      this.first = index.first;
      this.names = this.#names();
      this.dangers = this.first.danger.map((phrase) => this.everyStem(phrase));
      this.spoken = this.first.documents.map(([, title, , , , description, headings]) =>
        [title, description, ...headings.map(([, heading]) => heading)]);
      this.read = new Map(); // number of a document -> the stems of its spoken parts, once somebody asked
    }

    // The stems of a phrase's telling words; of all its words where none tells anything.
    stems(text) {
      const words = this.analyser.units(text).map(([whole]) => whole);
      const telling = this.analyser.telling(words);
      return (telling.length ? telling : words).map((word) => this.analyser.stem(word));
    }

    // Those of all its words: “a threat against me” is told from “a threat” by a word that tells nothing else.
    everyStem(text) {
      return this.analyser.words(text).map((word) => this.analyser.stem(word));
    }

    // What the glossary knows: stems of a phrase -> what it says of them. Names win over advice. So do right uses, which
    // are longer; one that differs only by words that tell nothing (“under threat”) cannot be told from the word alone.
    #names() {
      const names = new Map();
      const put = (phrase, entry) => {
        const key = this.stems(phrase).join(" ");
        if (key && !names.has(key)) names.set(key, entry);
      };
      for (const [document, own] of this.first.concepts)
        for (const phrase of own) put(phrase, { kind: "name", document, terms: own.slice(0, 1) });
      for (const [document, own, , avoid] of this.first.concepts)
        for (const [forms, use, reason] of avoid)
          for (const form of forms) put(form, { kind: "avoid", document, terms: own.slice(0, 1), form, use, reason });
      for (const [document, , , , right] of this.first.concepts)
        for (const phrase of right) put(phrase, { kind: "right", document });
      for (const [document, own, foreign] of this.first.concepts)
        for (const phrase of foreign) put(phrase, { kind: "foreign", document, terms: own.slice(0, 1) });
      for (const [phrases, terms] of this.first.synonyms)
        for (const phrase of phrases)
          put(phrase, { kind: "synonym", document: names.get(this.stems(terms[0]).join(" "))?.document, terms });
      for (const [document, own] of this.first.concepts)
        for (const phrase of own) {
          const initials = this.analyser.telling(this.analyser.units(phrase).map(([whole]) => whole)).map(([letter]) => letter);
          if (initials.length >= FEWEST_INITIALS) put(initials.join(""), { kind: "name", document, terms: own.slice(0, 1) });
        }
      return names;
    }

    // The words of a query, compounds as the index knows them, and which of them is still being typed.
    words(text) {
      const found = this.analyser.units(text).flatMap(([whole, ...within]) =>
        within.length === 0 || this.index.has(whole) || this.index.has(this.analyser.stem(whole)) ? [whole] : within);
      const telling = this.analyser.telling(found);
      return (telling.length ? telling : found).map((word, at, all) => this.corrected(word, at === all.length - 1));
    }

    // A word that nothing of the index is, begins with or shares a stem with becomes the nearest one that is there.
    corrected(word, isLast) {
      const stem = this.analyser.stem(word);
      if (!this.index.isWhole || this.index.has(word) || this.index.has(stem) || this.names.has(stem)) return word;
      if (isLast && this.ask([{ queries: [word], prefix: true }]).length > 0) return word;
      for (const { fuzzy, least } of MISTYPED) {
        if (word.length < least) continue;
        const near = new Map();
        for (const { match } of this.ask([{ queries: [word], fuzzy }]))
          for (const term of Object.keys(match)) add(near, term, 1);
        const [[best] = []] = [...near].sort(([one, many], [other, few]) =>
          distance(word, one) - distance(word, other) || few - many || (one < other ? -1 : 1));
        if (best) return best;
      }
      return word;
    }

    // Where names of the glossary stand in a query: longest first, none within another.
    named(stems) {
      const found = [];
      for (let at = 0; at < stems.length;) {
        let length = Math.min(LONGEST_NAME, stems.length - at);
        while (length > 0 && !this.names.has(stems.slice(at, at + length).join(" "))) length -= 1;
        if (length > 0) found.push({ at, length, ...this.names.get(stems.slice(at, at + length).join(" ")) });
        at += length || 1;
      }
      return found;
    }

    // Document -> score of one word; `isLast` when its end may not be typed yet.
    scores(word, isLast) {
      const stem = this.analyser.stem(word);
      const begins = isLast && word.length >= FEWEST_TO_BEGIN;
      const tree = [{ queries: [word], prefix: begins }];
      if (stem !== word) tree.push({ queries: [stem], boostTerm: () => STEM });
      return new Map(this.ask(tree).map(({ id, score }) => [Number(id), score]));
    }

    ask(queries) {
      return this.index.library.search({ combineWith: "OR", queries }, {
        boost: BOOST,
        bm25: BM25,
        weights: { prefix: 0.5, fuzzy: 1 },
        boostDocument: (number) => (this.first.documents[number][7] ? LIST : 1) * (KIND[this.first.documents[number][2]] ?? 1),
      });
    }

    // One pass over the query: how many of its words each document has, and with what score.
    weigh(words, named) {
      const counts = new Map(), scores = new Map();
      const each = words.map((word, at) => this.scores(word, at === words.length - 1));
      const span = new Map(named.map((name) => [name.at, name]));
      for (let at = 0; at < words.length;) {
        const name = span.get(at);
        const length = name ? name.length : 1;
        const own = { counts: new Map(), scores: new Map() };
        for (const found of each.slice(at, at + length))
          for (const [document, score] of found) {
            add(own.counts, document, 1);
            add(own.scores, document, score);
          }
        if (name) this.#widen(own, name);
        for (const [document, count] of own.counts) {
          add(counts, document, count);
          add(scores, document, own.scores.get(document));
        }
        at += length;
      }
      return { counts, scores };
    }

    // What the glossary, or the language's list of synonyms, says instead counts nearly as if it had been typed.
    #widen(own, name) {
      for (const term of name.terms || []) this.#widenBy(own, name, term);
    }

    #widenBy(own, name, term) {
      const words = this.analyser.telling(this.analyser.words(term));
      const each = words.map((word) => this.scores(word, false));
      for (const [document] of each[0] || []) {
        if (!each.every((found) => found.has(document))) continue;
        const score = EQUIVALENT * each.reduce((sum, found) => sum + found.get(document), 0) * name.length / words.length;
        own.counts.set(document, name.length);
        own.scores.set(document, Math.max(score, own.scores.get(document) || 0));
      }
    }

    // Whether somebody who asks this may be in danger.
    isDanger(text) {
      const asked = new Set(this.everyStem(text));
      return this.dangers.some((stems) => stems.length > 0 && stems.every((stem) => asked.has(stem)));
    }

    // Pages in their order: {document, score, isWhole}; advice about a word; whether to show whom to call.
    find(text) {
      const words = this.words(text);
      if (words.length === 0) return { words, hits: [], advice: null, isDanger: false };
      const stems = words.map((word) => this.analyser.stem(word));
      const isDanger = this.isDanger(text);
      const named = this.named(stems).filter(({ kind }) => kind !== "avoid" || !isDanger); // nobody in danger is told how to put it
      const { counts, scores } = this.weigh(words, named);
      const whole = named.find((name) => name.length === words.length);
      const advice = named.find((name) => name.kind === "avoid") || null;
      const led = advice && advice.length * 2 >= words.length ? advice.document : null;
      if (led !== null && !counts.has(led)) counts.set(led, 1);
      const isQuestion = isDanger || words.length >= QUESTION;
      const all = [...counts].map(([document, count]) => ({
        document,
        count: isQuestion ? words.length : count, // of a long question no page need have every word: the score says it
        tier: document === led ? ADVICE : this.tier(document, stems, whole, isQuestion || count === words.length),
        score: (scores.get(document) || 0) * (this.isPhrase(document, stems) ? PHRASE : 1)
          * (isQuestion ? (count / words.length) ** SHARE : 1)
          * (isDanger && this.first.documents[document][8] ? URGENT : 1),
        share: count / words.length,
      })).sort(before);
      if (all.length === 0) for (const document of this.nearest(text, LIKE)) all.push({ document, count: 0, tier: SOME, score: 0, share: 1 });
      const near = all.filter(({ tier, share }) => tier > ALL || share >= 0.5);
      const hits = near.length ? near : all;
      const meant = named.flatMap(({ terms = [] }) => terms.flatMap((term) => this.analyser.telling(this.analyser.words(term))));
      return { words, meant, hits, advice, isDanger };
    }

    // Once texts are there: pages that say much of the query in one place before those that say it here and there, among
    // pages that are equal but for their score.
    reorder(result, textOf, shown) {
      if (result.words.length < 2) return;
      const excerpts = new parts.Excerpts(this.analyser, result.words, "");
      const head = result.hits.slice(0, shown);
      for (const hit of head) {
        const text = textOf(hit.document);
        if (hit.isRead || !text) continue;
        hit.isRead = true;
        const most = Math.max(0, ...excerpts.best(text).map(({ kinds }) => kinds));
        hit.score *= 1 + NEAR * (most / result.words.length) ** 2;
        if (text.some(([, , said]) => said.split("\n").some((block) => excerpts.isPhrase(block, result.words)))) hit.score *= PHRASE;
      }
      result.hits.splice(0, shown, ...head.sort(before));
    }

    // Where nothing is found: the glossary's words that share most letters with what was typed.
    nearest(text, least = 0) {
      const pairs = (words) => new Set(words.flatMap((word) => [...word].map((_, at) => word.slice(at, at + 2))));
      const asked = pairs(this.analyser.words(text));
      const likeness = (names) => Math.max(0, ...names.map((name) => {
        const own = pairs(this.analyser.words(name));
        return 2 * [...asked].filter((pair) => own.has(pair)).length / (asked.size + own.size);
      }));
      return this.first.concepts.map(([document, own, foreign]) => [document, likeness([...own, ...foreign])])
        .filter(([, like]) => like >= least)
        .sort(([, one], [, other]) => other - one).slice(0, NEAREST).map(([document]) => document);
    }

    tier(document, stems, name, isWhole) {
      if (this.spokenStems(document)[0].join(" ") === stems.join(" ")) return TITLE;
      if (name && name.document === document && name.kind !== "right") return NAME;
      return isWhole ? ALL : SOME;
    }

    isPhrase(document, stems) {
      return stems.length > 1 && this.spokenStems(document).some((spoken) => contains(spoken, stems));
    }

    spokenStems(document) {
      let found = this.read.get(document);
      if (!found) this.read.set(document, found = this.spoken[document].map((text) => this.stems(text)));
      return found;
    }
  }

  parts.Ranking = Ranking;
})();
