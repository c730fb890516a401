// Inputs with data-combobox=ADDRESS offer what fits while one types (ARIA combobox with a listbox).
// Without this file they stay plain inputs. The answer: {"speakers": [{name, note, query?}], "outlets"?}.
"use strict";

const WAIT = 120; // milliseconds without a key before the server is asked

const makeList = (input) => {
  const list = document.createElement("ul");
  list.id = `${input.id}-offered`;
  list.className = "offered";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.offers || "Speakers");
  input.insertAdjacentElement("afterend", list);
  for (const [name, value] of [
    ["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"],
    ["aria-controls", list.id], ["autocomplete", "off"],
  ]) input.setAttribute(name, value);
  return list;
};

const makeOption = (list, offer, index) => {
  const option = document.createElement("li");
  option.id = `${list.id}-${index}`;
  option.setAttribute("role", "option");
  option.dataset.value = offer.query ?? offer.name;
  const [name, note] = [document.createElement("span"), document.createElement("small")];
  name.textContent = offer.name;
  note.textContent = offer.note;
  option.append(name, " ", note);
  return option;
};

const combine = (input) => {
  const list = makeList(input);
  let timer = 0;
  let asked = 0;

  const options = () => [...list.children];
  const active = () => options().find((option) => option.ariaSelected === "true");
  const close = () => {
    clearTimeout(timer);
    asked += 1;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const activate = (option) => {
    for (const other of options()) other.ariaSelected = String(other === option);
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const choose = (option) => {
    input.value = option.dataset.value;
    close();
    input.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
    if (input.matches("[data-search]")) input.form.requestSubmit();
  };
  const ask = async () => {
    asked += 1;
    const mine = asked;
    let found = {};
    try {
      const answer = await fetch(`${input.dataset.combobox}?q=${encodeURIComponent(input.value)}`);
      if (answer.ok) found = await answer.json();
    } catch {
      // No server, no offers: what was typed can still be sent.
    }
    if (mine !== asked) return;
    const offers = [...(found.speakers ?? []), ...(found.outlets ?? [])];
    list.replaceChildren(...offers.map((offer, index) => makeOption(list, offer, index)));
    list.hidden = offers.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim()) timer = setTimeout(ask, WAIT);
    else close();
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden || !["ArrowDown", "ArrowUp", "Enter", "Escape"].includes(event.key)) return;
    const all = options();
    const at = all.indexOf(active());
    if (event.key === "Enter") {
      if (at < 0) return;
      event.preventDefault();
      choose(all[at]);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") close();
    else activate(all.at(event.key === "ArrowDown" ? (at + 1) % all.length : at <= 0 ? -1 : at - 1));
  });
  // Before the input loses the focus.
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option) choose(option);
  });
  input.addEventListener("blur", close);
};

const combineAll = () => { for (const input of document.querySelectorAll("[data-combobox]")) combine(input); };
if (document.readyState === "loading") addEventListener("DOMContentLoaded", combineAll);
else combineAll();
