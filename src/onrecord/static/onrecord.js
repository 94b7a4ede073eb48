// "Cite": copies a citation of one turn. Without JavaScript the page's notice says how to cite.
(() => {
  "use strict";
  const head = document.querySelector("[data-cite-short]");
  if (!head || !navigator.clipboard) return;
  const facts = head.dataset;

  const citation = (turn) => {
    const words = [...turn.querySelectorAll(".turn-words > *")]
      .map((one) => one.textContent.trim()).filter(Boolean).join(" ");
    const speaker = turn.querySelector(".turn-speaker").textContent;
    const link = location.href.split("#")[0] + "#" + turn.id;
    const time = turn.querySelector(".turn-time");
    return [
      `${speaker}: “${words}”`,
      `${facts.citeTitle}, ${turn.id}${time ? ", " + time.textContent : ""}`,
      ...facts.citeNotes.split("|").filter(Boolean),
      link,
    ].join(". ").replace(/([.!?]”)\. /, "$1 ");
  };

  for (const turn of document.querySelectorAll(".turn[id]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "turn-cite";
    button.textContent = "cite";
    button.setAttribute("aria-label", `Copy a citation of turn ${turn.id}`);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(citation(turn));
      button.textContent = "copied";
      setTimeout(() => { button.textContent = "cite"; }, 2000);
    });
    turn.querySelector(".turn-head").append(button);
  }
})();
