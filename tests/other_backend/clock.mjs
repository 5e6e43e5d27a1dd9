// Times as the contract writes them.

import { faulty } from "./faults.mjs";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export function written(milliseconds) {
  const text = new Date(milliseconds).toISOString();
  return faulty("time-without-zone") ? text.replace("Z", "") : text;
}
