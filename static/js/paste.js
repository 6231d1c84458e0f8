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

// The inputs of a row from the same cell and place as the one that was pasted into, and on to the right.
function rightwards(row, cellIndex, place) {
  const from = (cell) => [...cell.querySelectorAll(":is(.value input, select):not(:disabled, [readonly])")];
  const first = from(row.cells[cellIndex]).slice(place);
  const rest = [...row.cells].slice(cellIndex + 1).flatMap(from);
  return [...(first.length ? first : [null]), ...rest];
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

function fill(target, lines) {
  const cell = target.closest("td");
  const place = [...cell.querySelectorAll(".value input")].indexOf(target);
  const rows = rowsFrom(target);
  lines.slice(0, rows.length).forEach((line, index) => {
    const inputs = rightwards(rows[index], cell.cellIndex, place);
    line.slice(0, inputs.length).forEach((text, column) => {
      const input = inputs[column];
      if (!input || !text.trim()) return;
      const before = input.value;
      const isUnderstood = put(input, text.trim());
      pasted.push({ input, before, isUnderstood });
      input.classList.add("is-pasted");
      if (!isUnderstood) input.setAttribute("aria-invalid", "true");
    });
  });
}

function words(left) {
  const count = pasted.length;
  const bad = pasted.filter((one) => !one.isUnderstood).length;
  const parts = [count === 1 ? "1 värde klistrades in" : `${count} värden klistrades in`];
  if (bad) parts.push(`${bad} kunde inte tolkas`);
  if (left) parts.push(`${left} fick inte plats`);
  return `${parts.join(", ")}. Inget är sparat än.`;
}

function tell(left) {
  const bar = document.getElementById("inklistrat");
  bar.querySelector(".actions").hidden = false;
  bar.querySelector("[role=status]").textContent = words(left);
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
  fill(event.target, lines);
  tell(size - (pasted.length - before));
});

document.addEventListener("click", (event) => {
  if (!event.target.closest?.("#inklistrat [data-angra]")) return;
  for (const { input, before } of pasted.reverse()) {
    input.value = before;
    input.removeAttribute("aria-invalid");
  }
  forget();
});
