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
