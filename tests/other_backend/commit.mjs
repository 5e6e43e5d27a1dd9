// The commit: all of it or nothing, once, and the same receipt to whoever asks again.

import { randomBytes } from "node:crypto";

import { parsed } from "./body.mjs";
import { choicesIn, verdictsOn } from "./choices.mjs";
import { written } from "./clock.mjs";
import { faulty } from "./faults.mjs";
import { hashed, matches } from "./hashing.mjs";
import { count, within } from "./limits.mjs";
import { Refusal, unfit } from "./problems.mjs";
import { deadness } from "./records.mjs";
import { compared, normalised } from "./text.mjs";

const KEY = /^[A-Za-z0-9-]{1,64}$/;

/** Receipts by key; only a mistake looks into it. */
const receiptsOfAll = new Map();

/** The plain text under which each secret is hashed. */
function secretsOf(choices) {
  const secrets = {};
  if (choices.password !== undefined) secrets.password = hashedForm(choices.password);
  if (choices.pin !== undefined) secrets.pin = normalised(choices.pin);
  if (choices.security_question !== undefined) secrets.answer = compared(choices.security_question.answer);
  return secrets;
}

function hashedForm(password) {
  if (faulty("compatible-forms-alike")) return password.normalize("NFKC");
  return faulty("hashed-without-case") ? password.toLowerCase() : normalised(password);
}

/** The receipt for a key that this link was committed with; undefined if it was not. */
export async function replayed(request, body, link, key) {
  if (faulty("key-of-all-links") && receiptsOfAll.has(key)) return receiptsOfAll.get(key);
  if (key !== undefined && faulty("key-bound-by-refusal") && link.bound === key) {
    throw new Refusal("idempotency-key-reused");
  }
  const kept = faulty("key-of-the-account") ? link.account.key : link.key;
  if (kept == null || kept !== key || faulty("key-forgotten")) return undefined;
  const { commits, steps } = link.account;
  if (!faulty("key-ignores-body") && !(await isSame(request, body, commits, steps))) {
    throw new Refusal("idempotency-key-reused");
  }
  return faulty("receipt-drawn-anew") ? { ...commits.receipt, receipt_id: number() } : commits.receipt;
}

async function isSame(request, body, commits, steps) {
  let choices;
  try {
    choices = choicesIn(parsed(request, body), steps, { whole: true });
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
  if (choices.workspace !== commits.workspace) return false;
  if (choices.security_question?.id !== commits.question && !faulty("question-not-kept")) return false;
  const secrets = Object.entries(secretsOf(choices));
  if (secrets.length !== Object.keys(commits.hashes).length) return false;
  const found = await Promise.all(secrets.map(([name, secret]) => matches(commits.hashes[name], secret)));
  return found.every(Boolean);
}

const number = () => `H-${randomBytes(5).toString("hex").toUpperCase()}`;

function neededKey(key) {
  if (key === undefined) {
    if (!faulty("key-needless")) throw unfit(["Idempotency-Key", "required"]);
  } else if (!KEY.test(key) && !faulty("key-of-any-shape")) {
    throw unfit(["Idempotency-Key", "invalid"]);
  }
}

/** Activates; `seen` is { offered, origin, language }. */
export async function commit(request, body, link, key, seen) {
  const { account } = link;
  if (link.committing && !faulty("two-winners")) throw new Refusal("commit-in-progress", { wait: 1 });
  within("refusals", account.id);
  neededKey(key);
  if (faulty("malformed-commits-counted")) count("refusals", account.id);
  const choices = choicesIn(parsed(request, body), account.steps, { whole: true });
  judged(choices, link, key, seen);
  link.committing = true;
  try {
    return await writtenDown(choices, link, key, seen);
  } finally {
    link.committing = false;
  }
}

function judged(choices, link, key, { offered, language }) {
  const verdicts = verdictsOn(choices, link.account.public, offered, language);
  const broken = verdicts.filter(
    (each) => !each.met && !(faulty("policy-not-judged") && each.field === "password"),
  );
  if (!broken.length) return;
  count("refusals", link.account.id);
  if (faulty("refusals-lock") && link.account.refusals.push(1) >= 5) link.account.locked = true;
  if (faulty("key-bound-by-refusal")) link.bound = key;
  throw new Refusal("credentials-rejected", {
    errors: broken.map(({ field, rule, message }) => ({ field, rule, message })),
    refused: choices.password,
  });
}

async function writtenDown(choices, link, key, { origin }) {
  const { account } = link;
  const names = Object.entries(secretsOf(choices));
  const hashes = await Promise.all(names.map(([, secret]) => hashed(secret)));
  if (faulty("two-winners") || faulty("two-links-win")) await new Promise((done) => setTimeout(done, 300));
  // Hashing took time: others may have acted meanwhile.
  const dead = deadness(link);
  const again = faulty("two-winners") || faulty("two-links-win");
  if (dead && !(again && dead === "link-used")) throw new Refusal(dead, why(link, dead));
  account.activated_at = Date.now();
  const receipt = {
    receipt_id: number(),
    activated_at: written(account.activated_at),
    account: faulty("receipt-of-somebody-else")
      ? { ...account.public, email: "somebody.else@hafenwerk.example" }
      : account.public,
    workspace: choices.workspace ?? null,
    login_url: `${origin}/signin`,
    first_steps_url: null,
  };
  link.key = account.key = key ?? null;
  account.commits = {
    hashes: Object.fromEntries(names.map(([name], at) => [name, hashes[at]])),
    question: choices.security_question?.id,
    workspace: choices.workspace,
    receipt,
  };
  receiptsOfAll.set(key, receipt);
  return receipt;
}

/** What the problem of a dead link tells beside its name. */
export function why(link, name) {
  const { account } = link;
  const more = {};
  if (name === "link-used" && !faulty("used-without-time")) {
    more.activated_at = written(faulty("used-tells-now") ? Date.now() : account.activated_at);
  }
  if (name === "account-locked") more.wait = 3600;
  if (name === "link-not-yet-valid") {
    more.wait = Math.max(1, Math.ceil((link.begins - Date.now()) / 1000));
  }
  if (faulty("revoked-tells-extension") && link.revoked) more.members = { extension: account.public.extension };
  if (faulty("dead-link-tells-account")) more.detail = `${name}: ${account.public.email}`;
  return more;
}
