// Building rows

function cell(text, name) {
  const td = document.createElement("td");
  td.setAttribute("role", "cell");
  if (text instanceof Node) td.append(text);
  else td.textContent = text ?? "";
  if (name) td.className = name;
  return td;
}

function code(text) {
  const found = document.createElement("code");
  found.textContent = text ?? "";
  return found;
}

function button(text, whose, work) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", `${text}: ${whose}`);
  made.addEventListener("click", work);
  return made;
}

function row(cells, buttons = null) {
  const tr = document.createElement("tr");
  tr.setAttribute("role", "row");
  tr.append(...cells);
  if (buttons) {
    const td = cell("", "buttons");
    td.append(...buttons);
    tr.append(td);
  }
  return tr;
}

// In a narrow window each row is a card, and each cell says what it is.
function labelled(tr, body) {
  const heads = body.closest("table").tHead.rows[0].cells;
  [...tr.cells].forEach((td, place) => { td.dataset.label = heads[place]?.textContent ?? ""; });
  return tr;
}

// Rows that did not change stay as they are, so that focus and selection survive an update.
const built = new WeakMap();
function draw(body, items, make) {
  const before = built.get(body) || new Map();
  const now = new Map();
  for (const item of items) {
    const like = JSON.stringify(item);
    const known = before.get(item.key);
    const tr = known && known.like === like ? known.tr : labelled(make(item), body);
    if (known && known.tr !== tr && known.tr.contains(document.activeElement)) {
      const at = [...known.tr.querySelectorAll("button")].indexOf(document.activeElement);
      known.tr.replaceWith(tr);
      const others = tr.querySelectorAll("button");
      (others[at] ?? others[others.length - 1])?.focus();
    }
    now.set(item.key, { like, tr });
  }
  const left = [...before].filter(([key, { tr }]) => now.get(key)?.tr !== tr).map(([, { tr }]) => tr);
  // A row that goes leaves the focus to its table.
  if (left.some((tr) => tr.contains(document.activeElement))) body.closest(".scroll")?.focus();
  for (const tr of left) tr.remove();
  let place = body.firstElementChild;
  for (const { tr } of now.values()) {
    if (tr === place) place = place.nextElementSibling;
    else body.insertBefore(tr, place);
  }
  built.set(body, now);
}

const told = (time) => (time ? time.replace("T", " ").replace(/(\.\d+)?(Z|\+00:00)$/, "") : "–");

function copier(text, whose, label = T.copy) {
  return button(label, whose, act(async (event) => {
    const shown = event.target.closest("tr")?.querySelector("code");
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      if (shown) getSelection().selectAllChildren(shown);
      return T.copy_failed;
    }
    return T.copied;
  }));
}

