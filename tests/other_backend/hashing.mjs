// Secrets as slow, salted hashes; cheap ones, since this server only lives in tests.

import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const slow = promisify(scrypt);
const COST = { N: 4096, r: 8, p: 1 };

export async function hashed(secret) {
  const salt = randomBytes(16);
  return { salt, value: await slow(secret, salt, 32, COST) };
}

export const matches = async ({ salt, value }, secret) =>
  timingSafeEqual(value, await slow(secret, salt, 32, COST));
