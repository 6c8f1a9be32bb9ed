// Where the keyboard is: whether a reader sees it there, and what it is called.
() => {
  const here = document.activeElement;
  // A choice of colours is marked by the sign beside it.
  const shown = here.matches(".lg-palette input") ? here.nextElementSibling : here;
  const style = getComputedStyle(shown);
  const box = shown.getClientRects()[0] ?? new DOMRect(); // of a text over two lines, the first
  const across = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const down = Math.min(Math.max(box.top + Math.min(box.height / 2, 10), 1), innerHeight - 1);
  const top = document.elementFromPoint(across, down);
  return {
    name: shown.outerHTML.slice(0, 120),
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    onScreen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    uncovered: Boolean(top) && (shown.contains(top) || top.contains(shown)),
  };
}
