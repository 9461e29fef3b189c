// A widget is spoken by its label as that was written for Markdown: "Time &#40;UTC&#41;". What is
// spoken are the characters that one sees.
(() => {
  const spoken = new WeakMap(); // by element what it says since it was put right

  function putRight() {
    for (const element of document.querySelectorAll('[aria-label*="&#"], [aria-label*=":color{}"]')) {
      const written = element.getAttribute("aria-label");
      if (spoken.get(element) === written) continue; // a label may hold such text itself
      const seen = written
        .replaceAll(":color{}", "")
        .replace(/&#(\d{1,6});/g, (_, number) => String.fromCodePoint(number));
      spoken.set(element, seen);
      element.setAttribute("aria-label", seen);
    }
  }

  const anew = { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-label"] };
  new MutationObserver(putRight).observe(document, anew);
})();
