// The page that is not there: its name is what was looked for.
(() => {
  const field = document.getElementById("not-found-words");
  if (!field) return;
  const parts = location.pathname.split("/").filter(Boolean);
  const last = (parts.pop() || "").replace(/\.(html?|md)$/, "");
  let words = last;
  try { words = decodeURIComponent(last); } catch { /* shown as it is */ }
  if (words !== "404" && words !== "index") {
    field.value = words.replace(/[^\p{L}\p{N}]+/gu, " ").trim().slice(0, 80);
  }
  field.focus();
})();
