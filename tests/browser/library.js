// What differs between our index and one that the library builds of the same fields.
async (texts) => {
  const { search, Analyser } = window.livingGuideParts;
  await search.whole();
  const { index } = search, { analyser, first } = index;
  const own = new MiniSearch({
    fields: first.fields,
    tokenize: (text, field) => {
      const words = analyser.words(text);
      return field === "body" ? analyser.telling(words) : words;
    },
    processTerm: (word) => [...new Set([word, analyser.stem(word)])],
  });
  texts.forEach((fields, id) => own.add({ id, ...fields }));
  const plain = (index) => {
    const written = JSON.parse(JSON.stringify(index));
    const terms = new Map(written.index.sort(([one], [other]) => (one < other ? -1 : 1)));
    return { ...written, index: [...terms] };
  };
  const [ours, theirs] = [plain(index.library), plain(own)];
  const wrong = [];
  for (const key in theirs)
    if (key !== "index" && JSON.stringify(ours[key]) !== JSON.stringify(theirs[key])) wrong.push(key);
  if (ours.index.length !== theirs.index.length) wrong.push("terms", ours.index.length, theirs.index.length);
  theirs.index.forEach(([term, data], at) => {
    if (ours.index[at][0] !== term || JSON.stringify(ours.index[at][1]) !== JSON.stringify(data)) wrong.push(term);
  });
  let searches = 0;
  for (const [term] of theirs.index) {
    const options = { tokenize: (text) => [text], processTerm: (word) => word, prefix: searches % 3 === 0, fuzzy: searches % 5 === 0 ? 1 : false };
    const flat = (found) => JSON.stringify(found.map(({ id, score }) => [Number(id), score.toPrecision(9)]).sort());
    if (flat(index.library.search(term, options)) !== flat(own.search(term, options))) wrong.push(`search ${term}`);
    searches += 1;
  }
  return { wrong: wrong.slice(0, 20), searches };
}
