// The deliberate faults: one at a time, none at the start unless it is named.

import { readFileSync } from "node:fs";

const FAULTS = JSON.parse(readFileSync(new URL("faults.json", import.meta.url), "utf8"));

let current = "";

/** Whether the server is to make this mistake now. */
export function faulty(id) {
  if (!Object.hasOwn(FAULTS, id)) throw new Error(`no fault ${id}`);
  return current === id;
}

/** Make one mistake from now on; none with an empty id. False if there is no such fault. */
export function choose(id) {
  if (id !== "" && !Object.hasOwn(FAULTS, id)) return false;
  current = id;
  return true;
}
