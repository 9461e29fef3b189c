// What a browser must do beside Streamlit: links go from page to page and are copied, tables are
// sorted and walked, Enter applies a day.
(() => {
  const NARROW = 768; // px, at which Streamlit's navigation lies over the page

  // Go to an address of the app as Back and Forward do: nothing is loaded anew, and the address
  // that one leaves stays in the browser's history as it was.
  function go(address) {
    const there = new URL(address, location.href);
    if (there.href === location.href) return;
    history.pushState({}, "", there.href);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
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
    go(navigates ? withFilters(link) : link.href);
    if (navigates && innerWidth <= NARROW) {
      document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
    }
  }

  // A page that was opened without a period writes into its address which one it shows; a click
  // on a mark of a chart, which only the server can read, says where it leads.
  function hear() {
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

  // A table is one stop of the Tab key; the arrow keys walk its links.
  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...(event.target.closest?.("[data-table]")?.querySelectorAll("td a") ?? [])];
    const next = links[links.indexOf(event.target) + step];
    if (!step || !next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  function sort(event) {
    const head = event.target.closest?.("[data-table] th button")?.parentElement;
    if (!head) return;
    const [row, rows] = [head.parentElement, head.closest("table").tBodies[0]];
    const column = [...row.cells].indexOf(head);
    const down = head.getAttribute("aria-sort") !== "descending";
    for (const other of row.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const value = (line) => line.cells[column].dataset.value ?? "";
    const compared = (a, b) =>
      head.dataset.numeric !== undefined ? Number(a) - Number(b) : a.localeCompare(b);
    const lines = [...rows.rows].sort((a, b) => {
      const [one, two] = [value(a), value(b)];
      if (!one || !two) return Number(!one) - Number(!two); // what is empty stays last
      return compared(one, two) * (down ? -1 : 1);
    });
    rows.append(...lines);
  }

  // The link of the page, period in dates, goes to the clipboard; where that is not allowed, it is
  // shown and selected.
  async function copy(event) {
    const held = event.target.closest?.("[data-copy] button")?.parentElement;
    if (!held) return;
    const [said, shown] = [held.querySelector("[role=status]"), held.querySelector("input")];
    shown.value = new URL(held.dataset.copy, location.href).href;
    try {
      await navigator.clipboard.writeText(shown.value);
      shown.hidden = true;
      said.textContent = "Link copied";
    } catch {
      shown.hidden = false;
      shown.select();
      said.textContent = "Your browser does not let pages copy. The link is selected: copy it";
    }
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

  addEventListener("click", follow, true);
  addEventListener("click", copy);
  addEventListener("keydown", apply, true);
  addEventListener("click", sort);
  addEventListener("keydown", walk);
  new MutationObserver(hear).observe(document, { childList: true, subtree: true });
})();
