// What a browser must do beside Streamlit: links go from page to page and are copied, Back leads to
// the place that one left, Enter applies a day and finds a text.
(() => {
  // Streamlit's fields for days and times follow the browser's language, with its figures, its
  // calendar and its first day of the week: pages have one language, and weeks from Monday.
  Object.defineProperty(navigator, "language", { get: () => "en-GB" });
  Object.defineProperty(navigator, "languages", { get: () => ["en-GB"] });

  const NARROW = 768; // px, at which Streamlit's navigation lies over the page

  // Go to an address of the app as Back and Forward do: nothing is loaded anew, and the address
  // that one leaves stays in the browser's history as it was.
  function go(address, stay = false) {
    const there = new URL(address, location.href);
    if (there.href === location.href) return;
    history.pushState({}, "", there.href);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    if (!stay) main()?.scrollTo(0, 0);
    places.set(there.href, main()?.scrollTop ?? 0);
  }

  // What a page is about; another one begins at its top, and Back leads to the place that one left.
  const SUBJECT = ["detail", "id", "run", "with", "q"];
  const places = new Map(); // by address, how far its page was scrolled
  let [about, wanted] = [subject(), 0];

  function subject() {
    const named = new URLSearchParams(location.search);
    return [location.pathname, ...SUBJECT.map((name) => named.get(name) ?? "")].join("\n");
  }

  const main = () => document.querySelector("[data-testid=stMain]");

  function settle() {
    if (subject() !== about) {
      about = subject();
      wanted = 0;
      main()?.scrollTo(0, 0);
    }
    if (wanted) {
      main()?.scrollTo(0, wanted);
      if (Math.abs(main()?.scrollTop - wanted) < 2) wanted = 0;
    }
  }

  function returned(event) {
    if (!event.isTrusted) return; // a step on, by go()
    about = subject();
    wanted = places.get(location.href) ?? 0;
    if (!wanted) main()?.scrollTo(0, 0);
  }

  function scrolled(event) {
    if (event.target === main() && !wanted) places.set(location.href, event.target.scrollTop);
  }

  const letGo = () => (wanted = 0);

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
    const turned = turns(link) && tableBefore(link);
    go(navigates ? withFilters(link) : link.href, turned || link.matches("[data-finding], [data-stay]"));
    if (turned) turned.scrollIntoView({ block: "start" });
    if (innerWidth <= NARROW && link.closest("[data-testid=stSidebar]")) fold();
  }

  // Whether a link leads to another part of a list on this page, of which one then sees the beginning.
  const PARTS = ["page", "tasks"];

  function turns(link) {
    const [here, there] = [location, link].map((address) => {
      const named = new URLSearchParams(address.search);
      PARTS.forEach((name) => named.delete(name));
      return address.pathname + named;
    });
    return here === there;
  }

  function tableBefore(link) {
    const before = (table) => table.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING;
    return [...document.querySelectorAll("[data-table]")].findLast(before);
  }

  // A page that was opened without a period writes into its address which one it shows, and another
  // when news has it show another; a click on a mark of a chart, which only the server can read, says
  // where it leads; and the first page may have a view that is opened in its place.
  function hear() {
    settle();
    begin();
    const asked = document.querySelector("[data-find] input[data-asked]");
    if (asked) {
      asked.value = decodeURIComponent(asked.dataset.asked);
      delete asked.dataset.asked;
    }
    const told = document.querySelector("[data-filters]");
    const period = told?.dataset.period;
    let query = location.search;
    if (period && !/[?&](since|until|week|period)=/.test(query)) {
      query += query ? `&${period}` : `?${period}`;
    } else if (period && hear.written) {
      query = query.replace(hear.written, period); // what a person chose is none that we wrote
    }
    if (query !== location.search) {
      hear.written = period;
      history.replaceState(history.state, "", location.pathname + query + location.hash);
    }
    if (told?.dataset.go && told !== hear.followed) {
      hear.followed = told;
      go(told.href);
    }
    const instead = document.querySelector("[data-instead]");
    if (instead && instead !== hear.followed) {
      hear.followed = instead;
      history.replaceState({}, "", instead.href);
      dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    }
  }

  // The link of the page, period in dates, goes to the clipboard; where that is not allowed, it is
  // shown and selected.
  async function copy(event) {
    const held = event.target.closest?.("[data-copy] button")?.parentElement;
    if (!held) return;
    const [said, shown] = [held.querySelector("[role=status]"), held.querySelector("input, textarea")];
    const text = held.dataset.copies === "text";
    shown.value = text ? decodeURIComponent(held.dataset.copy) : new URL(held.dataset.copy, location.href).href;
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

  // The list of filters: what is typed is looked for in names and values, arrows walk it, and Enter
  // takes the first, with Shift to leave it out.
  const MOST_FOUND = 60;
  const HERE = encodeURIComponent("\ue000here\ue000"); // where a value stands in an address
  const placed = (address, value) => address.replace(HERE, () => encodeURIComponent(value));

  function filterRow(section, value, words, runs, named) {
    const { is, not } = section.dataset;
    const dimension = decodeURIComponent(section.dataset.dimension);
    const row = linkRow(is, value, named ? `${dimension}: ${words}` : words, runs?.toLocaleString("en"));
    const left = row.appendChild(document.createElement("a"));
    left.href = placed(not, value);
    left.className = "not";
    left.textContent = "not";
    left.ariaLabel = `${dimension} is not ${words}`;
    return row;
  }

  function linkRow(address, value, ...texts) {
    const row = document.createElement("li");
    const link = row.appendChild(document.createElement("a"));
    link.href = placed(address, value);
    for (const text of texts) link.appendChild(document.createElement("span")).textContent = text ?? "";
    if (texts[1] !== undefined) link.lastChild.className = "n";
    return row;
  }

  const moreOf = (section) => JSON.parse(decodeURIComponent(section.dataset.more));

  function held(section) {
    section.values ??= [
      ...[...section.querySelectorAll("li")].map((row) => {
        const [words, number] = row.querySelectorAll("span");
        return [decodeURIComponent(row.dataset.value), words.textContent, Number(number.textContent.replace(/\D/g, ""))];
      }),
      ...moreOf(section),
    ];
    return section.values;
  }

  function searchFilters(list) {
    const typed = list.querySelector("input").value.trim();
    const words = lettersOf(typed).split(/\s+/).filter(Boolean);
    const sections = typed ? [...list.querySelectorAll("section")] : [];
    const matches = sections.flatMap((section) => {
      const name = lettersOf(decodeURIComponent(section.dataset.dimension));
      return held(section)
        .map(([value, said, runs]) => ({ section, value, said, runs, text: lettersOf(said) }))
        .filter(({ text }) => words.every((word) => `${name} ${text}`.includes(word)));
    });
    // First what begins with the words, then what has one that does, then the rest.
    const rank = ({ text }) => (text.startsWith(lettersOf(typed)) ? 0 : text.includes(` ${words[0]}`) ? 1 : 2);
    const rows = matches
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, MOST_FOUND)
      .map(({ section, value, said, runs }) => filterRow(section, value, said, runs, true));
    const unseen = sections.filter((section) => "beyond" in section.dataset);
    const others = unseen.map((section) => filterRow(section, typed, `exactly “${typed}”`, undefined, true));
    const text = linkRow(list.dataset.text, typed, `Text contains “${typed}”`);
    const found = list.querySelector("[data-found]");
    found.replaceChildren(...(typed ? [...rows, text, ...others] : []));
    for (const part of list.querySelectorAll("[data-found], [data-hint]")) part.hidden = !typed;
    for (const part of list.querySelectorAll(".dimensions, .chosen")) part.hidden = !!typed;
  }

  function searched(event) {
    const list = event.target.closest?.("[data-filter-list]");
    if (!list) return;
    [sought, soughtAt] = [event.target.value, location.href];
    searchFilters(list);
  }

  function unfold(event) {
    const button = event.target.closest?.("[data-filter-list] [data-unfold]");
    const section = button?.closest("section");
    if (!section) return;
    const rest = moreOf(section);
    const rows = rest.map(([value, words, runs]) => filterRow(section, value, words, runs, false));
    held(section);
    section.querySelector("ul").append(...rows);
    rows[0]?.firstChild.focus();
    button.remove();
  }

  function walkFilters(event) {
    const list = event.target.closest?.("[data-filter-list]");
    if (!list || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...list.querySelectorAll("li")].filter((row) => row.checkVisibility());
    const input = list.querySelector("input");
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    if (event.key === "Enter" && event.target === input) {
      const link = rows[0]?.children[event.shiftKey ? 1 : 0];
      if (link && input.value.trim()) go(link.href);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      (next < 0 ? input : rows[Math.min(next, rows.length - 1)]?.firstChild)?.focus();
    } else if ((event.key === "ArrowRight" || event.key === "ArrowLeft") && at >= 0) {
      rows[at].children[event.key === "ArrowRight" ? 1 : 0]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // One begins by typing; what is half typed stays where new data draws the list anew, or it is closed
  // and opened again, until something is chosen.
  let [begun, sought, soughtAt] = [null, "", ""];
  function begin() {
    const list = document.querySelector("[data-filter-list]");
    if (list === begun) return;
    const anew = begun?.isConnected === false && document.activeElement === document.body;
    begun = list;
    if (!list) return;
    if (soughtAt !== location.href) sought = "";
    const input = list.querySelector("input");
    input.value = sought;
    if (sought) searchFilters(list);
    input.focus({ preventScroll: true });
    if (!anew) input.select();
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
    if (key === "f") document.querySelector("[class*=st-key-filter-panel] button")?.click();
    if (key === "?") explain();
  }

  function decide(lines, at, opened) {
    const button = document.querySelector(".st-key-opened .st-key-decide-row button");
    if (at >= 0 && at === opened && button) return button.focus();
    (lines[at] ?? lines[0])?.click();
  }

  // What the keys do: on Review below the buttons of its list, elsewhere behind a button of the page.
  function explain() {
    const button = document.querySelector("[data-keys] [data-key='?'], [data-page-keys] button");
    const told = document.querySelector("[data-keys] p, [data-page-keys] p");
    if (!told) return;
    told.hidden = !told.hidden;
    button.setAttribute("aria-expanded", String(!told.hidden));
  }

  function keyed(event) {
    const typed = event.target.closest?.("input, textarea, select, [contenteditable=true], [role=combobox]");
    if (typed || event.ctrlKey || event.metaKey || event.altKey) return;
    const known = document.querySelector("[data-keys]") ? "jkdf?" : "f?";
    if (!known.includes(event.key)) return;
    event.preventDefault();
    press(event.key);
  }

  function pressed(event) {
    const button = event.target.closest?.("[data-keys] button");
    if (button) press(button.dataset.key);
    if (event.target.closest?.("[data-page-keys] button")) explain();
  }

  addEventListener("input", searched);
  addEventListener("click", unfold);
  addEventListener("keydown", walkFilters, true);
  addEventListener("keydown", keyed);
  addEventListener("click", pressed);
  addEventListener("click", follow, true);
  addEventListener("popstate", returned);
  addEventListener("scroll", scrolled, true);
  for (const own of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(own, letGo, { capture: true, passive: true });
  }
  addEventListener("click", copy);
  addEventListener("keydown", apply, true);
  addEventListener("keydown", seek);
  addEventListener("submit", find, true);
  new MutationObserver(hear).observe(document, { childList: true, subtree: true });
})();
