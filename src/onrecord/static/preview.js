// Pointing at, or focusing, a link to a turn, a claim or a term shows it. The page it stands on is
// asked for once; opened from a file, only what stands on the same page can be shown.
(() => {
  "use strict";
  if (!HTMLElement.prototype.togglePopover) return;
  const LONGEST = 300;
  const here = location.href.split("#")[0].split("?")[0];
  const pages = new Map();

  const page = (address) => {
    if (address === here) return Promise.resolve(document);
    if (!location.protocol.startsWith("http")) return Promise.resolve(null);
    if (!pages.has(address)) {
      pages.set(address, fetch(address)
        .then((answer) => (answer.ok ? answer.text() : ""))
        .then((text) => (text ? new DOMParser().parseFromString(text, "text/html") : null))
        .catch(() => null));
    }
    return pages.get(address);
  };
  const folded = (text) => {
    const words = text.replace(/\s+/g, " ").trim();
    return words.length > LONGEST ? words.slice(0, LONGEST).replace(/\s\S*$/, "") + " …" : words;
  };
  const about = (place) => {
    const turn = place.closest(".turn");
    if (turn) {
      const who = turn.querySelector(".turn-speaker")?.textContent ?? "";
      const role = turn.querySelector(".turn-role")?.textContent ?? "";
      return [`${who}${role ? ` (${role})` : ""}, ${turn.id}`, turn.querySelector(".turn-words")?.textContent ?? ""];
    }
    const claim = [place, place.parentElement, place.nextElementSibling, place.parentElement?.nextElementSibling]
      .find((one) => one?.classList?.contains("claim"));
    if (claim) {
      const [words, ...verdicts] = [...claim.querySelectorAll("p")].map((one) => one.textContent);
      return [folded(words ?? ""), verdicts.join(" ")];
    }
    const term = place.closest("dt");
    if (term) {
      const meaning = term.nextElementSibling;
      return [folded(term.textContent.replace("¶", "")), meaning?.tagName === "DD" ? meaning.textContent : ""];
    }
    return null;
  };

  const card = document.createElement("div");
  card.className = "preview";
  card.id = "preview";
  card.setAttribute("popover", "manual");
  card.setAttribute("role", "tooltip");
  const title = document.createElement("p");
  title.className = "preview-title";
  const body = document.createElement("p");
  body.className = "preview-words";
  body.dir = "auto";
  card.append(title, body);
  (document.querySelector("main, [role=main]") ?? document.body).append(card);

  let link = null;
  let opening = 0;
  let closing = 0;
  const hide = () => {
    clearTimeout(opening);
    clearTimeout(closing);
    if (card.matches(":popover-open")) card.hidePopover();
    link?.removeAttribute("aria-describedby");
    link = null;
  };
  const put = (to) => {
    const rects = to.getClientRects();
    const at = rects[rects.length - 1];
    const size = card.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8));
    const above = at.bottom + size.height + 12 > innerHeight && at.top > size.height + 12;
    card.style.left = `${left}px`;
    card.style.top = `${above ? rects[0].top - size.height - 6 : at.bottom + 6}px`;
  };
  const show = async (to) => {
    const url = new URL(to.href);
    const address = url.origin === "null" ? to.href.split("#")[0] : url.origin + url.pathname;
    const found = await page(url.protocol === "file:" ? to.href.split("#")[0] : address);
    const id = decodeURIComponent(url.hash.slice(1));
    const place = found && id ? found.getElementById(id) : null;
    const told = place && link === to ? about(place) : null;
    if (!told || link !== to) return;
    [title.textContent, body.textContent] = [told[0], folded(told[1])];
    card.showPopover();
    put(to);
    to.setAttribute("aria-describedby", "preview");
  };
  const wanted = (target) => {
    const to = target instanceof Element ? target.closest("a.reference.internal[href*='#']") : null;
    return to && !to.closest(".toc-tree, .sidebar-tree, nav") && new URL(to.href).hash ? to : null;
  };
  const begin = (to, wait) => {
    clearTimeout(closing);
    if (to === link) return;
    hide();
    link = to;
    opening = setTimeout(show, wait, to);
  };
  const leave = () => {
    clearTimeout(closing);
    closing = setTimeout(hide, 250);
  };
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (card.contains(event.target)) {
      clearTimeout(closing);
      return;
    }
    const to = wanted(event.target);
    if (to) begin(to, 250); else if (link && document.activeElement !== link) leave();
  });
  document.addEventListener("focusin", (event) => {
    const to = wanted(event.target);
    if (to?.matches(":focus-visible")) begin(to, 100); else if (link) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && card.matches(":popover-open")) hide();
  });
  addEventListener("scroll", () => { if (card.matches(":popover-open")) hide(); }, { passive: true });
})();
