// Marks the words of `?h=`, by which a search led to this page.
"use strict";
(() => {
  const WORD = /[\p{L}\p{N}\p{Mn}\p{Mc}]+(?:['’-][\p{L}\p{N}\p{Mn}\p{Mc}]+)*/gu;
  const MOST = 200; // marks on a page
  const article = document.querySelector("main article");
  const query = new URLSearchParams(location.search).get("h");
  const bare = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replaceAll("’", "'");
  const wanted = new Set(bare(query).split(/\s+/).filter(Boolean));
  if (!article || wanted.size === 0) return;

  const isWanted = (word) => wanted.has(bare(word)) || wanted.has(bare(word).replace(/^.*'/, ""));
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("script, style, [hidden], .headerlink") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  let marks = 0;
  for (const node of nodes) {
    const found = [...node.data.matchAll(WORD)].filter(([word]) => isWanted(word));
    for (const { 0: word, index } of found.reverse()) {
      if (marks++ >= MOST) return;
      const rest = node.splitText(index);
      rest.splitText(word.length);
      const mark = document.createElement("mark");
      mark.className = "lg-found";
      rest.replaceWith(mark);
      mark.append(rest);
    }
  }
})();
