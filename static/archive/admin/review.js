// The review queue by keyboard. Without this file every button and field works all the same.
"use strict";

const form = document.getElementById("review");
const field = (name) => form?.elements.namedItem(name);
const press = (action) => form?.querySelector(`button[value="${action}"]`)?.click();
const focusOn = (name) => { field(name)?.focus(); field(name)?.select?.(); };

const KEYS = {
  a: () => press("accept"),
  h: () => press("hide"),
  k: () => press("skip"),
  u: () => press("undo"),
  s: () => focusOn("speaker"),
  w: () => focusOn("words"),
  r: () => focusOn("reason"),
  t: () => document.querySelector("a.lesson")?.click(),
  n: () => { const box = field("new"); if (box) box.checked = !box.checked; },
  1: () => { field("kind")[0].checked = true; },
  2: () => { field("kind")[1].checked = true; },
  3: () => { field("kind")[2].checked = true; },
  Enter: () => press("save"),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isTyping = event.target.closest("input:not([type=radio], [type=checkbox]), textarea, select");
  if (event.key === "Escape" && isTyping) {
    event.target.blur();
    return;
  }
  if (isTyping || (event.key === "Enter" && event.target.closest("a, button, summary"))) return;
  if (!Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
});

// Words selected in the paragraph are the new span; the numbers of the marks are no words.
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const paragraph = document.getElementById("paragraph");
  if (!form || !paragraph || selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  if (!paragraph.contains(range.commonAncestorContainer)) return;
  const copy = range.cloneContents();
  for (const number of copy.querySelectorAll(".lit-number")) number.remove();
  const words = copy.textContent.trim();
  if (words) field("words").value = words;
});
