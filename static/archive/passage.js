// A link to whatever words of the article are selected: by their place in the version's text.
"use strict";

const WAY = document.querySelector("[data-passage]");

// Characters as the server counts them: code points, without the numbers of the statements.
const before = (paragraph, node, offset) => {
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  const held = range.cloneContents();
  for (const number of held.querySelectorAll(".lit-number")) number.remove();
  return [...held.textContent].length;
};

// From where to where, or null outside of the text. What begins or ends between paragraphs is cut.
const placed = (range) => {
  const held = [...document.querySelectorAll("[data-start]")].filter((one) => range.intersectsNode(one));
  if (!held.length) return null;
  const [first, last] = [held[0], held.at(-1)];
  const from = first.contains(range.startContainer) ? before(first, range.startContainer, range.startOffset) : 0;
  const to = last.contains(range.endContainer)
    ? before(last, range.endContainer, range.endOffset)
    : before(last, last, last.childNodes.length);
  return [Number(first.dataset.start) + from, Number(last.dataset.start) + to];
};

document.addEventListener("selectionchange", () => {
  if (WAY.parentElement.contains(document.activeElement)) return;
  const selection = document.getSelection();
  const [start, end] = (!selection.isCollapsed && placed(selection.getRangeAt(0))) || [0, 0];
  const isPassage = start < end;
  WAY.parentElement.hidden = !isPassage;
  if (!isPassage) return;
  const words = selection.toString().trim().split(/\s+/);
  const ends = words.length > 8 ? [words.slice(0, 4), words.slice(-4)] : [words];
  const spelt = ends.map((part) => encodeURIComponent(part.join(" ")).replaceAll("-", "%2D"));
  const address = `${WAY.dataset.passage}&passage=${start}-${end}#passage:~:text=${spelt.join(",")}`;
  WAY.value = new URL(address, location.href).href;
});
