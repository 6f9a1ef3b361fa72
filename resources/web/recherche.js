// Narrows the list of sheets to those that hold every word typed; accents and case do not count.
"use strict";

(function () {
  const form = document.querySelector("form.recherche");
  const field = document.getElementById("recherche");
  const count = document.getElementById("compte");
  const entries = Array.from(document.querySelectorAll("ul.feuilles > li"));

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[’']/g, " ").toLowerCase();
  }

  const texts = entries.map((entry) => plain(entry.textContent + " " + entry.dataset.mots));

  function narrow() {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    entries.forEach((entry, index) => {
      entry.hidden = !words.every((word) => texts[index].includes(word));
      shown += entry.hidden ? 0 : 1;
    });
    document.querySelectorAll("section.groupe").forEach((group) => {
      group.hidden = !group.querySelector("li:not([hidden])");
    });
    if (words.length === 0) {
      count.textContent = "";
    } else if (shown === 0) {
      count.textContent = "Aucune feuille";
    } else {
      count.textContent = shown === 1 ? "1 feuille" : shown + " feuilles";
    }
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", narrow);
  field.value = decodeURIComponent(location.hash.slice(1)); // a link may bring a word: index.html#Quimper
  narrow();
})();
