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
$("links-new").addEventListener("click", act(async () => {
  await loadScenarios();
  return T.did.links;
}));
$("mail-copy").addEventListener("click", act(async () => {
  await navigator.clipboard.writeText(mailShown.link);
  return T.copied;
}));
$("mail-save").addEventListener("click", act(saveMail));
$("mail-close").addEventListener("click", closeMail);
document.addEventListener("keydown", (event) => {
  // In a field the key is the field's own.
  if (event.key === "Escape" && mailShown && !$("sure").open && !event.target.closest("input, select")) closeMail();
});
$("outbox-clear").addEventListener("click", act(() => ask("DELETE", "mails"), T.did.outbox));
$("journal-off").addEventListener("change", drawJournal);
$("journal-clear").addEventListener("click", act(() => ask("DELETE", "requests"), T.did.journal));
async function turnClock(method, what, value) {
  const account = $("clock-account").value;
  await ask(method, `clock${named(account)}`, method === "PUT" ? { [what]: value } : undefined);
  return filled(T.did[what], { value, account: account || T.everyone });
}

$("clock-form").addEventListener("submit", act((event) => {
  const what = event.submitter.value, typed = $("clock-time").value;
  if (!typed && what === "set") return T.no_time;
  const time = typed || $("now").dateTime.slice(0, 19);
  return turnClock("PUT", what, time.length === 16 ? `${time}:00Z` : `${time}Z`);
}));
$("clock-by-form").addEventListener("submit", act(() => turnClock("PUT", "advance", $("clock-by").value)));
$("clock-reset").addEventListener("click", act(() => turnClock("DELETE", "reset")));
$("fault-name").addEventListener("change", tellFault);
$("faults-form").addEventListener("submit", act(async () => {
  const argument = $("fault-arg").value, fault = $("fault-name").value + (argument ? `-${argument}` : "");
  await ask("POST", "faults", {
    fault,
    operation: $("fault-operation").value || null,
    account: $("fault-account").value || null,
    after: Number($("fault-after").value),
    times: $("fault-times").value ? Number($("fault-times").value) : null,
    probability: Number($("fault-probability").value),
    seed: Number($("fault-seed").value),
  });
  return filled(T.did.fault, { value: fault, account: $("fault-account").value || T.everyone });
}));
$("faults-clear").addEventListener("click", act(() => ask("DELETE", "faults"), T.did.faults));
$("reset-form").addEventListener("submit", act(async () => {
  const account = $("reset-account").value, prefix = $("reset-prefix").value;
  if (account && prefix) return T.not_both;
  if (!account && !prefix && !(await sure())) return "";
  const reset = await ask("POST", `reset${named(account) || named(prefix, "prefix")}`);
  return `${T.reset_accounts} ${(await reset.json()).forgotten}`;
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
