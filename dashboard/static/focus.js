// What one chose by key keeps the focus where the page is drawn anew: the same link or button, or
// what stands in its place; of another page the heading has it.
(() => {
  let left = null; // what had the focus last, by key, and how it is found again
  let byKey = false;
  const PATIENCE = 15_000; // ms, after which a page that is drawn anew is left alone

  const main = () => document.querySelector("[data-testid=stMain]");
  const lost = () => [null, document.body, main()].includes(document.activeElement);
  const rests = () => document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]");

  // The page and what it is about.
  const SUBJECT = ["detail", "id", "run", "with", "q"];
  function subject() {
    const named = new URLSearchParams(location.search);
    return [location.pathname, ...SUBJECT.map((name) => named.get(name) ?? "")].join("\n");
  }

  // A table is known by its headings, a row by its name, which may tell that it is chosen.
  const heads = (table) => [...table.tHead.rows[0].cells].map((head) => head.textContent).join("\n");
  const named = (row) => row.cells[0].textContent.replace(/^[^\p{L}\p{N}]+/u, "");

  function inTable(element) {
    const [cell, table] = [element.closest("td"), element.closest("[data-table] table")];
    if (!cell || !table) return null;
    const [known, name, place] = [heads(table), named(cell.parentElement), cell.cellIndex];
    return (settled) => {
      const same = [...document.querySelectorAll("[data-table] table")].find((one) => heads(one) === known);
      const row = same && [...same.tBodies[0].rows].find((one) => named(one) === name);
      const stop = row?.cells[place]?.querySelector("a") ?? row?.querySelector("a");
      return stop ?? (settled ? same?.querySelector("[tabindex='0']") : null);
    };
  }

  // A filter that is set, or taken off, leaves the button that sets one.
  function inBar(element) {
    if (!element.closest(".st-key-filter-bar, [data-filter-list]")) return null;
    const same = alike(element);
    const button = () => document.querySelector("[class*=st-key-filter-panel] button");
    return (settled) => same() ?? (settled ? button() : null);
  }

  function alike(element) {
    const [kind, words] = [element.tagName.toLowerCase(), element.textContent];
    if (!words) return () => null;
    return () => [...(main()?.querySelectorAll(kind) ?? [])].find((one) => one.textContent === words);
  }

  function heading() {
    const found = main()?.querySelector("h1");
    if (found) found.tabIndex = -1;
    return found;
  }

  function focused(event) {
    const element = event.target;
    if (!byKey || !element.matches?.("a, button, [data-filter-list] input")) return void (left = null);
    const again = inTable(element) ?? inBar(element) ?? alike(element);
    left = { element, again, about: subject(), since: 0 };
  }

  function restore() {
    if (!left || left.element.isConnected || !lost()) return;
    left.since ||= performance.now();
    if (performance.now() - left.since > PATIENCE) return void (left = null);
    const settled = Boolean(rests());
    const elsewhere = left.about !== subject();
    (elsewhere ? settled && heading() : left.again(settled))?.focus?.();
  }

  function pressed(event) {
    byKey = true;
    if (event.key === "Tab") left = null; // one goes on by oneself
  }

  function pointed() {
    [byKey, left] = [false, null];
  }

  addEventListener("keydown", pressed, true);
  addEventListener("pointerdown", pointed, true);
  addEventListener("focusin", focused);
  const drawn = { childList: true, subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] };
  new MutationObserver(restore).observe(document, drawn);
})();
