// Faster entry in a table of inputs: Enter and arrows move within the column, a column pasted from Excel fills
// downwards, and each saved row is marked with what was wrong in it. Everything works without.
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

document.addEventListener("paste", (event) => {
  if (!isEntry(event.target)) return;
  const lines = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "").split(/\r?\n/);
  if (lines.length < 2) return;
  event.preventDefault();
  const column = columnOf(event.target);
  const below = column.slice(column.indexOf(event.target));
  lines.slice(0, below.length).forEach((line, index) => {
    below[index].value = line.split("\t")[0].trim();
    below[index].dispatchEvent(new Event("input", { bubbles: true }));
    below[index].dispatchEvent(new Event("change", { bubbles: true }));
  });
  below[Math.min(lines.length, below.length) - 1].focus();
});

// Numbers that belong together (numerator and denominator, women and men) are saved when the last of them is left.
const unsaved = new Set();

function leftTogether(input) {
  const cell = input.closest("td");
  return cell.querySelectorAll(".value input").length > 1 ? cell : null;
}

document.addEventListener("change", (event) => {
  const cell = isEntry(event.target) && leftTogether(event.target);
  // What a script has set, as when a column is pasted, is not left by anybody.
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

function say(text) {
  const status = document.getElementById("sparat");
  if (status) status.textContent = text;
}

const KEPT = "Det du skrev står kvar.";
document.addEventListener("htmx:beforeRequest", () => say("Sparar …"));
document.addEventListener("htmx:sendError", () => say(`Inte sparat: ingen kontakt med ILS. ${KEPT} Välj Spara när du har kontakt igen.`));
document.addEventListener("htmx:responseError", () => say(`Inte sparat: något gick fel. ${KEPT} Försök igen med Spara.`));
document.addEventListener("htmx:afterOnLoad", (event) => {
  // An expired login answers with the page to sign in on.
  if (!event.detail.xhr.responseURL.includes("/konto/")) return;
  say(`Inte sparat: du har loggats ut. ${KEPT} Logga in i en ny flik, kom tillbaka hit och välj Spara.`);
});
