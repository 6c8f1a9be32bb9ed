// Units and stems of texts, as the browser's own analyser finds them.
([habits, texts]) => {
  const { Analyser, ...parts } = window.livingGuideParts;
  const name = habits.stemmer && habits.stemmer[0].toUpperCase() + habits.stemmer.slice(1) + "Stemmer";
  const words = new Analyser(habits, name ? parts[name] : null);
  return texts.map((text) => [words.units(text), words.words(text).map((word) => words.stem(word))]);
}
