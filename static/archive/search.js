// Filtering and paging without a reload, by htmx. Every link and form works without it.
"use strict";

// An empty box or date is not a part of the address.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of [...detail.formData]) if (!value) detail.formData.delete(name);
});

// What was open stays open, and the keyboard stays where it is: htmx sees to elements with an id.
let isOpen = false;
let lost = false;
document.addEventListener("htmx:beforeSwap", () => {
  isOpen = document.querySelector(".filters").open;
  lost = !document.activeElement.closest("#search, .filters a[id]");
});

document.addEventListener("htmx:afterSettle", () => {
  const sentence = document.getElementById("sentence");
  document.querySelector(".filters").open = isOpen;
  const box = document.getElementById("q");
  if (document.activeElement !== box) box.value = document.getElementById("answer").dataset.words;
  document.getElementById("announced").textContent = sentence.textContent;
  const isBehind = sentence.getBoundingClientRect().top < 0;
  if (lost) sentence.focus({ preventScroll: true });
  if (isBehind && !isOpen) sentence.scrollIntoView();
});

// Without an answer there is still the ordinary way.
for (const failed of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failed, ({ detail }) => {
    location.assign(detail.pathInfo.finalRequestPath || detail.pathInfo.requestPath);
  });
}
