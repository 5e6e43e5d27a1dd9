// Following the server

const PAUSE = 200; // Milliseconds between two looks: a burst of calls is one change.

let faultTexts = {};

async function loadScenarios() {
  const listed = await get("scenarios");
  scenarios = listed.scenarios;
  if (!$("fault-name").options.length) {
    const lang = document.documentElement.lang;
    faultTexts = Object.fromEntries(listed.faults.map(({ name, text }) => [name, text[lang]]));
    $("fault-name").append(...listed.faults.map(({ name }) => new Option(name)));
    $("fault-operation").append(new Option(T.any, ""), ...listed.points.map((name) => new Option(name)));
    tellFault();
  }
  drawLinks();
}

function tellFault() {
  $("fault-what").textContent = faultTexts[$("fault-name").value] ?? "";
}

async function refresh(now) {
  if (!scenarios.length) await loadScenarios();
  const rules = await loadLists(now);
  calls = lists.requests;
  drawTenants();
  drawAccounts();
  drawMails();
  drawJournal();
  drawClock();
  drawFaults(rules);
}

function connected(yes, why = T.away) {
  $("connection").textContent = yes ? T.live : why;
  $("connection").className = yes ? "good" : "bad";
  if (yes && !$("key-form").hidden) {
    const hadFocus = $("key-form").contains(document.activeElement);
    $("key-form").hidden = true;
    if (hadFocus) $("links-filter").focus();
  }
}

const sleep = (milliseconds) => new Promise((wake) => { setTimeout(wake, milliseconds); });

async function follow() {
  let since = null;
  for (;;) {
    try {
      const waiting = since === null ? "changes" : `changes?since=${since}&wait=25`;
      const now = await get(waiting);
      since = now.count;
      await refresh(now);
      connected(true);
      await sleep(PAUSE);
    } catch (error) {
      since = null;
      counts = null;
      connected(false, error instanceof Refused ? error.message : T.away);
      // A key that is typed in is tried at once.
      await Promise.race([sleep(2000), follow.woken]);
    }
  }
}

function wakeable() {
  follow.woken = new Promise((wake) => { follow.wake = wake; });
}

