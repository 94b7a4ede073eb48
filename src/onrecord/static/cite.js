// "Cite": a citation of one turn, or of the words selected in it, in four forms. Without JavaScript
// the number of a turn is its address, and the page's notice says what a citation must say.
(() => {
  "use strict";
  const facts = document.querySelector("[data-cite-short]")?.dataset;
  const turns = document.querySelectorAll(".turn[id]");
  if (!facts || !turns.length || !HTMLElement.prototype.togglePopover) return;

  const made = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // -- what is cited

  const folded = (text) => text.replace(/\s+/g, " ").trim();
  const words = (turn) => {
    const body = turn.querySelector(".turn-words");
    const chosen = getSelection();
    if (chosen && !chosen.isCollapsed && chosen.rangeCount) {
      const range = chosen.getRangeAt(0);
      if (body.contains(range.commonAncestorContainer)) return folded(range.toString());
    }
    return folded([...body.children].map((one) => one.textContent).join(" "));
  };
  const cited = (turn) => ({
    id: turn.id,
    speaker: turn.querySelector(".turn-speaker").textContent,
    words: words(turn),
    time: turn.querySelector(".turn-time")?.textContent ?? "",
    address: (document.querySelector("link[rel=canonical]")?.href ?? location.href).split("#")[0]
      + "#" + turn.id,
    notes: (facts.citeNotes ?? "").split("|").filter(Boolean),
  });

  // -- its forms

  const SIGNS = {
    "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
  };
  const tex = (text) => text
    .replace(/[\\~^]|[{}%$#_&]/g, (sign) => SIGNS[sign] ?? "\\" + sign);
  const markdown = (text) => text.replace(/[\\`*_{}[\]<>#|]/g, "\\$&");
  const dated = facts.citeHeld || facts.citePublished || "";
  const parts = dated.split("-").map(Number).filter(Boolean);
  const key = (one) => `${facts.citeInterview}-${one.id}`;
  const place = (one) => one.id + (one.time ? `, ${one.time}` : "");

  const FORMS = {
    "Plain text": (one) => [
      `${one.speaker}: “${one.words}”`, `In: ${facts.citeTitle} (${facts.citeShort}), ${place(one)}.`,
      `${one.notes.join("; ")}.`, one.address,
    ].join("\n"),
    "Markdown": (one) => [
      `> ${markdown(one.words)}`, ">",
      `> ${markdown(one.speaker)}, [${markdown(facts.citeShort)}, ${place(one)}](${one.address})`,
      `> (${markdown(one.notes.join("; "))})`,
    ].join("\n"),
    "BibTeX": (one) => {
      const fields = {
        author: `{${tex(one.speaker)}}`,
        title: `{${tex(facts.citeTitle)}}, turn ${one.id}`,
        ...(dated && { date: dated, year: dated.slice(0, 4) }),
        howpublished: "Transcript of a talk",
        url: one.address.replace(/[{}]/g, encodeURIComponent),
        note: tex([`“${one.words}”`, ...one.notes].join("; ")),
      };
      const rows = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`);
      return `@misc{${key(one)},\n${rows.join(",\n")}\n}`;
    },
    "CSL-JSON": (one) => JSON.stringify([{
      id: key(one), type: "interview", title: facts.citeTitle, author: [{ literal: one.speaker }],
      ...(parts.length && { issued: { "date-parts": [parts] } }),
      locator: place(one), URL: one.address, language: facts.citeLanguage || undefined,
      abstract: one.words, note: one.notes.join("; "),
    }], null, 2),
  };

  // -- the box, one for the page

  const shown = made("textarea", { readonly: "", rows: "8", "aria-label": "Citation" });
  const status = made("span", { role: "status", class: "cite-status" });
  const title = made("p", { class: "cite-title", id: "cite-title" });
  const forms = made("div", { class: "cite-forms", role: "group", "aria-label": "Form" });
  const copy = made("button", { type: "button", class: "cite-copy" }, "Copy");
  const close = made("button", { type: "button", class: "cite-close" }, "Close");
  const box = made("div", { popover: "", class: "cite-box", role: "dialog", "aria-labelledby": "cite-title" },
    title, forms, shown, made("p", { class: "cite-actions" }, copy, close, status));
  (document.querySelector("main, [role=main]") ?? document.body).append(box);

  let turn = null;
  let form = Object.keys(FORMS)[0];
  try { form = localStorage.getItem("onrecord-cite") ?? form; } catch { /* no storage */ }
  if (!FORMS[form]) form = Object.keys(FORMS)[0];
  let one = null;
  const show = () => {
    shown.value = FORMS[form](one);
    for (const button of forms.children) {
      button.setAttribute("aria-pressed", String(button.textContent === form));
    }
    status.textContent = "";
  };
  for (const name of Object.keys(FORMS)) {
    const button = made("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      form = name;
      try { localStorage.setItem("onrecord-cite", name); } catch { /* no storage */ }
      show();
    });
    forms.append(button);
  }
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(shown.value);
    } catch {
      shown.select();
      document.execCommand("copy");
    }
    status.textContent = `Copied as ${form}.`;
  });
  close.addEventListener("click", () => box.hidePopover());
  box.addEventListener("toggle", (event) => {
    if (event.newState === "closed") turn?.querySelector(".turn-cite")?.focus();
  });

  for (const each of turns) {
    const button = made("button", {
      type: "button", class: "turn-cite", "aria-haspopup": "dialog", "aria-label": `Cite turn ${each.id}`,
    }, "cite");
    // the selection would be lost with the focus
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      turn = each;
      one = cited(each);
      title.textContent = `Cite ${one.id}, ${one.speaker}`;
      show();
      box.showPopover();
      copy.focus();
    });
    each.querySelector(".turn-head").append(button);
  }
})();
