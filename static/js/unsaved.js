// What is typed is kept until it is saved: texts as drafts with their author, everything else in this browser. A row
// that could not be sent is sent again. Everything works without.
"use strict";

const form = document.getElementById("varden");
const PLACE = `ils:${form?.dataset.person}:${location.pathname}`;
const WEEK = 7 * 24 * 3600 * 1000;
const TYPING = 1500;
const AGAIN = 15000;

function say(text) {
  const status = document.getElementById("sparat");
  if (status) status.textContent = text;
}

// The texts that nobody has saved in this browser, by the name of their input.
function left() {
  try {
    const found = JSON.parse(localStorage.getItem(PLACE));
    return found && Date.now() - found.at < WEEK ? found : { at: 0, typed: {} };
  } catch {
    return { at: 0, typed: {} };
  }
}

function keep(typed) {
  try {
    if (Object.keys(typed).length) localStorage.setItem(PLACE, JSON.stringify({ at: Date.now(), typed }));
    else localStorage.removeItem(PLACE);
  } catch {
    // A full or a closed store: the page works as it does without.
  }
}

function forget(names) {
  const { typed } = left();
  for (const name of names) delete typed[name];
  keep(typed);
}

function isTyped(input) {
  return form && input.form === form && input.name && !["checkbox", "hidden", "radio", "submit"].includes(input.type);
}

// "12.5 %" and "12,5" are the same number.
function plain(text) {
  return text.replace(/[\s\u00a0\u202f%]/g, "").replace(".", ",").replace(/^[−–]/, "-");
}

document.addEventListener("input", (event) => {
  if (!isTyped(event.target)) return;
  keep({ ...left().typed, [event.target.name]: event.target.value });
  if (event.target.matches("textarea, [maxlength]")) draftSoon(event.target.name.split("-")[0]);
});

// Drafts: what is written in a row, a moment after the last key.
const waiting = new Map();

function draftSoon(prefix) {
  if (!/^[mcats]\d+$/.test(prefix)) return;
  clearTimeout(waiting.get(prefix));
  waiting.set(prefix, setTimeout(() => draft(prefix), TYPING));
}

async function draft(prefix) {
  waiting.delete(prefix);
  const texts = [...form.elements].filter((one) => isTyped(one) && one.name.startsWith(`${prefix}-`) && one.matches("textarea, [maxlength]"));
  const version = form.elements[`${prefix}-version`];
  if (!texts.length || !version) return;
  const body = new URLSearchParams([["rad", prefix], [version.name, version.value], ...texts.map((one) => [one.name, one.value])]);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body });
    if (isLoggedOut(answer.url)) return sayLoggedOut();
    if (!answer.ok) return;
    say(await answer.text());
    forget(texts.filter((one) => body.get(one.name) === one.value).map((one) => one.name));
    sent(prefix);
  } catch {
    later(prefix);
  }
}

// What could not be sent for want of network: rows by their anchor, drafts by their prefix.
const unsent = new Set();
let timer;

function rowOf(anchor) {
  return document.querySelector(`tr[data-row="${anchor}"]`);
}

function later(what) {
  unsent.add(what);
  const row = rowOf(what);
  if (row && !row.querySelector(".unsent")) {
    const mark = document.createElement("p");
    mark.className = "unsent";
    mark.textContent = "Inte sparad – försöker igen";
    row.cells[0].append(mark);
  }
  say("Inte sparat: ingen kontakt med ILS. Det du skrev står kvar och skickas igen.");
  timer ??= setInterval(again, AGAIN);
}

function sent(what) {
  unsent.delete(what);
  for (const mark of document.querySelectorAll(`tr[data-row="${what}"] .unsent`)) mark.remove();
  if (unsent.size) return;
  clearInterval(timer);
  timer = undefined;
}

function again() {
  for (const what of [...unsent]) {
    const row = rowOf(what);
    if (row) htmx.trigger(row, "change");
    else draft(what);
  }
}

window.addEventListener("online", again);
window.addEventListener("beforeunload", (event) => {
  if (unsent.size) event.preventDefault();
});
form?.addEventListener("submit", () => unsent.clear());

function isLoggedOut(address) {
  return new URL(address, location.href).pathname.startsWith("/konto/");
}

function sayLoggedOut() {
  say("Inte sparat: du har loggats ut. Det du skrev finns kvar i den här webbläsaren. ");
  const link = document.createElement("a");
  link.href = `/konto/login/?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = "Logga in igen";
  document.getElementById("sparat")?.append(link);
}

function anchorOf(event) {
  return event.detail.elt.closest?.("[data-row]")?.dataset.row;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  if (anchorOf(event)) say("Sparar …");
});
document.addEventListener("htmx:sendError", (event) => {
  const anchor = anchorOf(event);
  if (anchor) later(anchor);
});
document.addEventListener("htmx:responseError", () => say("Inte sparat: något gick fel. Det du skrev står kvar. Försök igen med Spara."));
document.addEventListener("htmx:afterOnLoad", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (isLoggedOut(xhr.responseURL)) return sayLoggedOut();
  const anchor = anchorOf(event);
  if (!anchor || requestConfig.verb !== "post") return;
  sent(anchor);
  const rows = [...document.querySelectorAll(`[data-row="${anchor}"]`)];
  if (rows.some((row) => row.classList.contains("is-error"))) return;
  // What was typed while the answer was on its way is not saved yet.
  const inputs = rows.flatMap((row) => [...row.querySelectorAll("[name]")]);
  forget(inputs.filter((one) => requestConfig.formData.get(one.name) === one.value).map((one) => one.name));
});

// On return: what was left behind, where it is not what the page shows.
document.addEventListener("DOMContentLoaded", () => {
  const bar = document.getElementById("kvar");
  if (!form || !bar) return;
  const { at, typed } = left();
  const found = Object.entries(typed)
    .map(([name, text]) => [form.elements[name], text])
    .filter(([input, text]) => input?.value !== undefined && plain(input.value) !== plain(text));
  keep(Object.fromEntries(found.map(([input, text]) => [input.name, text])));
  if (!found.length) return;
  const count = found.length === 1 ? "1 uppgift" : `${found.length} uppgifter`;
  bar.hidden = false;
  bar.querySelector("[role=status]").textContent = `${count} som du skrev här ${new Date(at).toLocaleString("sv-SE", { dateStyle: "long", timeStyle: "short" })} är inte sparade.`;
  bar.querySelector("[data-anvand]").addEventListener("click", () => {
    for (const [input, text] of found) {
      input.value = text;
      input.classList.add("is-pasted");
    }
    bar.hidden = true;
    found[0][0].focus();
    say("Det du skrev är tillbaka. Läs igenom det och välj Spara.");
  });
  bar.querySelector("[data-slang]").addEventListener("click", () => {
    keep({});
    bar.hidden = true;
  });
});
