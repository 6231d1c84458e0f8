// A column or a block pasted from Excel fills cells downwards and to the right, and says what was understood before
// anything is saved. Without the script a single value is pasted as usual.
"use strict";

const NUMBER = /^[+\-−–‐‑]?(\d{1,3}([\s\u00a0\u202f]\d{3})+|\d+)([.,]\d+)?\s*%?$/;
let pasted = [];

// Every row has its line, also one that takes no value: the lines must not slide past one another.
function rowsFrom(input) {
  const rows = [...input.closest("table").querySelectorAll("tbody tr[data-row]:not(.entry-more)")];
  return rows.slice(rows.indexOf(input.closest("tr")));
}

function inputsOf(cell) {
  return [...cell.querySelectorAll(":is(.value input, select):not(:disabled, [readonly])")];
}

// Which part of a value an input takes: a share has a numerator and a denominator, another indicator a number or a yes.
function partOf(input) {
  const part = input.name.split("-").pop();
  return part === "yes" ? "value" : part;
}

// What the pasted columns are: the cells and parts of the row that was pasted into, from that input and to the right.
function columnsFrom(input) {
  const row = input.closest("tr");
  const first = input.closest("td").cellIndex;
  const own = inputsOf(row.cells[first]);
  return [...row.cells].slice(first).flatMap((cell) => {
    const inputs = cell.cellIndex === first ? own.slice(own.indexOf(input)) : inputsOf(cell);
    const parts = inputs.length ? inputs.map(partOf) : ["value"];
    return parts.map((part) => ({ cell: cell.cellIndex, part }));
  });
}

function isNumber(text) {
  return /\d/.test(text) && NUMBER.test(text);
}

// A yes or no is understood by what its choices say, and else left as it was. Says whether it was understood.
function put(input, text) {
  const chosen = input.options && [...input.options].find((one) => one.text.toLowerCase() === text.toLowerCase());
  if (!input.options || chosen) input.value = chosen?.value ?? text;
  return input.options ? Boolean(chosen) : isNumber(text);
}

function fillOne(input, text) {
  const before = input.value;
  const isUnderstood = put(input, text);
  pasted.push({ input, before, isUnderstood });
  input.classList.add("is-pasted");
  if (!isUnderstood) input.setAttribute("aria-invalid", "true");
}

// Says how many values the rows ask for in another way, and have been left without.
function fill(target, lines) {
  const columns = columnsFrom(target);
  const rows = rowsFrom(target);
  let other = 0;
  lines.slice(0, rows.length).forEach((line, index) => {
    line.slice(0, columns.length).forEach((text, column) => {
      const inputs = inputsOf(rows[index].cells[columns[column].cell]);
      const input = inputs.find((one) => partOf(one) === columns[column].part);
      if (text.trim() && input) fillOne(input, text.trim());
      else if (text.trim() && inputs.length) other += 1;
    });
  });
  return other;
}

function words(other, left) {
  const count = pasted.length;
  const bad = pasted.filter((one) => !one.isUnderstood).length;
  const parts = [count === 1 ? "1 värde klistrades in" : `${count} värden klistrades in`];
  if (bad) parts.push(`${bad} kunde inte tolkas`);
  if (other) parts.push(`${other} hör till rader som delar upp värdet på ett annat sätt och är orörda`);
  if (left) parts.push(`${left} fick inte plats`);
  return `${parts.join(", ")}. Inget är sparat än.`;
}

function tell(other, left) {
  const bar = document.getElementById("inklistrat");
  bar.querySelector(".actions").hidden = false;
  bar.querySelector("[role=status]").textContent = words(other, left);
}

function forget() {
  for (const { input } of pasted) input.classList.remove("is-pasted");
  pasted = [];
  const bar = document.getElementById("inklistrat");
  bar.querySelector(".actions").hidden = true;
  bar.querySelector("[role=status]").textContent = "Det inklistrade är borttaget.";
}

document.addEventListener("paste", (event) => {
  if (!event.target.matches?.("table.entry td .value input") || !document.getElementById("inklistrat")) return;
  const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
  const lines = text.split(/\r?\n/).map((line) => line.split("\t"));
  if (lines.length < 2 && lines[0].length < 2) return;
  event.preventDefault();
  const size = lines.flat().filter((one) => one.trim()).length;
  const before = pasted.length;
  const other = fill(event.target, lines);
  tell(other, size - (pasted.length - before) - other);
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("#inklistrat [data-angra]")) return;
  for (const { input, before } of pasted.reverse()) {
    input.value = before;
    input.removeAttribute("aria-invalid");
  }
  forget();
});
