// Secrets as slow, salted hashes; cheap ones, since this server only lives in tests.

import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

import { faulty } from "./faults.mjs";

const slow = promisify(scrypt);
const COST = { N: 4096, r: 8, p: 1 };

/** In UTF-16, which tells lone surrogates apart. */
function read(secret) {
  if (faulty("hashed-72-bytes")) return Buffer.from(secret).subarray(0, 72);
  const shown = faulty("hashed-in-part") ? secret.slice(0, 8) : secret;
  return Buffer.from(faulty("hashed-but-the-last") ? shown.slice(0, -1) : shown, "utf16le");
}

export async function hashed(secret) {
  const salt = randomBytes(16);
  return { salt, value: await slow(read(secret), salt, 32, COST) };
}

export const matches = async ({ salt, value }, secret) =>
  timingSafeEqual(value, await slow(read(secret), salt, 32, COST));
