// From a query to pages in their order. A query is a row of words and known phrases; for each, pages are found by the word
// as it stands, its stem, what it begins (the last one), and what the glossary or the thesaurus says instead. A page counts
// by how much of the query it has, by the fields it has it in, and by how near one of its lines comes to the query. A word
// of which nothing is known is taken for a mistyping of the nearest one, or left alone.
"use strict";
(() => {
  const parts = window.livingGuideParts ??= {};

  // Tried out on the queries of tests/data/queries; those called held-out only check them.
  const WEIGHTS = {
    // What a field is worth when a word stands in it, and a line of it when it is what was asked.
    boost: { title: 9, terms: 4, headings: 3, description: 1.5, avoid: 1, foreign: 2, facets: 2.5, questions: 9, abroad: 2, body: 0.8 },
    line: { title: 1.3, terms: 1, headings: 0.3, description: 0.4, avoid: 0.7, foreign: 0.8, facets: 0.6, questions: 1.3, abroad: 0.6 },
    lines: 1.2,          // of the best line, next to all the words of the best page
    same: 2.5,           // of a line that was typed word for word, stop words and all
    precision: 1,       // how much it costs a line to say more than was asked: a power
    recall: 1.8,         // to say less
    manner: 0.3,         // how much it gains by asking in the same way: with the same words that tell nothing
    share: 1.6,          // how much it costs a page not to have all words: a power
    stem: 0.8,           // of a match by the stem, next to one by the word
    equivalent: 0.8,     // of what the glossary or the thesaurus says, next to what was typed
    begun: 0.5,          // of a longer word, next to the least match by the word as it stands
    mistyped: 0.6,       // of a word that was corrected
    common: 0.75,        // of a word that people use of anything: “keep”, “new”
    said: 0.4,           // of a word that stands in the text only, in no title, name, heading or question
    rarest: 0.04,       // share of the pages: a word that fewer have tells no more than one that so many have
    phrase: 1.4,         // where the words stand side by side in the text
    near: 0.3,           // the most that words in one section add
    urgent: 1.5,         // what pages that show whom to call have on top, where somebody may be in danger
    list: 0.6,           // of pages that only list others
    kind: { guide: 1.2, concept: 0.85, page: 0.75 }, // answers before definitions, and those before what is about the guide
  };
  const BM25 = { k: 1.2, b: 0.5, d: 0.5 };
  // Edits that a word of so many letters may be away; two signs that changed places are one, though two for the library.
  const MISTYPED = [{ edits: 1, fuzzy: 1, least: 4 }, { edits: 1, fuzzy: 2, least: 5 }, { edits: 2, fuzzy: 2, least: 7 }];
  const DASHES = /(?<=\p{L})[–—‒―﹣－](?=\p{L})/gu; // within a word of a query, which holds no clauses, they are hyphens
  const FEWEST_GLUED = 4; // letters of a word that was run into another
  const FEWEST_TO_BEGIN = 2; // letters from which on a word may be the beginning of others
  const FEWEST_TO_GROW = 5; // letters from which on one may be typed too many
  const BEGINNING = 0.6;   // of its letters that a word has in common with one that is taken for it
  const LEAST = 0.3;       // of the query that a page must have, if any has so much
  const LIKE = 0.15;       // how much of its letters such a word shares with the query, to be shown as a result
  const NEAREST = 3;       // words of the glossary that are offered where nothing is found
  const ADVICE = 3, TITLE = 2, NAME = 1, SCORE = 0; // tiers: the score decides within one

  const add = (map, key, value) => map.set(key, (map.get(key) || 0) + value);
  const raise = (map, key, value) => map.set(key, Math.max(map.get(key) || 0, value));
  const sum = (values) => values.reduce((all, value) => all + value, 0);
  // Damerau's and Levenshtein's: how many signs to add, to drop, to change, or to put the other way round.
  const distance = (one, other) => {
    let row = [...other, ""].map((_, at) => at), last = row;
    for (let i = 1; i <= one.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= other.length; j += 1) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) next[j] = Math.min(next[j], last[j - 2] + 1);
      }
      [last, row] = [row, next];
    }
    return row[other.length];
  };
  const before = (one, other) => other.tier - one.tier || other.score - one.score || one.document - other.document;

  class Ranking {
    constructor(index, weights = WEIGHTS) {
      this.index = index;
      this.weights = weights;
      this.analyser = index.analyser;
      this.first = index.first;
      this.names = new parts.Names(this.first, this.analyser);
      this.fillers = new Set(this.first.fillers.flatMap((word) => this.analyser.words(word)));
      this.common = new Set(this.first.common.flatMap((word) => this.analyser.words(word)));
      this.plain = new Set([...this.fillers, ...this.common].map((word) => this.analyser.stem(word)));
      this.dangers = new parts.Dangers(this.first, this.analyser);
      this.urgent = [...this.first.documents.keys()].filter((number) => this.first.documents[number][8]);
      this.titles = this.first.documents.map(([, title]) => this.names.stems(title).join(" "));
    }

    // The words of a query, compounds as the index knows them: {word, stem, isLast, worth}.
    words(text) {
      const found = this.together(this.analyser.units(text)).flatMap(([whole, ...within], at, { length }) =>
        this.separate(whole, within) ?? (this.isKnown(whole) ? [whole] : within.length ? within : this.apart(whole, at === length - 1)));
      const telling = this.analyser.telling(found), asked = telling.filter((word) => !this.fillers.has(word));
      const kept = asked.length ? asked : telling.length ? telling : found;
      return kept.map((typed, at) => {
        const isLast = at === kept.length - 1, word = this.corrected(typed, isLast);
        const worth = (word === typed ? 1 : this.weights.mistyped) * (this.common.has(typed) ? this.weights.common : 1);
        return { word, stem: this.analyser.stem(word), isLast, worth };
      });
    }

    // “under served” is one word where the guide has it as one.
    together(units) {
      const found = [];
      for (let at = 0; at < units.length; at += 1) {
        const [[one], [other] = [""]] = [units[at], units[at + 1]];
        const isOne = other && units[at].length + units[at + 1].length === 2 && this.analyser.telling([one, other]).length > 0
          && this.isTopic(one + other) && !this.isTopic(one) && !this.isTopic(other);
        found.push(isOne ? [one + other] : units[at]);
        if (isOne) at += 1;
      }
      return found;
    }

    // “action-plan” is two words where a line of the guide has both apart, and “actionplan” where they are a name, even if
    // some heading joins them.
    separate(whole, within) {
      const stem = (word) => this.analyser.stem(word), isName = (words) => this.names.has(words.map(stem).join(" "));
      if (within.length) {
        const [first, ...others] = within.map(stem);
        const isApart = this.analyser.telling(within).length === within.length && (this.index.linesOf.get(first) || [])
          .map((line) => this.index.lines[line][2]).some((stems) => !stems.has(stem(whole)) && others.every((other) => stems.has(other)));
        return isApart ? within : null;
      }
      for (let at = FEWEST_GLUED; at <= whole.length - FEWEST_GLUED && !isName([whole]); at += 1) {
        const both = [whole.slice(0, at), whole.slice(at)];
        if (isName(both)) return both;
      }
      return null;
    }

    // “daction” and “citystaff”: what an apostrophe or a space was forgotten in, unless it is still being typed.
    apart(word, isLast) {
      if (!this.index.isWhole || this.analyser.stopWords.has(word) || this.fillers.has(word)) return [word];
      if (isLast && this.ask([{ queries: [word], prefix: true }]).length > 0) return [word];
      for (const elision of this.analyser.elisions)
        if (word.startsWith(elision) && word.length >= elision.length + FEWEST_GLUED && this.isTopic(word.slice(elision.length)))
          return [word.slice(elision.length)];
      for (let at = FEWEST_GLUED; at <= word.length - FEWEST_GLUED; at += 1)
        if (this.index.has(word.slice(0, at)) && this.index.has(word.slice(at))) return [word.slice(0, at), word.slice(at)];
      return [word];
    }

    isKnown(word) {
      const stem = this.analyser.stem(word);
      return [word, stem].some((term) => this.index.has(term)) || this.names.has(stem) || this.plain.has(stem) || this.dangers.feared.has(stem);
    }

    // A word that nothing of the index is, begins with or shares a stem with becomes the nearest one that is there.
    corrected(word, isLast) {
      if (!this.index.isWhole || this.isKnown(word)) return word;
      if (isLast && this.ask([{ queries: [word], prefix: true }]).length > 0) return word;
      for (const { edits, fuzzy, least } of MISTYPED) {
        if (word.length < least) continue;
        const near = new Map();
        for (const { match } of this.ask([{ queries: [word], fuzzy }]))
          for (const term of Object.keys(match))
            if (this.isTopic(term) && this.isLike(term, word) && distance(word, term) <= edits) add(near, term, 1);
        const [[best] = []] = [...near].sort(([one, many], [other, few]) =>
          distance(word, one) - distance(word, other) || few - many || (one < other ? -1 : 1));
        if (best) return best;
      }
      return this.related(word) ?? word;
    }

    // Of a word that nothing is near to, the nearest that begins as it does: “facilitator”, “facilitation”.
    related(word) {
      for (let length = word.length - 1; length >= Math.max(FEWEST_TO_GROW, word.length * BEGINNING); length -= 1) {
        const found = this.ask([{ queries: [word.slice(0, length)], prefix: true }]).flatMap(({ match }) => Object.keys(match))
          .filter((term) => this.isTopic(term));
        if (found.length) return found.sort((one, other) => distance(word, one) - distance(word, other) || (one < other ? -1 : 1))[0];
      }
      return undefined;
    }

    // Whether a page is about it: most words that are only said somewhere are rightly spelt words of something else.
    isTopic(term) {
      return this.index.linesOf.has(this.analyser.stem(term));
    }

    // The first letter is hardly ever mistyped; in a short word, nor is the length.
    isLike(term, word) {
      return term[0] === word[0] && (word.length > FEWEST_TO_GROW || term.length === word.length || term.length > word.length);
    }

    // Document -> score of one word; `begins` when its end may not be typed yet.
    scores(word, begins) {
      const stem = this.analyser.stem(word);
      const tree = [{ queries: [word] }];
      if (stem !== word) tree.push({ queries: [stem], boostTerm: () => this.weights.stem });
      const found = new Map(this.ask(tree).map(({ id, score }) => [Number(id), score]));
      if (!begins || word.length < FEWEST_TO_BEGIN) return found;
      const begun = this.ask([...tree, { queries: [word], prefix: true }]).filter(({ id }) => !found.has(Number(id)));
      const most = Math.max(0, ...begun.map(({ score }) => score));
      const least = found.size ? Math.min(most, this.weights.begun * Math.min(...found.values())) : most;
      for (const { id, score } of begun) found.set(Number(id), score * least / most);
      return found;
    }

    ask(queries) {
      return this.index.library.search({ combineWith: "OR", queries }, {
        boost: this.weights.boost, bm25: BM25, weights: { prefix: 0.5, fuzzy: 1 },
      });
    }

    // How telling a word is that so many pages have.
    rarity(pages) {
      const all = this.first.documents.length;
      return Math.log(1 + all / Math.max(pages + 0.5, this.weights.rarest * all));
    }

    // The query's parts: how telling each is, the pages that have it and how much of it, and what may stand for it in a line.
    parts(words, named) {
      const starts = new Map(named.map((name) => [name.at, name])), found = [];
      for (let at = 0; at < words.length;) {
        const name = starts.get(at), own = words.slice(at, at + (name ? name.length : 1));
        const part = this.part(own, name ? name.terms : []);
        if (part.weight > 0) found.push(part);
        at += own.length;
      }
      return found;
    }

    part(words, terms) {
      const scores = new Map(), shares = new Map();
      const each = words.map(({ word, isLast }) => this.scores(word, isLast));
      const rarities = each.map((found, at) => (found.size === 0 ? 0
        : this.rarity(found.size) * words[at].worth * (this.isTopic(words[at].word) ? 1 : this.weights.said)));
      const whole = sum(rarities);
      each.forEach((found, at) => {
        for (const [document, score] of found) {
          add(scores, document, score * words[at].worth);
          add(shares, document, rarities[at] / whole);
        }
      });
      const standing = [{ stems: words.map(({ stem }) => stem), worth: 1 }];
      let weight = whole;
      for (const term of terms) {
        const stems = this.names.stems(term), told = this.names.telling(term).map((word) => this.scores(word, false));
        const both = told.length ? [...told[0].keys()].filter((document) => told.every((found) => found.has(document))) : [];
        const ratio = this.weights.equivalent * words.length / told.length;
        for (const document of both) {
          raise(scores, document, ratio * sum(told.map((found) => found.get(document))));
          raise(shares, document, this.weights.equivalent);
        }
        if (!whole && both.length) weight = Math.max(weight, this.rarity(both.length));
        standing.push({ stems, worth: this.weights.equivalent });
      }
      return { weight, scores, shares, standing };
    }

    // Document -> how near its nearest line comes to the query, from 0 to 1.
    lines(asked, whole, text) {
      const { line: worth, precision, recall, manner } = this.weights, matched = new Map();
      const told = this.analyser.words(text).filter((word) => this.analyser.stopWords.has(word));
      for (const { weight, standing } of asked) {
        const best = new Map(); // line -> how much of this part it says, and how telling that is
        for (const { stems, worth } of standing) {
          const rarities = stems.map((stem) => this.telling(stem)), all = sum(rarities);
          const said = new Map();
          stems.forEach((stem, at) => { for (const line of this.index.linesOf.get(stem) || []) add(said, line, rarities[at]); });
          for (const [line, telling] of said) {
            const share = telling / all;
            if (worth < 1 && share < 1) continue; // what stands for a phrase stands for all of it
            if ((best.get(line)?.share || 0) < share * worth) best.set(line, { share: share * worth, telling: telling * worth });
          }
        }
        for (const [line, { share, telling }] of best) {
          const [said, own] = matched.get(line) || [0, 0];
          matched.set(line, [said + share * weight, own + telling]);
        }
      }
      const found = new Map();
      for (const [line, [said, own]] of matched) {
        const [document, field, stems, others] = this.index.lines[line];
        const alike = told.filter((word) => others.has(word)).length / Math.max(told.length, others.size, 1);
        raise(found, document, (worth[field] || 0) * (1 + manner * alike)
          * Math.min(1, said / whole) ** recall * Math.min(1, own / this.length(line, stems)) ** precision);
      }
      return found;
    }

    // How telling all the words of a line are.
    length(line, stems) {
      this.lengths ??= new Map();
      if (!this.lengths.has(line)) this.lengths.set(line, sum([...stems].map((stem) => this.telling(stem))));
      return this.lengths.get(line);
    }

    telling(stem) {
      this.rarities ??= new Map();
      if (!this.rarities.has(stem)) {
        const fields = this.index.terms.get(stem) || {};
        const pages = new Set(Object.values(fields).flatMap((places) => Object.keys(places))).size;
        this.rarities.set(stem, this.rarity(pages) * (this.plain.has(stem) ? this.weights.common : 1));
      }
      return this.rarities.get(stem);
    }

    // Once all parts are there, words are as telling as all the text says.
    grown() {
      this.lengths = this.rarities = undefined;
      this.names.learn(this.index.synonyms);
    }

    // Pages in their order: {document, tier, score}; advice about a word; whether to show whom to call.
    find(query) {
      const text = query.replace(DASHES, "-"), words = this.words(text), typed = words.map(({ word }) => word);
      if (words.length === 0) return { words: [], hits: [], advice: null, isDanger: false, isDistress: false };
      const { danger: isDanger, distress: isDistress, isWord } = this.dangers.of(text);
      const found = this.names.within(words), isAdvised = isWord && found.some(({ kind, length }) => kind === "avoid" && length === words.length);
      const isUrgent = (isDanger || isDistress) && !isAdvised; // nobody in danger is told how to put it
      const named = found.filter(({ kind }) => kind !== "avoid" || !isUrgent);
      const advice = named.find(({ kind }) => kind === "avoid") || null;
      const led = advice && advice.length * 2 >= words.length ? advice.document : null;
      const hits = this.hits(text, words, named, led, isUrgent);
      if (hits.length === 0)
        for (const document of this.nearest(text, LIKE)) hits.push({ document, tier: SCORE, score: 0 });
      const meant = named.flatMap(({ terms }) => terms.flatMap((term) => this.analyser.telling(this.analyser.words(term))));
      return { words: typed, meant, hits, advice, isDanger, isDistress };
    }

    // Document -> how much of the query is one of its lines, word for word: “too many meetings” tells by what tells nothing.
    same(text) {
      const stems = this.index.stems(text), found = new Map();
      for (let from = 0; from < stems.length; from += 1)
        for (let to = stems.length; to > from; to -= 1) {
          if (to - from === 1 && stems.length > 1) continue;
          for (const document of this.index.whole.get(stems.slice(from, to).join(" ")) || [])
            raise(found, document, ((to - from) / stems.length) ** 2);
        }
      return found;
    }

    hits(text, words, named, led, isUrgent) {
      const { share, lines, kind, list, urgent } = this.weights;
      const asked = this.parts(words, named), whole = sum(asked.map(({ weight }) => weight));
      const scores = new Map(), shares = new Map();
      for (const part of asked)
        for (const [document, score] of part.scores) {
          add(scores, document, score);
          add(shares, document, part.shares.get(document) * part.weight / whole);
        }
      if (led !== null && !scores.has(led)) scores.set(led, 0);
      if (isUrgent) this.urgent.forEach((document) => { if (!scores.has(document)) scores.set(document, 0); });
      const near = this.lines(asked, whole, text), most = Math.max(1, ...scores.values());
      const same = this.same(text), stems = words.map(({ stem }) => stem).join(" "), name = named.find(({ length }) => length === words.length);
      const hits = [...scores].map(([document, score]) => {
        const [, , type, , , , , isList, saysWhom] = this.first.documents[document];
        const prior = (kind[type] ?? 1) * (isList ? list : 1);
        return {
          document,
          tier: document === led ? ADVICE : this.tier(document, stems, name),
          share: isUrgent && saysWhom ? 1 : shares.get(document) || 0,
          score: prior * ((isUrgent && saysWhom ? urgent : 0) + (score / most) * (shares.get(document) || 0) ** share + lines * (near.get(document) || 0))
            + this.weights.same * (same.get(document) || 0),
        };
      }).sort(before);
      const full = hits.filter(({ tier, share: own }) => tier > SCORE || own >= LEAST);
      return full.length ? full : hits;
    }

    tier(document, stems, name) {
      if (this.titles[document] === stems) return TITLE;
      return name && name.document === document && name.kind !== "right" && name.kind !== "synonym" ? NAME : SCORE;
    }

    // Once texts are there: pages that say much of the query in one place before those that say it here and there.
    reorder(result, textOf, shown) {
      if (result.words.length < 2) return;
      const excerpts = new parts.Excerpts(this.analyser, result.words, "");
      const head = result.hits.slice(0, shown);
      for (const hit of head) {
        const text = textOf(hit.document);
        if (hit.isRead || !text) continue;
        hit.isRead = true;
        const most = Math.max(0, ...excerpts.best(text).map(({ kinds }) => kinds));
        hit.score *= 1 + this.weights.near * (most / result.words.length) ** 2;
        if (text.some(([, , said]) => said.split("\n").some((block) => excerpts.isPhrase(block, result.words)))) hit.score *= this.weights.phrase;
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
  }

  Object.assign(parts, { Ranking, WEIGHTS });
})();
