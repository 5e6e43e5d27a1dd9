"use strict";
// Whatever comes from the server goes into the document as text, never as HTML. The one exception is
// a mail's HTML part, in a frame without scripts, links or an origin.
const T = JSON.parse(document.getElementById("texts").textContent);
const $ = (id) => document.getElementById(id);
const mailPolicy = window.trustedTypes
  ? trustedTypes.createPolicy("mail", { createHTML: (html) => html })
  : { createHTML: (html) => html };
const SHOWN_CALLS = 200;
const PAUSE = 200; // Milliseconds between two looks: a burst of calls is one change.

let adminKey = "";
let scenarios = [];
let faultTexts = {};
let calls = [];
let clock = null;
let clockAt = 0;
let mailShown = null;

// Speaking with the server

class Refused extends Error {}

async function ask(method, path, body) {
  const headers = { "Accept-Language": document.documentElement.lang };
  if (adminKey) headers["X-Admin-Key"] = adminKey;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const answer = await fetch(`/_mock/${path}`, {
    method, headers, cache: "no-store", body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (answer.status === 401) {
    // A wrong key is not tried again by itself: guessing is slowed down.
    adminKey = "";
    $("key-form").hidden = false;
  }
  if (answer.ok) return answer.status === 204 ? null : answer;
  const problem = await answer.json();
  const wrong = (problem.errors || []).map((error) => `${error.field}: ${error.message}`);
  throw new Refused(wrong.join("; ") || problem.detail || problem.title);
}

const get = async (path) => (await ask("GET", path)).json();
const named = (account) => (account ? `?account=${encodeURIComponent(account)}` : "");

function say(text) {
  $("said").textContent = text;
  clearTimeout(say.later);
  say.later = setTimeout(() => { $("said").textContent = ""; }, 6000);
}

// What a button or a form does: say so, or say why not.
function act(work, done = T.done) {
  return async (event) => {
    if (event) event.preventDefault();
    try {
      const said = await work(event);
      say(typeof said === "string" ? said : done);
    } catch (error) {
      say(error instanceof Refused ? error.message : T.away);
    }
  };
}

// Building rows

function cell(text, name) {
  const td = document.createElement("td");
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
  tr.append(...cells);
  if (buttons) {
    const td = cell("", "buttons");
    td.append(...buttons);
    tr.append(td);
  }
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
    const tr = known && known.like === like ? known.tr : make(item);
    if (known && known.tr !== tr && known.tr.contains(document.activeElement)) {
      const at = [...known.tr.querySelectorAll("button")].indexOf(document.activeElement);
      known.tr.replaceWith(tr);
      tr.querySelectorAll("button")[at]?.focus();
    }
    now.set(item.key, { like, tr });
  }
  for (const [key, { tr }] of before) if (now.get(key)?.tr !== tr) tr.remove();
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

// The sections

function drawLinks() {
  const wanted = $("links-filter").value.trim().toLowerCase();
  const lang = document.documentElement.lang;
  const found = scenarios.filter(({ name, text }) => `${name} ${text[lang]}`.toLowerCase().includes(wanted));
  draw($("links-rows"), found.map((one) => ({ key: one.name, ...one })), (one) =>
    row([cell(one.name), cell(one.text[lang]), cell(code(one.link))], [copier(one.link, one.name)]));
}

function drawAccounts(accounts) {
  const names = accounts.map((account) => account.name);
  if (JSON.stringify(names) !== drawAccounts.names) {
    drawAccounts.names = JSON.stringify(names);
    $("account-names").replaceChildren(...names.map((name) => new Option(name)));
  }
  draw($("accounts-rows"), accounts.map((one) => ({ key: one.name, ...one })), accountRow);
}

function accountRow(one) {
  const path = `accounts/${encodeURIComponent(one.name)}`;
  const todo = (name) => button(T[name], one.name, act(() => ask("POST", `${path}/${name}`)));
  const state = one.locked ? "locked" : one.link_state;
  const tone = { live: "", used: "good", "not-yet-valid": "warn", replaced: "warn" }[state] ?? "bad";
  const person = document.createElement("span");
  person.textContent = `${one.first_name} ${one.last_name}, ${one.company}`;
  const mail = document.createElement("div");
  mail.className = "quiet";
  mail.textContent = `${one.email} · ${one.extension ?? "–"} · ${one.direct_number ?? "–"}`;
  const whose = cell(person);
  whose.append(mail);
  const active = one.state === "active";
  return row(
    [cell(code(one.name)), whose, cell(T.states[state] ?? state, tone), cell(active ? "–" : told(one.expires_at))],
    [
      ...(one.link && !active ? [copier(one.link, one.name, T.copy_link)] : []),
      ...(active ? [] : [todo("resend"), todo("revoke")]),
      todo(one.locked ? "unlock" : "lock"),
    ],
  );
}

function drawMails(mails) {
  draw($("outbox-rows"), mails.reverse().map((one) => ({ key: one.id, ...one })), (one) =>
    row([cell(told(one.sent_at)), cell(one.to), cell(one.subject)],
      [button(T.show, `${one.subject}, ${one.to}`, act(() => showMail(one.id), ""))]));
  if (mailShown && !mails.some((one) => one.id === mailShown.id)) closeMail();
}

async function showMail(id) {
  mailShown = await get(`mails/${id}`);
  $("mail-subject").textContent = mailShown.subject;
  $("mail-headers").replaceChildren(...Object.entries(mailShown.headers).flatMap(([name, value]) => {
    const dt = document.createElement("dt"), dd = document.createElement("dd");
    dt.textContent = name;
    dd.textContent = value;
    return [dt, dd];
  }));
  $("mail-html").srcdoc = mailPolicy.createHTML(mailShown.html ?? "");
  $("mail-html").hidden = !mailShown.html;
  $("mail-text").textContent = mailShown.text;
  $("mail-copy").hidden = !mailShown.link;
  $("mail").hidden = false;
  $("mail").focus();
}

function closeMail() {
  mailShown = null;
  $("mail").hidden = true;
}

async function saveMail() {
  const blob = await (await ask("GET", `mails/${mailShown.id}.eml`)).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `mail-${mailShown.id}.eml`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

function drawJournal() {
  const wanted = $("journal-off").checked ? calls.filter((one) => one.violations.length) : calls;
  const newest = wanted.slice(-SHOWN_CALLS).reverse();
  draw($("journal-rows"), newest.map((one) => ({ key: one.id, ...one })), (one) => {
    const status = [one.status ?? T.no_answer, one.problem].filter(Boolean).join(" ");
    const tone = one.status === null || one.status >= 500 ? "bad" : one.status >= 400 ? "warn" : "good";
    return row([
      cell(one.id), cell(told(one.time)), cell(one.operation ?? `${one.method} ${one.path}`), cell(code(one.account)),
      cell(status, tone), cell(one.fault ?? "", "warn"), cell(one.violations.join(", "), "bad"),
    ]);
  });
}

function drawClock() {
  if (!clock) return;
  const passed = clock.frozen ? 0 : performance.now() - clockAt;
  const now = new Date(Date.parse(clock.now) + passed).toISOString();
  $("now").dateTime = now;
  $("now").textContent = `${told(now)} UTC`;
  $("pace").textContent = clock.frozen ? T.frozen : T.running;
  const moved = Math.round(clock.offset_seconds);
  $("clock-told").textContent = `${clock.frozen ? T.frozen : T.running}; ${T.offset} ${moved} ${T.second}`;
}

function drawFaults(rules) {
  draw($("faults-rows"), rules.map((one) => ({ key: one.id, ...one })), (one) =>
    row([cell(one.id), cell(one.fault), cell(one.operation ?? T.any), cell(code(one.account ?? T.everyone)),
      cell(one.after), cell(one.times ?? T.for_good), cell(one.probability)]));
}

// Following the server

async function loadScenarios() {
  const listed = await get("scenarios");
  scenarios = listed.scenarios;
  faultTexts = listed.faults;
  if (!$("fault-name").options.length) {
    $("fault-name").append(...Object.keys(faultTexts).map((name) => new Option(name)));
    $("fault-operation").append(new Option(T.any, ""), ...listed.points.map((name) => new Option(name)));
    tellFault();
  }
  drawLinks();
}

function tellFault() {
  $("fault-what").textContent = faultTexts[$("fault-name").value] ?? "";
}

async function refresh() {
  if (!scenarios.length) await loadScenarios();
  const [accounts, mails, requests, time, faults] = await Promise.all(
    ["accounts?most=200", "mails", "requests", "clock", "faults"].map(get));
  calls = requests;
  clock = time;
  clockAt = performance.now();
  drawAccounts(accounts);
  drawMails(mails);
  drawJournal();
  drawClock();
  drawFaults(faults);
}

function connected(yes, why = T.away) {
  $("connection").textContent = yes ? T.live : why;
  $("connection").className = yes ? "good" : "bad";
  if (yes) $("key-form").hidden = true;
}

const sleep = (milliseconds) => new Promise((wake) => { setTimeout(wake, milliseconds); });

async function follow() {
  let since = null;
  for (;;) {
    try {
      const waiting = since === null ? "changes" : `changes?since=${since}&wait=25`;
      since = (await get(waiting)).count;
      await refresh();
      connected(true);
      await sleep(PAUSE);
    } catch (error) {
      since = null;
      connected(false, error instanceof Refused ? error.message : T.away);
      // A key that is typed in is tried at once.
      await Promise.race([sleep(2000), follow.woken]);
    }
  }
}

function wakeable() {
  follow.woken = new Promise((wake) => { follow.wake = wake; });
}

// What the tester does

for (const found of document.querySelectorAll("[data-t]")) found.textContent = T[found.dataset.t];
for (const found of document.querySelectorAll("[data-placeholder]")) found.placeholder = T[found.dataset.placeholder];
for (const found of document.querySelectorAll("[data-title]")) found.title = T[found.dataset.title];

$("key-form").addEventListener("submit", (event) => {
  event.preventDefault();
  adminKey = $("key").value;
  $("key").value = "";
  follow.wake();
  wakeable();
});
$("links-filter").addEventListener("input", drawLinks);
$("links-new").addEventListener("click", act(loadScenarios));
$("mail-copy").addEventListener("click", act(async () => {
  await navigator.clipboard.writeText(mailShown.link);
  return T.copied;
}));
$("mail-save").addEventListener("click", act(saveMail));
$("mail-close").addEventListener("click", closeMail);
$("journal-off").addEventListener("change", drawJournal);
$("journal-clear").addEventListener("click", act(() => ask("DELETE", "requests")));
$("clock-form").addEventListener("submit", act((event) => {
  const what = event.submitter.value;
  const path = `clock${named($("clock-account").value)}`;
  if (what === "reset") return ask("DELETE", path);
  const typed = $("clock-time").value || (clock ? clock.now.slice(0, 19) : "");
  const time = typed.length === 16 ? `${typed}:00Z` : `${typed}Z`;
  return ask("PUT", path, { [what]: what === "advance" ? $("clock-by").value : time });
}));
$("fault-name").addEventListener("change", tellFault);
$("faults-form").addEventListener("submit", act(() => {
  const argument = $("fault-arg").value;
  return ask("POST", "faults", {
    fault: $("fault-name").value + (argument ? `-${argument}` : ""),
    operation: $("fault-operation").value || null,
    account: $("fault-account").value || null,
    after: Number($("fault-after").value),
    times: $("fault-times").value ? Number($("fault-times").value) : null,
    probability: Number($("fault-probability").value),
    seed: Number($("fault-seed").value),
  });
}));
$("faults-clear").addEventListener("click", act(() => ask("DELETE", "faults")));
$("reset-form").addEventListener("submit", act(async () => {
  const account = $("reset-account").value;
  if (!account && !(await sure())) return "";
  await ask("POST", `reset${named(account)}`);
  return T.done;
}));

for (const choice of $("sure").querySelectorAll("button")) {
  choice.addEventListener("click", () => $("sure").close(choice.value));
}

async function sure() {
  // A dialog tells that it was closed a little later; the question before has to be over.
  await sure.over;
  $("sure").returnValue = "no";
  $("sure").showModal();
  sure.over = new Promise((tell) => { $("sure").addEventListener("close", tell, { once: true }); });
  await sure.over;
  return $("sure").returnValue === "yes";
}

setInterval(drawClock, 1000);
wakeable();
follow();
