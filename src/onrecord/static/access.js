// What a theme leaves undone for keyboards and screen readers: names for side bars, a landmark
// around what stands in none, and a way into what scrolls sideways.
(() => {
  "use strict";
  for (const [place, name] of [[".sidebar-drawer", "Site"], [".toc-drawer", "This page"]]) {
    const bar = document.querySelector(place);
    if (bar && !bar.hasAttribute("aria-label")) bar.setAttribute("aria-label", name);
  }
  const top = document.querySelector("a.back-to-top");
  if (top) {
    const around = document.createElement("nav");
    around.setAttribute("aria-label", "Top of this page");
    top.replaceWith(around);
    around.append(top);
  }
  const reachable = () => {
    for (const box of document.querySelectorAll("pre, .table-wrapper")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; else box.removeAttribute("tabindex");
    }
  };
  reachable();
  addEventListener("resize", reachable);
})();
