// Moves focus where the page has something to say, and closes open menus. Pages work without it.
"use strict";

function focusMessage(root) {
  root.querySelector("[data-focus]")?.focus();
}

document.addEventListener("DOMContentLoaded", () => focusMessage(document));
document.addEventListener("htmx:afterSwap", (event) => focusMessage(event.target));

// A link in an error summary leads into the field itself, not only to its place in the page.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".error-summary a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  field.focus();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
