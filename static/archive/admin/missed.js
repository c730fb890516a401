// Words selected in the text fill the form: the words, and where they stand in characters as the
// archive counts them (code points). Without this file the fields are filled in by hand.
"use strict";

const text = document.getElementById("whole-text");
const missed = document.getElementById("missed");
const characters = (words) => [...words].length;

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!text || !missed || selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return;
  const chosen = range.cloneContents().textContent;
  const words = chosen.trim();
  if (!words) return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = characters(before.cloneContents().textContent)
    + characters(chosen) - characters(chosen.trimStart());
  missed.elements.namedItem("words").value = words;
  missed.elements.namedItem("start").value = start;
  missed.elements.namedItem("end").value = start + characters(words);
});
