// What readers are shown for each query once nothing more is to come: addresses, and which box for danger stands above.
async (queries) => {
  const { search } = window.livingGuideParts;
  await search.whole();
  const { index: { first }, ranking } = search;
  const language = document.querySelector("[data-lg-find]").dataset.lgLanguage;
  const texts = new Map();
  const fetched = (number) => {
    if (!texts.has(number)) texts.set(number, new Promise((resolve) => {
      const script = document.createElement("script");
      const address = `/search/${language}/${first.later}/${number}.js`;
      script.src = window.livingGuideParts.ownScript(new URL(address, location.href).href);
      script.onload = resolve;
      document.head.append(script);
    }));
    return texts.get(number);
  };
  const prefix = `/${first.prefix}`;
  const answers = [];
  for (const query of queries) {
    const result = search.find(query);
    await Promise.all(result.hits.slice(0, 8).map(({ document: number }) => fetched(number)));
    ranking.reorder(result, (number) => window.livingGuideParts[`${language}/${number}`], 8);
    answers.push({
      paths: result.hits.map(({ document: number }) => prefix + first.documents[number][0]),
      isDanger: result.isDanger,
      isDistress: result.isDistress,
    });
  }
  return answers;
}
