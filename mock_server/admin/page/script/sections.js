// The tables and the clock, as the server has them

const SHOWN_CALLS = 200;
const STATES = Object.keys(T.tenant_states); // in the order in which they are reached

let scenarios = [];
let calls = [];
let clock = null;
let clockAt = 0;

function drawLinks() {
  const wanted = $("links-filter").value.trim().toLowerCase();
  const lang = document.documentElement.lang;
  const found = scenarios.filter(({ name, text }) => `${name} ${text[lang]}`.toLowerCase().includes(wanted));
  draw($("links-rows"), found.map((one) => ({ key: one.name, ...one })), (one) =>
    row([cell(one.name), cell(one.text[lang]), cell(code(one.link))], [copier(one.link, one.name)]));
}

function drawTenants() {
  draw($("tenants-rows"), [...lists.tenants].reverse().map((one) => ({ key: one.tenant_id, ...one })), (one) => {
    const way = document.createElement("ol");
    way.className = "way";
    way.append(...STATES.map((state) => {
      const step = document.createElement("li");
      const reached = one.steps.find((each) => each.state === state);
      step.textContent = (reached ? "✓ " : "") + T.tenant_states[state];
      step.className = reached ? "good" : "quiet";
      if (reached) step.title = told(reached.at);
      return step;
    }));
    const numbers = [one.main_number, one.main_fax_number && `${T.fax} ${one.main_fax_number}`].filter(Boolean);
    return row([cell(code(one.tenant_id)), cell(`${one.company} (${one.edition})`, "long"), cell(numbers.join(" · ") || "–"),
      cell(one.account_count), cell(way)]);
  });
}

function drawAccounts() {
  const accounts = lists.accounts;
  const names = accounts.map((account) => account.name);
  if (JSON.stringify(names) !== drawAccounts.names) {
    drawAccounts.names = JSON.stringify(names);
    $("account-names").replaceChildren(...names.map((name) => new Option(name)));
  }
  draw($("accounts-rows"), accounts.map((one) => ({ key: one.name, ...one })), accountRow);
}

function accountRow(one) {
  const path = `accounts/${encodeURIComponent(one.name)}`;
  const todo = (name) => button(T[name], one.name, act(() => ask("POST", `${path}/${name}`), filled(T.did[name], { account: one.name })));
  const state = one.locked ? "locked" : one.link_state ?? one.state;
  const tone = { created: "quiet", live: "", used: "good", "not-yet-valid": "warn", replaced: "warn" }[state] ?? "bad";
  const person = document.createElement("span");
  person.textContent = `${one.first_name} ${one.last_name}, ${one.company}`;
  const mail = document.createElement("div");
  mail.className = "quiet";
  mail.textContent = `${one.email} · ${one.extension ?? "–"} · ${one.direct_number ?? "–"}`;
  const whose = cell(person, "long");
  whose.append(mail);
  const active = one.state === "active";
  return row(
    [cell(code(one.name)), whose, cell(T.states[state] ?? state, tone), cell(active ? "–" : told(one.expires_at), "time")],
    [
      ...(one.link && !active ? [copier(one.link, one.name, T.copy_link)] : []),
      ...(active ? [] : [todo("resend"), todo("revoke")]),
      todo(one.locked ? "unlock" : "lock"),
    ],
  );
}

function drawJournal() {
  const wanted = $("journal-off").checked ? calls.filter((one) => one.violations.length) : calls;
  const newest = wanted.slice(-SHOWN_CALLS).reverse();
  draw($("journal-rows"), newest.map((one) => ({ key: one.id, ...one })), (one) => {
    const status = [one.status ?? T.no_answer, one.problem].filter(Boolean).join(" ");
    const tone = one.status === null || one.status >= 500 ? "bad" : one.status >= 400 ? "warn" : "good";
    return row([
      cell(one.id), cell(told(one.time), "time"), cell(one.operation ?? `${one.method} ${one.path}`), cell(code(one.account)),
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

