// The body of a request: read up to a bound, then JSON and nothing else.

import { faulty } from "./faults.mjs";
import { Refusal, unfit } from "./problems.mjs";

const MOST = 16_384;
const JSON_TYPE = /^application\/(?:[a-z0-9!#$&^_.+-]+\+)?json$/;

/** What was sent, up to one byte more than may be; what is over that is read and dropped. */
export async function collect(request) {
  const kept = [];
  let size = 0;
  for await (const piece of request) {
    if (size <= MOST || faulty("too-large-read")) kept.push(piece);
    size += piece.length;
  }
  return { bytes: Buffer.concat(kept), size };
}

/** The object in a body. */
export function parsed(request, { bytes, size }) {
  if (size > MOST && !faulty("too-large-read")) throw new Refusal("too-large");
  const type = (request.headers["content-type"] ?? "").split(";")[0].trim().toLowerCase();
  if (!JSON_TYPE.test(type) && !faulty("media-type-ignored")) throw new Refusal("unsupported-media-type");
  let text;
  let value;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (faulty("two-objects")) text = text.replace(/\}\s*\{.*$/s, "}");
    value = JSON.parse(text);
  } catch {
    throw unfit(["body", "json"]);
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw unfit(["body", "invalid"]);
  const twice = repeatedMember(text);
  if (twice !== undefined) throw unfit([named(twice), "duplicate"]);
  return value;
}

/** A name as it may be repeated: what looks like one may be a misplaced password. */
export const named = (name) =>
  /^[a-z_]{1,20}$/.test(name) || faulty("name-in-message") ? name : "?";

/** The first member that an object of the text, which is JSON, has twice. */
function repeatedMember(text) {
  const seen = [];
  const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/gs;
  for (const [token, isMember] of text.matchAll(tokens)) {
    if (token === "{") seen.push(new Set());
    else if (token === "}") seen.pop();
    else if (isMember) {
      const name = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1));
      if (seen.at(-1).has(name)) return name;
      seen.at(-1).add(name);
    }
  }
  return undefined;
}
