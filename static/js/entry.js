// Faster entry in a table of inputs: Enter and arrows move within the column, and each saved row is marked with
// what was wrong in it. Everything works without.
"use strict";

function isEntry(element) {
  return element.matches?.("table.entry td .value input");
}

// A column is the same kind of input (the value, or the women's) at the same place in every row of the table.
function columnOf(input) {
  const cell = input.closest("td");
  const place = [...cell.querySelectorAll(".value input")].indexOf(input);
  return [...cell.closest("table").querySelectorAll("tbody tr")]
    .map((row) => row.cells[cell.cellIndex]?.querySelectorAll(".value input:not(:disabled, [readonly])")[place])
    .filter(Boolean);
}

function step(input, distance) {
  const column = columnOf(input);
  const next = column[column.indexOf(input) + distance];
  next?.focus();
  next?.select();
  return Boolean(next);
}

document.addEventListener("keydown", (event) => {
  if (!isEntry(event.target) || event.altKey || event.ctrlKey || event.metaKey) return;
  const distance = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!distance) return;
  // Enter in the last row keeps its ordinary meaning: it saves the form.
  if (step(event.target, distance) || event.key !== "Enter") event.preventDefault();
});

// Numbers that belong together (numerator and denominator, women and men) are saved when the last of them is left.
const unsaved = new Set();

function leftTogether(input) {
  const cell = input.closest("td");
  return cell.querySelectorAll(".value input").length > 1 ? cell : null;
}

document.addEventListener("change", (event) => {
  // Choosing between two values is no new value: the row is sent by the button.
  if (event.target.closest("[data-choice]")) {
    event.stopPropagation();
    return;
  }
  const cell = isEntry(event.target) && leftTogether(event.target);
  // What a script has set is not left by anybody.
  if (!cell || !event.isTrusted) return;
  event.stopPropagation();
  unsaved.add(cell);
}, true);

document.addEventListener("focusout", (event) => {
  const cell = event.target.closest?.("td");
  if (!unsaved.has(cell) || cell.contains(event.relatedTarget)) return;
  unsaved.delete(cell);
  cell.dispatchEvent(new Event("change", { bubbles: true }));
});

// The inputs are never replaced while somebody writes; only their marks follow the answer.
function markFaults(answer) {
  const rows = [...document.querySelectorAll(`[data-row="${answer.closest("[data-row]").dataset.row}"]`)];
  const answers = rows.flatMap((row) => [...row.querySelectorAll("[data-faults]")]);
  const faults = new Set(answers.flatMap((one) => one.dataset.faults.split(" ")));
  const isFaulty = answers.some((one) => one.dataset.faults || one.querySelector(".notice"));
  for (const row of rows) {
    row.classList.toggle("is-error", isFaulty);
    for (const input of row.querySelectorAll("input:not([type=hidden]), select, textarea")) {
      if (faults.has(input.id)) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }
}

document.addEventListener("htmx:oobAfterSwap", (event) => {
  const answer = event.target.closest?.("[data-faults]");
  if (answer) markFaults(answer);
});

// A row on its way to be saved gets a new version: the form waits for it, else it would be in conflict with itself.
const PATIENCE = 5000;
let onTheirWay = 0;
let pressed;

function sendForm() {
  const { form, button } = pressed;
  pressed = undefined;
  onTheirWay = 0;
  form.requestSubmit(button);
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "varden" || !onTheirWay) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!pressed) setTimeout(() => pressed && sendForm(), PATIENCE);
  pressed = { form: event.target, button: event.submitter };
}, true);

document.addEventListener("htmx:beforeSend", () => { onTheirWay += 1; });
// A row that was changed again meanwhile is sent at once, before the form.
document.addEventListener("htmx:afterRequest", () => {
  onTheirWay = Math.max(0, onTheirWay - 1);
  setTimeout(() => pressed && !onTheirWay && sendForm());
});
