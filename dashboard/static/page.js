// What a browser must do beside Streamlit: links go from page to page and are copied, tables are
// sorted and walked, Enter applies a day and finds a text.
(() => {
  const NARROW = 768; // px, at which Streamlit's navigation lies over the page

  // Go to an address of the app as Back and Forward do: nothing is loaded anew, and the address
  // that one leaves stays in the browser's history as it was.
  function go(address, stay = false) {
    const there = new URL(address, location.href);
    if (there.href === location.href) return;
    history.pushState({}, "", there.href);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    if (!stay) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  }

  // The navigation names pages only: the filters of the page that one leaves go along.
  function withFilters(link) {
    const kept = document.querySelector("[data-filters]")?.dataset.filters;
    return kept && !link.search ? `${link.pathname}?${kept}` : link.href;
  }

  function follow(event) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest?.("a[href]");
    if (!link || link.origin !== location.origin || link.hash || link.download) return;
    event.preventDefault();
    event.stopPropagation();
    const navigates = link.closest("[data-testid=stSidebarNav]");
    go(navigates ? withFilters(link) : link.href, link.matches("[data-finding]"));
    if (navigates && innerWidth <= NARROW) {
      fold();
    }
  }

  // A page that was opened without a period writes into its address which one it shows; a click
  // on a mark of a chart, which only the server can read, says where it leads.
  function hear() {
    dress();
    const told = document.querySelector("[data-filters]");
    const period = told?.dataset.period;
    if (period && !/[?&](since|until|week|period)=/.test(location.search)) {
      const query = location.search ? `${location.search}&${period}` : `?${period}`;
      history.replaceState(history.state, "", location.pathname + query + location.hash);
    }
    if (told?.dataset.go && told !== hear.followed) {
      hear.followed = told;
      go(told.href);
    }
  }

  // A table is one stop of the Tab key; the arrow keys walk its links and its headings.
  function walk(event) {
    const [down, right] =
      { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key] ?? [];
    const from = event.target.closest?.("[data-table] :is(td a, th button)");
    if (!from || down === undefined) return;
    const rows = stops(from.closest("table"));
    const at = rows.findIndex((row) => row.includes(from));
    const place = (stop) => stop.closest("th, td").cellIndex;
    const away = (stop) => Math.abs(place(stop) - place(from));
    const next = right
      ? rows[at][rows[at].indexOf(from) + right]
      : rows[at + down]?.toSorted((one, other) => away(one) - away(other))[0];
    if (!next) return;
    event.preventDefault();
    from.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  // What the arrow keys reach in a table, row by row; its headings where they are seen.
  function stops(table) {
    const unseen = getComputedStyle(table.tHead).position === "absolute";
    return [...table.rows]
      .filter((row) => !row.hidden && !(unseen && row.parentElement === table.tHead))
      .map((row) => [...row.querySelectorAll("td a, th button")])
      .filter((row) => row.length);
  }

  // How a table is sorted is remembered for its page, and which part of it is shown for its address:
  // Back leads to the table as it was left.
  const ON_PAGE = 25;
  const memory = (() => {
    try {
      return sessionStorage;
    } catch {
      return { getItem: () => null, setItem: () => {} }; // the browser keeps nothing
    }
  })();
  const keep = (key, value) => {
    try {
      memory.setItem(key, value);
    } catch {
      // no room: the table begins anew at the next visit
    }
  };
  const remembered = (what, table) => {
    const where = location.pathname + (what === "rows" ? location.search : "");
    return `${what} ${where} ${table.getAttribute("aria-label")}`;
  };
  const written = new WeakMap(); // by table its rows in the order in which they were written

  function dress() {
    for (const table of document.querySelectorAll("[data-table] table")) {
      if (written.has(table)) continue;
      written.set(table, [...table.tBodies[0].rows]);
      const [head, way] = JSON.parse(memory.getItem(remembered("sort", table)) ?? "[]");
      const sorted = [...table.tHead.rows[0].cells].find((cell) => cell.textContent === head);
      if (sorted?.firstElementChild) order(table, sorted, way);
      turn(table, Number(memory.getItem(remembered("rows", table)) ?? 0));
    }
  }

  // Show the rows of a long table from one on, and the ways to those before and after.
  function turn(table, first) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length <= ON_PAGE) return;
    const shown = first < rows.length ? first : 0;
    rows.forEach((row, n) => (row.hidden = n < shown || n >= shown + ON_PAGE));
    keep(remembered("rows", table), shown);
    const reached = stops(table).flat();
    const stop = reached.find((one) => one.matches("td a")) ?? reached[0];
    for (const one of table.querySelectorAll("td a, th button")) one.tabIndex = one === stop ? 0 : -1;
    const ways = table.nextElementSibling ?? table.insertAdjacentElement("afterend", made());
    const [before, told, after] = ways.children;
    [before.value, after.value] = [shown - ON_PAGE, shown + ON_PAGE];
    [before.disabled, after.disabled] = [shown === 0, shown + ON_PAGE >= rows.length];
    const last = Math.min(shown + ON_PAGE, rows.length);
    told.textContent = `Rows ${shown + 1} to ${last} of ${rows.length.toLocaleString("en-US")}`;
  }

  function made() {
    const ways = document.createElement("div");
    ways.dataset.ways = "";
    ways.innerHTML =
      '<button type="button">Rows before</button><span role="status"></span><button type="button">More rows</button>';
    return ways;
  }

  function turned(event) {
    const way = event.target.closest?.("[data-ways] button");
    if (!way) return;
    const table = way.parentElement.previousElementSibling;
    turn(table, Number(way.value));
    table.scrollIntoView({ block: "nearest" });
  }

  // A click on a heading sorts from much to little, the next one the other way round, and the third
  // one brings back the order in which the rows were written.
  function sort(event) {
    const head = event.target.closest?.("[data-table] th button")?.parentElement;
    if (!head) return;
    const table = head.closest("table");
    const way = { descending: "ascending", ascending: null }[head.getAttribute("aria-sort")];
    order(table, head, way === undefined ? "descending" : way);
    turn(table, 0);
    keep(
      remembered("sort", table),
      JSON.stringify(way === null ? [] : [head.textContent, head.getAttribute("aria-sort")]),
    );
  }

  function order(table, head, way) {
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    if (way) head.setAttribute("aria-sort", way);
    const value = (line) => line.cells[head.cellIndex].dataset.value ?? "";
    const compared = (a, b) =>
      head.dataset.numeric !== undefined ? Number(a) - Number(b) : a.localeCompare(b);
    const lines = written.get(table).toSorted((a, b) => {
      const [one, two] = [value(a), value(b)];
      if (!one || !two) return Number(!one) - Number(!two); // what is empty stays last
      return compared(one, two) * (way === "descending" ? -1 : 1);
    });
    table.tBodies[0].append(...(way ? lines : written.get(table)));
  }

  // The link of the page, period in dates, goes to the clipboard; where that is not allowed, it is
  // shown and selected.
  async function copy(event) {
    const held = event.target.closest?.("[data-copy] button")?.parentElement;
    if (!held) return;
    const [said, shown] = [held.querySelector("[role=status]"), held.querySelector("input, textarea")];
    const text = held.dataset.copies === "text";
    shown.value = text ? held.dataset.copy : new URL(held.dataset.copy, location.href).href;
    try {
      await navigator.clipboard.writeText(shown.value);
      shown.hidden = true;
      said.textContent = text ? "Copied" : "Link copied";
    } catch {
      shown.hidden = false;
      shown.select();
      said.textContent = `Your browser does not let pages copy. The ${text ? "text" : "link"} is selected: copy it`;
    }
  }

  // What is to be found leads to the results, with the filters of the page that one leaves.
  function find(event) {
    const form = event.target.closest?.("[data-find]");
    if (!form) return;
    event.preventDefault();
    const text = form.q.value.trim();
    if (!text) return;
    const kept = document.querySelector("[data-filters]")?.dataset.filters;
    const asked = new URLSearchParams({ q: text }); // what is no whole letter becomes a sign for that
    go(`/find?${asked}${kept ? `&${kept}` : ""}`);
    form.q.blur();
    if (innerWidth <= NARROW) fold();
  }

  // The key / leads to the field, also where the sidebar is folded away.
  function seek(event) {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable=true]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (document.querySelector("[data-testid=stSidebar][data-collapsed=true]")) {
      document.querySelector("[data-testid=stExpandSidebarButton]")?.click();
    }
    const field = document.querySelector("[data-find] input");
    field?.focus({ preventScroll: true });
    field?.select();
  }

  function fold() {
    document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  }

  // Enter in a day applies the form that it stands in, once the day is taken over.
  function apply(event) {
    const day = event.target.closest?.("[data-testid=stForm] [data-testid=stDateInputField]");
    const form = day?.closest("[data-testid=stForm]");
    const button = form?.querySelector("[data-testid=stFormSubmitButton] button");
    if (event.key !== "Enter" || !button) return;
    event.preventDefault();
    button.focus();
    requestAnimationFrame(() => button.click());
  }

  // The list of the review is walked by J and K, a finding opened by D, which then goes to its form;
  // the buttons say the same.
  const HEARD = { j: 1, k: -1 };
  function press(key) {
    const lines = [...document.querySelectorAll("[data-finding]")].filter((line) => line.checkVisibility());
    const opened = lines.findIndex((line) => line.parentElement.matches("[aria-current]"));
    const held = lines.indexOf(document.activeElement);
    const at = held >= 0 ? held : opened;
    if (key in HEARD) lines[Math.min(Math.max(at + HEARD[key], 0), lines.length - 1)]?.focus();
    if (key === "d") decide(lines, at, opened);
    if (key === "f") document.querySelector(".st-key-filter-bar button")?.click();
    if (key === "?") explain();
  }

  function decide(lines, at, opened) {
    const button = document.querySelector(".st-key-opened .st-key-decide-row button");
    if (at >= 0 && at === opened && button) return button.focus();
    (lines[at] ?? lines[0])?.click();
  }

  function explain() {
    const button = document.querySelector("[data-keys] [data-key='?']");
    const told = document.querySelector("[data-keys] p");
    if (!told) return;
    told.hidden = !told.hidden;
    button.setAttribute("aria-expanded", String(!told.hidden));
  }

  function keyed(event) {
    const typed = event.target.closest?.("input, textarea, select, [contenteditable=true], [role=combobox]");
    if (typed || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!document.querySelector("[data-keys]") || !"jkdf?".includes(event.key)) return;
    event.preventDefault();
    press(event.key);
  }

  function pressed(event) {
    const button = event.target.closest?.("[data-keys] button");
    if (button) press(button.dataset.key);
  }

  addEventListener("keydown", keyed);
  addEventListener("click", pressed);
  addEventListener("click", follow, true);
  addEventListener("click", copy);
  addEventListener("keydown", apply, true);
  addEventListener("click", sort);
  addEventListener("click", turned);
  addEventListener("keydown", walk);
  addEventListener("keydown", seek);
  addEventListener("submit", find, true);
  new MutationObserver(hear).observe(document, { childList: true, subtree: true });
})();
