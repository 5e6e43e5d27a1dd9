// How often somebody may do something: within a window that moves along.

import { HOUR, MINUTE } from "./clock.mjs";
import { faulty } from "./faults.mjs";
import { Refusal } from "./problems.mjs";

const LIMITS = {
  tokens: [10, MINUTE],
  checks: [30, MINUTE],
  refusals: [10, 10 * MINUTE],
  renewals: [1, 5 * MINUTE],
  "renewals-per-day": [5, 24 * HOUR],
};
const OFF = {
  tokens: "tokens-without-limit", checks: "checks-without-limit",
  renewals: "renew-without-limit", "renewals-per-day": "renew-without-limit",
};

const counted = new Map();

function times(name, whom) {
  const key = `${name} ${whom}`;
  const since = Date.now() - LIMITS[name][1];
  const left = (counted.get(key) ?? []).filter((time) => time > since);
  counted.set(key, left);
  return left;
}

export const count = (name, whom) => times(name, whom).push(Date.now());

/** Refuses whoever is over the limit, and says for how long. */
export function within(name, whom) {
  const [most, window] = LIMITS[name];
  const noted = times(name, whom);
  if (noted.length < most || (OFF[name] && faulty(OFF[name]))) return;
  const wait = Math.ceil((noted.at(-most) + window - Date.now()) / 1000);
  throw new Refusal("rate-limited", { wait: Math.max(1, wait) });
}
