// What the tests want to know of a page, in one go.
() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const width = document.documentElement.clientWidth;
  // Cut or scrolled by something around it, the page itself excepted; a skip link waits off the screen.
  const contained = (element) => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible") return true;
    return false;
  };
  const overflowing = all("body *").filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.right > width + 1 || box.left < -1)
      && getComputedStyle(element).visibility === "visible" && !contained(element);
  });
  const ids = all("[id]").map((element) => element.id);
  return {
    language: document.documentElement.lang,
    title: document.title,
    h1: all("h1").length,
    canonical: all("link[rel=canonical]").map((link) => link.getAttribute("href")),
    noindex: Boolean(document.querySelector("meta[name=robots][content*=noindex]")),
    alternates: all("link[rel=alternate][hreflang]").map((link) => [link.hreflang, link.getAttribute("href")]),
    links: all("a[href]").map((link) => link.href),
    languages: all(".lg-languages a").map((link) => [link.hreflang, link.href]),
    ids,
    twice: ids.filter((id, index) => ids.indexOf(id) !== index),
    broken: all("img").filter((image) => !image.complete || image.naturalWidth === 0).map((image) => image.src),
    scroll: Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - width,
    overflowing: overflowing.map((element) => element.outerHTML.slice(0, 120)),
  };
}
