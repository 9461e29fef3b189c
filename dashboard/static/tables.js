// Tables as every page draws them are walked by key, sorted, and turned page by page.
(() => {
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
      offerSorts(table);
      const [named, way] = JSON.parse(memory.getItem(remembered("sort", table)) ?? "[]");
      const head = [...table.tHead.rows[0].cells].find((cell) => cell.textContent === named);
      const sortable = head?.querySelector("button");
      order(table, sortable ? head : null, sortable ? way : null);
      turn(table, Number(memory.getItem(remembered("rows", table)) ?? 0));
      fit(table.parentElement);
      widths.observe(table.parentElement);
    }
  }

  // Rows become lines where their columns have no room beside each other.
  const NARROW = 36; // rem, below which columns are hard to read though they may fit
  const fitted = new WeakMap(); // by box the width for which that was decided

  function fit(box) {
    const room = box.clientWidth;
    fitted.set(box, room);
    if (!room) return; // what is folded away is fitted when it is opened
    box.removeAttribute("data-lines");
    box.toggleAttribute("data-lines", room < NARROW * rem() || box.scrollWidth > room);
    cut(box);
  }

  // A row that would be more than two lines is cut to them, on the smallest phones and where letters
  // are large to three; touched, or where a key leads to it, it shows all that it has.
  const SMALL = 21; // rem
  const most = (box) => (fitted.get(box) < SMALL * rem() ? 3.4 : 2.4); // a badge is higher than a line
  const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

  function cut(box) {
    const rows = [...box.querySelectorAll("tbody tr")];
    for (const row of rows) for (const name of ["data-cut", "data-whole"]) row.removeAttribute(name);
    if (!rows.length || !box.matches("[data-lines]")) return;
    const style = getComputedStyle(rows[0]);
    const [above, below] = [parseFloat(style.paddingTop), parseFloat(style.paddingBottom)];
    const room = most(box) * parseFloat(style.lineHeight) + above + below;
    const high = rows.filter((row) => row.getBoundingClientRect().height > room);
    for (const row of high) row.toggleAttribute("data-cut", true);
  }

  const LESS = "[data-lines] tbody tr:is([data-cut], :has(td.wide:not(:empty)))";

  function touched({ target }) {
    const row = target.closest?.("[data-lines] tbody tr");
    if (!row || target.closest("a, button") || getSelection().toString()) return;
    if (row.matches("[data-whole]")) cut(row.closest("[data-lines]"));
    else unfold(row);
  }

  function unfold(row) {
    if (!row?.matches(LESS)) return;
    row.removeAttribute("data-cut");
    row.toggleAttribute("data-whole", true);
  }

  function reached({ target }) {
    if (target.matches(":focus-visible")) unfold(target.closest("[data-lines] tbody tr"));
  }

  function left({ target, relatedTarget }) {
    const row = target.closest("[data-lines] tr[data-whole]");
    if (row && !row.contains(relatedTarget)) cut(row.closest("[data-lines]"));
  }

  const widths = new ResizeObserver((seen) =>
    requestAnimationFrame(() => {
      for (const { target } of seen) if (target.clientWidth !== fitted.get(target)) fit(target);
    }),
  );

  // Letters of a font that comes late have other widths.
  document.fonts?.addEventListener("loadingdone", () => {
    for (const box of document.querySelectorAll("[data-table]")) fit(box);
  });

  // Show the rows of a long table from one on, and the ways to those before and after.
  function turn(table, first) {
    const every = [...table.tBodies[0].rows];
    if (every.length <= ON_PAGE && !sought(table)) return;
    const rows = every.filter((row) => !("unsought" in row.dataset));
    const shown = first < rows.length ? first : 0;
    for (const row of every) row.hidden = true;
    rows.slice(shown, shown + ON_PAGE).forEach((row) => (row.hidden = false));
    keep(remembered("rows", table), shown);
    const reached = stops(table).flat();
    const stop = reached.find((one) => one.matches("td a")) ?? reached[0];
    for (const one of table.querySelectorAll("td a, th button")) one.tabIndex = one === stop ? 0 : -1;
    const ways = table.nextElementSibling ?? table.insertAdjacentElement("afterend", made());
    ways.hidden = every.length <= ON_PAGE && rows.length > 0;
    const [before, told, after] = ways.children;
    [before.value, after.value] = [shown - ON_PAGE, shown + ON_PAGE];
    [before.disabled, after.disabled] = [shown === 0, shown + ON_PAGE >= rows.length];
    const last = Math.min(shown + ON_PAGE, rows.length);
    const of = rows.length.toLocaleString("en-US");
    told.textContent = rows.length ? `Rows ${shown + 1} to ${last} of ${of}` : "No row fits";
    fit(table.parentElement);
  }

  // What is typed above a table leaves the rows whose name has it.
  const sought = (table) => table.closest("[data-table]").previousElementSibling?.matches("[data-seek]");

  function seek(event) {
    const table = event.target.closest?.("[data-seek]")?.nextElementSibling?.querySelector("table");
    if (!table) return;
    const typed = lettersOf(event.target.value.trim());
    for (const row of table.tBodies[0].rows) {
      row.toggleAttribute("data-unsought", !lettersOf(row.cells[0].textContent).includes(typed));
    }
    turn(table, 0);
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
  const [DOWN, UP] = ["descending", "ascending"];

  function clicked(event) {
    const head = event.target.closest?.("[data-table] th button")?.parentElement;
    if (!head) return;
    const next = new Map([[null, DOWN], [DOWN, UP], [UP, null]]);
    sort(head.closest("table"), head, next.get(head.ariaSort));
  }

  function sort(table, head, way) {
    order(table, head, way);
    turn(table, 0);
    keep(remembered("sort", table), JSON.stringify(way ? [head.textContent, way] : []));
  }

  function order(table, head, way) {
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    if (way) head.setAttribute("aria-sort", way);
    table.tBodies[0].append(...(way ? sorted(table, head, way) : written.get(table)));
    showSort(table);
  }

  function sorted(table, head, way) {
    const value = (row) => row.cells[head.cellIndex].dataset.value ?? "";
    const compared = (a, b) => (isNumeric(head) ? Number(a) - Number(b) : a.localeCompare(b));
    return written.get(table).toSorted((a, b) => {
      const [one, two] = [value(a), value(b)];
      if (!one || !two) return Number(!one) - Number(!two); // what is empty stays last
      return compared(one, two) * (way === DOWN ? -1 : 1);
    });
  }

  const isNumeric = (head) => head.dataset.numeric !== undefined;

  // On a phone, where headings are not seen, a list of them sorts, and a button turns the order
  // round.
  const FEWEST = 3; // rows of a table that is worth sorting

  function offerSorts(table) {
    const heads = [...table.tHead.rows[0].cells].filter((head) => head.querySelector("button"));
    if (!heads.length || table.tBodies[0].rows.length < FEWEST) return;
    const offer = document.createElement("div");
    offer.dataset.sorts = "";
    offer.innerHTML = '<label>Sort by <select></select></label><button type="button"></button>';
    const [list, round] = [offer.querySelector("select"), offer.querySelector("button")];
    list.append(new Option("as listed", ""), ...heads.map((head) => new Option(head.textContent)));
    const chosen = () => heads[list.selectedIndex - 1];
    list.onchange = () => sort(table, chosen(), chosen() && (isNumeric(chosen()) ? DOWN : UP));
    round.onclick = () => sort(table, chosen(), chosen().ariaSort === DOWN ? UP : DOWN);
    table.before(offer);
  }

  // Have the list say how the table is sorted now, also where a heading did it.
  function showSort(table) {
    const [list, round] = table.parentElement.querySelectorAll("[data-sorts] :is(select, button)");
    if (!list) return;
    const head = table.tHead.querySelector("[aria-sort]");
    list.value = head?.textContent ?? "";
    round.hidden = !head;
    round.textContent = head?.ariaSort === UP ? "↑" : "↓";
    round.ariaLabel = `Turn the order round, it is ${head?.ariaSort}`;
  }

  addEventListener("click", clicked);
  addEventListener("click", turned);
  addEventListener("click", touched);
  addEventListener("focusin", reached);
  addEventListener("focusout", left);
  addEventListener("input", seek);
  addEventListener("keydown", walk);
  new MutationObserver(dress).observe(document, { childList: true, subtree: true });
})();
