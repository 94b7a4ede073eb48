// The search of the site, as small as can be: the rest is loaded when somebody searches.
(() => {
  "use strict";
  const own = document.currentScript;
  const root = new URL("../../", own.src);
  const version = own.dataset.version ? `?v=${own.dataset.version}` : "";
  const wanted = new Map();

  const script = (address) => {
    if (!wanted.has(address)) wanted.set(address, new Promise((resolve, reject) => {
      const made = document.createElement("script");
      made.src = address;
      made.addEventListener("load", resolve);
      made.addEventListener("error", () => {
        wanted.delete(address);
        made.remove();
        reject(new Error(`${address} cannot be loaded`));
      });
      document.head.append(made);
    }));
    return wanted.get(address);
  };
  const style = () => new Promise((resolve) => {
    const made = document.createElement("link");
    made.rel = "stylesheet";
    made.href = new URL(`find.css${version}`, own.src);
    made.addEventListener("load", resolve);
    made.addEventListener("error", resolve);
    document.head.append(made);
  });
  const engine = () => script(new URL(`engine.js${version}`, own.src).href);
  let view;
  const ready = () => (view ??= Promise.all([
    engine(), script(new URL(`view.js${version}`, own.src).href), style(),
  ]).then(() => globalThis.onrecordView.start({
    root, load: (path) => script(new URL(`_search/${path}`, root).href),
    built_in: new URL("search-words.html", root), page: searchPage(),
  })));
  const searchPage = () =>
    document.querySelector("link[rel=search]")?.href ?? new URL("search.html", root).href;

  // opens the search; without it there is still its page
  const open = (before = "") => {
    // what is typed while the search is loading is part of the query
    let text = before;
    const typed = (event) => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      text += event.key;
    };
    document.addEventListener("keydown", typed, true);
    const done = () => document.removeEventListener("keydown", typed, true);
    ready().then((found) => { done(); found.open(text); }, () => {
      done();
      location.href = searchPage() + (text ? `?q=${encodeURIComponent(text)}` : "");
    });
  };

  const slash = () => {
    try { return localStorage.getItem("onrecord-slash") !== "off"; } catch { return true; }
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const bySlash = event.key === "/" && !typing && slash()
      && !(event.ctrlKey || event.metaKey || event.altKey);
    const byK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)
      && !event.altKey && !event.shiftKey;
    if (!bySlash && !byK) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    open();
  }, true);

  const page = document.getElementById("find-page");
  for (const box of document.querySelectorAll("form[role=search] input[name=q]")) {
    const go = () => {
      const text = box.value;
      box.value = "";
      open(text);
    };
    box.addEventListener("click", go);
    box.addEventListener("input", go);
  }
  const header = document.querySelector(".mobile-header .header-right");
  if (header && !page) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "find-button";
    button.setAttribute("aria-label", "Search");
    button.innerHTML = '<svg viewBox="0 0 24 24" width="22" height="22" fill="none" '
      + 'stroke="currentColor" stroke-width="1.8" stroke-linecap="round" aria-hidden="true">'
      + '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/></svg>';
    Object.assign(button.style, {
      border: "0", background: "none", padding: ".5rem", color: "inherit", cursor: "pointer",
      display: "inline-flex",
    });
    button.addEventListener("click", () => open());
    header.prepend(button);
  }

  if (page) ready().then((found) => found.mount(page), () => {
    const note = document.createElement("p");
    note.append("The search could not be loaded. Sphinx’s own search, below, may still work.");
    page.append(note);
  });

  // marks the words of a search in the turn to which it led; the address is then the turn's own
  const asked = new URLSearchParams(location.search).get("find");
  if (asked) Promise.all([engine(), style()]).then(() => {
    let target;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { /* no id */ }
    mark(target ?? document.querySelector("[role=main], main, article") ?? document.body, asked);
    // what other scripts added above has moved the turn, and in a long turn the words are far down
    target?.scrollIntoView();
    const first = document.querySelector("mark.found");
    if (first?.getBoundingClientRect().bottom > innerHeight) first.scrollIntoView({ block: "center" });
    try { history.replaceState(history.state, "", location.pathname + location.hash); } catch { /* a file */ }
  });

  const mark = (top, text) => {
    const { matcher, matches, parse } = globalThis.onrecordFind;
    const isAsked = matcher(parse(text));
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode() && found.length < 500) {
      const node = walker.currentNode;
      if (node.parentElement.closest("script, style, button, svg, mark, .turn-cited, .turn-head")) continue;
      const spans = matches(node.data, isAsked);
      if (spans.length) found.push([node, spans]);
    }
    for (const [node, spans] of found)
      for (const [start, end] of spans.reverse()) {
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, end);
        const made = document.createElement("mark");
        made.className = "found";
        range.surroundContents(made);
      }
  };
})();
