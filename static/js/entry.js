// Faster entry in a table of inputs: Enter and arrows move within the column, a column pasted from Excel fills downwards.
"use strict";

// A column is all inputs of the same table whose cell stands at the same place in its row.
function columnOf(input) {
  const cell = input.closest("td");
  const rows = cell.closest("table").querySelectorAll("tbody tr");
  return [...rows]
    .map((row) => row.cells[cell.cellIndex]?.querySelector("input:not([type=hidden], :disabled, [readonly])"))
    .filter(Boolean);
}

function isEntry(element) {
  return element.matches?.("table.entry td .value input");
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
