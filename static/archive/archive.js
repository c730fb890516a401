// Comforts only: every page works without this file.
"use strict";

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("[data-search]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    const label = [...button.childNodes];
    button.addEventListener("click", async () => {
      const held = document.getElementById(button.dataset.copy);
      await navigator.clipboard.writeText((held.value ?? held.textContent).trim());
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.replaceChildren(...label); }, 2000);
    });
  }
}

// One click takes all of a citation.
for (const held of document.querySelectorAll(".citation [readonly]")) {
  held.addEventListener("click", () => held.select());
}

// A statement that runs over several paragraphs has one anchor; light all of its pieces.
const lightTarget = () => {
  for (const lit of document.querySelectorAll(".lit.target")) lit.classList.remove("target");
  const found = /^#s(\d+)$/.exec(location.hash);
  if (!found) return;
  for (const lit of document.querySelectorAll(`[data-statement="${found[1]}"]`)) lit.classList.add("target");
};
addEventListener("hashchange", lightTarget);
lightTarget();

// htmx boosts no link inside a drawing: a bar does what its row in the table does.
document.addEventListener("click", (event) => {
  const bar = event.target.closest("svg.plot a");
  if (!bar || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const rows = bar.closest("figure").querySelectorAll("table a");
  const row = [...rows].find((link) => link.getAttribute("href") === bar.getAttribute("href"));
  if (!row) return;
  event.preventDefault();
  row.click();
});
