// What a reader sees of the search: a dialog on every page, and the page of the search itself.
// Words of transcripts reach the page as text nodes only.
globalThis.onrecordView = (() => {
  "use strict";
  const LABELS = {
    kind: "Kind", interview: "Interview", speaker: "Speaker", role: "Role", theme: "Theme",
  };
  const KINDS = { turn: "turns", claim: "claims", theme: "theme pages", page: "other pages" };
  const OF_KIND = { claim: "Claim", theme: "Theme", page: "Page" };
  const FIRST = 8, MORE = 12, WAIT = 130, LISTED = 60;

  // h("p", {class: "x"}, "text", node): an element
  const h = (name, facts, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(facts ?? {}))
      if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== undefined) made.setAttribute(key, value);
    made.append(...inside.filter((one) => one !== null && one !== undefined));
    return made;
  };
  const marked = (pieces) => pieces.map(([text, isMarked]) => (isMarked ? h("mark", {}, text) : text));
  const lens = () => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [key, value] of Object.entries({
      viewBox: "0 0 24 24", width: 20, height: 20, fill: "none", stroke: "currentColor",
      "stroke-width": 1.8, "stroke-linecap": "round", "aria-hidden": "true", class: "find-lens",
    })) made.setAttribute(key, value);
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", "M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0ZM15.5 15.5l5 5");
    made.append(path);
    return made;
  };
  let ids = 0;

  // one search: its box, its filters, its hits
  class Search {
    constructor(facts, { dialog }) {
      this.facts = facts;
      this.dialog = dialog;
      this.filters = {};
      this.turn = 0;
      this.id = `find-${ids += 1}`;
      this.draw();
    }

    draw() {
      this.input = h("input", {
        type: "text", class: "find-input", inputmode: "search", enterkeyhint: "search",
        autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: 200, name: "q",
        placeholder: "Search what was said", "aria-label": "Search what was said",
        "aria-describedby": `${this.id}-status`,
      });
      this.status = h("p", { class: "find-status", role: "status", id: `${this.id}-status` });
      this.selects = h("div", { class: "find-filters", role: "group", "aria-label": "Filters" });
      this.list = h("ol", { class: "find-hits" });
      this.rest = h("button", { type: "button", class: "find-more", hidden: true }, "Show more");
      this.link = h("a", { class: "find-link", href: this.facts.page }, "Link to this search");
      this.form = h("form", { class: "find-bar", role: "search" }, lens(), this.input);
      const body = h("div", { class: "find-body", tabindex: "-1" }, this.list, this.rest);
      this.box = h("div", { class: "find-box" },
        this.form, this.selects, this.status, body, this.foot());
      this.listen();
    }

    foot() {
      const keys = h("p", { class: "find-keys" },
        h("kbd", {}, "↑"), h("kbd", {}, "↓"), " move ", h("kbd", {}, "Enter"), " open ",
        ...(this.dialog ? [h("kbd", {}, "Esc"), " close"] : []));
      const slash = h("input", { type: "checkbox" });
      try { slash.checked = localStorage.getItem("onrecord-slash") !== "off"; } catch { slash.disabled = true; }
      slash.addEventListener("change", () => {
        try { localStorage.setItem("onrecord-slash", slash.checked ? "on" : "off"); } catch { /* not kept */ }
      });
      return h("div", { class: "find-foot" }, keys,
        h("label", { class: "find-slash" }, slash, " ", h("kbd", {}, "/"), " opens the search"),
        this.link);
    }

    listen() {
      let timer;
      const later = () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.run(), WAIT);
      };
      this.input.addEventListener("input", later);
      this.form.addEventListener("submit", async (event) => {
        event.preventDefault();
        clearTimeout(timer);
        await this.run();
        if (this.dialog) this.links()[0]?.click();
      });
      this.rest.addEventListener("click", () => this.more(MORE, true));
      this.box.addEventListener("keydown", (event) => this.key(event));
    }

    links() { return [...this.list.querySelectorAll("a.find-hit")]; }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const links = this.links();
      const at = links.indexOf(document.activeElement);
      const inList = at >= 0 || document.activeElement === this.rest;
      const here = document.activeElement === this.input;
      if (event.key === "ArrowDown" && (here || at >= 0)) {
        event.preventDefault();
        (links[at + 1] ?? (this.rest.hidden ? links[at] : this.rest))?.focus();
      } else if (event.key === "ArrowUp" && inList) {
        event.preventDefault();
        (at < 0 ? links.at(-1) : links[at - 1] ?? this.input).focus();
      } else if (at >= 0 && event.key.length === 1 && event.key !== " ") {
        this.input.focus();
      }
    }

    // runs the query as it stands; of two that overlap the later one is shown
    async run() {
      const turn = this.turn += 1;
      const text = this.input.value;
      this.share(text);
      if (!/[\p{L}\p{N}]/u.test(text) && !Object.values(this.filters).some(Boolean)) {
        this.show(null);
        return;
      }
      const slow = setTimeout(() => { if (turn === this.turn) this.say("Searching …"); }, 400);
      try {
        const result = await this.ask(text);
        if (turn === this.turn) await this.show(result);
      } catch {
        if (turn === this.turn) this.fail();
      } finally {
        clearTimeout(slow);
      }
    }

    async ask(text) {
      const engine = globalThis.onrecordFind;
      try {
        await engine.open(this.facts.load);
        return await this.first(engine, text);
      } catch {
        // the site may have been published anew since this page was opened
        await engine.anew(this.facts.load, Date.now());
        return this.first(engine, text);
      }
    }

    async first(engine, text) {
      const found = await engine.search(text, this.filters);
      return { found, shown: await found.more(FIRST) };
    }

    async show(result) {
      this.result = result?.found ?? null;
      this.list.replaceChildren(...(result?.shown ?? []).map((one) => this.hit(one)));
      this.list.parentElement.scrollTop = 0;
      this.rest.hidden = !this.result || this.result.done;
      this.box.classList.toggle("find-empty", !this.result);
      this.drawFilters();
      if (!result) this.say(this.hint());
      else this.say(this.summary());
    }

    hint() { return "Words, or an “exact phrase” in quotation marks. Every turn is one result."; }

    summary() {
      const { total, some, atMost, done } = this.result;
      if (!total) {
        const filtered = Object.values(this.filters).some(Boolean);
        return filtered ? "Nothing found under these filters." : "Nothing found.";
      }
      const count = `${atMost && !done ? "Up to " : ""}${total.toLocaleString("en")} ${total === 1 ? "result" : "results"}`;
      return some ? `No result has all of these words. ${count} with some of them.` : `${count}.`;
    }

    say(text) { if (this.status.textContent !== text) this.status.textContent = text; }

    fail() {
      this.result = null;
      this.list.replaceChildren();
      this.rest.hidden = true;
      const words = new URL(this.facts.built_in);
      words.searchParams.set("q", this.input.value);
      this.status.replaceChildren("The search could not be loaded. ",
        h("a", { href: words.href }, "Sphinx’s own search"), " may still work.");
    }

    async more(count, focus) {
      const { result } = this;
      const shown = (await result.more(count)).map((one) => this.hit(one));
      if (result !== this.result) return;
      this.list.append(...shown);
      this.rest.hidden = result.done;
      this.say(this.summary());
      if (focus) shown[0]?.querySelector("a").focus();
    }

    hit(one) {
      const link = h("a", { class: `find-hit find-${one.kind}`, href: new URL(one.url, this.facts.root).href },
        h("span", { class: "find-head" }, ...this.head(one)),
        one.snippet.length ? h("span", { class: "find-words" }, ...marked(one.snippet)) : null,
        ...one.readings.map(({ printed, reading }) => h("span", { class: "find-reading" },
          `Printed “${printed}”, read “`, ...marked(reading), "”")));
      link.addEventListener("click", () => { if (this.dialog) this.dialog.close(); });
      return h("li", {}, link);
    }

    head(one) {
      if (one.kind === "turn")
        return [h("span", { class: "find-name" }, one.name), " ",
          one.role ? h("span", { class: `find-role find-role-${one.role}` }, one.role) : "", " ",
          h("span", { class: "find-where" }, `${one.page}, ${one.anchor}`)];
      const title = one.title.length ? marked(one.title) : [one.page];
      const whole = one.title.map(([text]) => text).join("");
      return [h("span", { class: "find-name" }, ...title), " ",
        h("span", { class: "find-role" }, one.transcript ? "Section" : OF_KIND[one.kind]), " ",
        whole === one.page ? "" : h("span", { class: "find-where" }, one.page)];
    }

    drawFilters() {
      const facets = this.result?.facets ?? [];
      const focused = this.selects.contains(document.activeElement) ? document.activeElement.name : "";
      const made = facets.filter(({ facet, values }) => values.length > 1 || this.filters[facet])
        .map((one) => this.select(one));
      if (Object.values(this.filters).some(Boolean)) {
        const clear = h("button", { type: "button", class: "find-clear", name: "clear" }, "Clear filters");
        clear.addEventListener("click", () => { this.filters = {}; this.input.focus(); this.run(); });
        made.push(clear);
      }
      this.selects.replaceChildren(...made);
      if (focused) (this.selects.querySelector(`[name="${focused}"]`) ?? this.input).focus();
    }

    select({ facet, values }) {
      const chosen = this.filters[facet] ?? "";
      const listed = values.slice(0, LISTED);
      const kept = values.find(({ value }) => value === chosen);
      if (chosen && !listed.includes(kept)) listed.push(kept ?? { value: chosen, label: chosen, count: 0 });
      const name = (value, label) => (facet === "kind" ? KINDS[value] ?? label : label);
      const made = h("select", { name: facet, "aria-label": LABELS[facet], class: chosen ? "find-set" : "" },
        h("option", { value: "" }, `${LABELS[facet]}: all`),
        ...listed.map(({ value, label, count }) => h("option", { value, selected: value === chosen },
          `${name(value, label)} (${count.toLocaleString("en")})`)));
      made.addEventListener("change", () => { this.filters[facet] = made.value; this.run(); });
      return made;
    }

    share(text) {
      const address = new URL(this.facts.page);
      address.search = "";
      address.hash = "";
      const facts = { q: text.trim(), ...this.filters };
      for (const [key, value] of Object.entries(facts)) if (value) address.searchParams.set(key, value);
      this.link.href = address.href;
      this.address = address;
      this.onshare?.(address);
    }

    // takes a query and its filters from an address
    take(parameters) {
      this.input.value = parameters.get("q") ?? "";
      for (const facet of Object.keys(LABELS)) this.filters[facet] = parameters.get(facet) ?? "";
    }
  }

  function start(facts) {
    let search = null, dialog = null;
    const made = () => {
      dialog = h("dialog", { class: "find", "aria-label": "Search" });
      search = new Search(facts, { dialog });
      const close = h("button", { type: "button", class: "find-close", "aria-label": "Esc: close the search" }, "Esc");
      close.addEventListener("click", () => dialog.close());
      search.form.append(close);
      dialog.append(search.box);
      dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
      document.body.append(dialog);
    };
    return {
      open(text) {
        if (!dialog) made();
        if (text) search.input.value = text;
        if (!dialog.open) dialog.showModal();
        search.input.focus();
        if (text) search.input.setSelectionRange(text.length, text.length);
        else search.input.select();
        if (text || !search.result) search.run();
      },
      mount(place) {
        const onPage = new Search(facts, { dialog: null });
        onPage.take(new URLSearchParams(location.search));
        place.append(onPage.box);
        const builtIn = document.getElementById("find-built-in");
        onPage.onshare = (address) => {
          if (builtIn) {
            const words = new URL(builtIn.href);
            words.searchParams.set("q", onPage.input.value);
            builtIn.href = words.href;
          }
          try { history.replaceState(history.state, "", address.pathname + address.search); } catch { /* a file */ }
        };
        onPage.input.focus({ preventScroll: true });
        onPage.run();
      },
    };
  }

  return { start };
})();
