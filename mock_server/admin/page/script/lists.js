// What the server has, asked for anew only where it changed

const MOST = { mails: 1000, requests: 1000, accounts: 200 };
const WHOLE_AFTER = 60000; // Milliseconds: links expire, and nothing else changes.

const lists = { mails: [], requests: [], accounts: [], tenants: [] };
let counts = null; // what there was of each when it was asked for; null before
let wholeAt = 0;

const same = (one, other) => one.newest === other.newest && one.total === other.total;

// Mails and calls, whose ids grow. Where fewer are left than there should be, some were taken out.
async function loadGrowing(kind, now, settled) {
  if (counts && settled <= now.newest) {
    const kept = lists[kind].filter((one) => one.id <= settled);
    const fresh = await get(`${kind}?since=${settled}`);
    const all = [...kept, ...fresh];
    const known = all.filter((one) => one.id <= now.newest).slice(-MOST[kind]);
    if (known.length === Math.min(now.total, MOST[kind])) return all.slice(-MOST[kind]);
  }
  return get(kind === "mails" ? `mails?limit=${MOST.mails}` : kind);
}

async function loadMails(now) {
  if (counts && same(counts.mails, now)) return;
  lists.mails = await loadGrowing("mails", now, counts?.mails.newest);
}

async function loadCalls(now) {
  lists.requests = await loadGrowing("requests", now, counts?.requests.settled);
}

// Gives the accounts that may be others than before.
async function loadAccounts(now) {
  if (counts && same(counts.accounts, now)) return [];
  const path = `accounts?most=${MOST.accounts}`;
  if (counts) {
    const fresh = new Map((await get(`${path}&since=${counts.accounts.newest}`)).map((one) => [one.name, one]));
    const kept = lists.accounts.map((one) => fresh.get(one.name) ?? one);
    const names = new Set(kept.map((one) => one.name));
    const added = [...fresh.values()].filter((one) => !names.has(one.name));
    if (counts.accounts.total + added.length === now.total) {
      lists.accounts = [...added, ...kept].slice(0, MOST.accounts);
      return [...fresh.values()];
    }
  }
  lists.accounts = await get(path);
  return lists.accounts;
}

async function loadTenants(now, accounts) {
  const isAdministrator = (one) => one.scenario === null && one.role === "main_user";
  if (counts && same(counts.tenants, now) && !accounts.some(isAdministrator)) return;
  lists.tenants = await get("tenants?most=0");
}

async function loadLists(now) {
  const [time, rules] = await Promise.all(["clock", "faults"].map(get));
  const moved = clock && (clock.frozen !== time.frozen || clock.offset_seconds !== time.offset_seconds
    || (time.frozen && clock.now !== time.now));
  if (moved || performance.now() - wholeAt > WHOLE_AFTER) counts = null;
  if (!counts) wholeAt = performance.now();
  const accounts = loadAccounts(now.accounts);
  await Promise.all([loadMails(now.mails), loadCalls(now.requests), accounts]);
  await loadTenants(now.tenants, await accounts);
  counts = now;
  clock = time;
  clockAt = performance.now();
  return rules;
}

