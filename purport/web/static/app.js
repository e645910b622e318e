// What the pages do besides: keys, printing, the field that a correction begins with, words marked in a text.
// Every page works without this file.
"use strict";

const typing = (target) => target instanceof HTMLElement && target.matches("input, select, textarea");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") {
    const find = document.getElementById("q-top");
    if (find) { event.preventDefault(); find.focus(); }
    return;
  }
  const wanted = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (wanted) { event.preventDefault(); wanted.click(); }
});

document.addEventListener("click", (event) => {
  if (event.target instanceof HTMLElement && event.target.closest("[data-print]")) window.print();
});

const field = document.getElementById("field");
if (field) {
  const value = document.getElementById("value");
  const follow = () => { value.value = field.selectedOptions[0].dataset.value; };
  field.addEventListener("change", follow);
}

// Words marked with the mouse or the keys go into the form, the number in brackets, with enough around it to be found once.
const text = document.getElementById("text");
const words = document.getElementById("words");
if (text && words) {
  document.addEventListener("selectionchange", () => {
    const marked = document.getSelection();
    if (!marked || marked.isCollapsed || !marked.rangeCount) return;
    const range = marked.getRangeAt(0);
    const start = range.startContainer.parentElement;
    const paragraph = start && start.closest("#text p:not(.part-name)");
    if (!paragraph || !paragraph.contains(range.endContainer)) return;
    const number = marked.toString().trim();
    if (!number || number.length > 40) return;
    const lead = document.createRange();
    lead.setStart(paragraph, 0);
    lead.setEnd(range.startContainer, range.startOffset);
    const before = lead.toString() + (marked.toString().match(/^\s*/) || [""])[0];
    const after = paragraph.textContent.slice(before.length + number.length);
    words.value = `${before.slice(-40)}[${number}]${after.slice(0, 40)}`;
  });
}
