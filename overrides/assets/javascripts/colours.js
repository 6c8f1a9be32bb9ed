// The colours that the reader chose before, set while the page is still being read.
"use strict";
(() => {
  const chosen = __md_get("__palette");
  const colours = (chosen && chosen.color) || {};
  if (colours.media === "(prefers-color-scheme)") return; // the page follows the device by itself
  for (const [name, value] of Object.entries(colours)) document.body.setAttribute(`data-md-color-${name}`, value);
})();
