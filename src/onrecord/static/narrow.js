// A transcript narrowed to one speaker, with or without its times; the place on the page is kept.
(() => {
  "use strict";
  const turns = [...document.querySelectorAll(".turn[id]")];
  const head = document.querySelector(".speakers");
  if (turns.length < 2 || !head) return;

  const names = new Map();
  for (const turn of turns) {
    const key = turn.dataset.speaker;
    if (!key) continue;
    const name = turn.querySelector(".turn-speaker").textContent;
    const found = names.get(key) ?? { name, count: 0 };
    found.count += 1;
    names.set(key, found);
  }
  if (names.size < 2 || names.size > 40) return;

  const tools = document.createElement("div");
  tools.className = "turn-tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", "Show turns of");
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");

  // the first turn on the screen, or the one that was asked for, stays where it is
  const anchored = (change) => {
    const seen = turns.find((one) => !one.hidden && one.getBoundingClientRect().bottom > 80);
    const before = seen?.getBoundingClientRect().top ?? 0;
    change();
    if (!seen || before < 0 && seen === turns[0]) return;
    const near = seen.hidden ? turns.slice(turns.indexOf(seen)).find((one) => !one.hidden) : seen;
    if (near && scrollY > 0) scrollBy({ top: near.getBoundingClientRect().top - before, behavior: "instant" });
  };

  let only = "";
  const buttons = new Map();
  const narrow = (key, { record = true } = {}) => anchored(() => {
    only = names.has(key) ? key : "";
    let count = 0;
    for (const turn of turns) {
      turn.hidden = only !== "" && turn.dataset.speaker !== only;
      count += !turn.hidden;
    }
    for (const [one, button] of buttons) button.setAttribute("aria-pressed", String(one === only));
    status.textContent = only ? `${count} of ${turns.length} turns shown` : `All ${turns.length} turns shown`;
    if (!record) return;
    const url = new URL(location);
    if (only) url.searchParams.set("speaker", only); else url.searchParams.delete("speaker");
    try { history.replaceState(null, "", url); } catch { /* opened from a file */ }
  });
  const add = (text, pressed, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text;
    button.setAttribute("aria-pressed", String(pressed));
    button.addEventListener("click", () => act(button));
    tools.append(button);
    return button;
  };
  buttons.set("", add("Everyone", true, () => narrow("")));
  for (const [key, { name, count }] of names) {
    buttons.set(key, add(`${name} (${count})`, false, () => narrow(key === only ? "" : key)));
  }

  if (document.querySelector(".turn-time")) {
    const times = (off) => {
      document.body.classList.toggle("without-times", off);
      try { localStorage.setItem("onrecord-times", off ? "off" : "on"); } catch { /* no storage */ }
    };
    let off = false;
    try { off = localStorage.getItem("onrecord-times") === "off"; } catch { /* no storage */ }
    const button = add("Times", !off, (self) => anchored(() => {
      const shown = self.getAttribute("aria-pressed") !== "true";
      self.setAttribute("aria-pressed", String(shown));
      times(!shown);
    }));
    button.className = "turn-times";
    if (off) times(true);
  }
  tools.append(status);
  head.after(tools);

  // a link to a turn shows it, whatever is narrowed
  const reveal = () => {
    const turn = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".turn");
    if (turn?.hidden) {
      narrow("");
      turn.scrollIntoView();
    }
  };
  const wanted = new URLSearchParams(location.search).get("speaker");
  if (wanted) narrow(wanted, { record: false });
  reveal();
  addEventListener("hashchange", reveal);
})();
