// What whoever runs the server may ask; none of it is part of the contract.

import { choose } from "./faults.mjs";
import { matches } from "./hashing.mjs";
import { accountOf, kinds, linksOfKind, mails } from "./records.mjs";
import { compared, normalised } from "./text.mjs";

const CALLS = {
  "POST /operator/links": links,
  "PUT /operator/fault": fault,
  "POST /operator/match": match,
  "GET /operator/mails": () => [200, mails.map((mail) => JSON.stringify(mail)).join("\n")],
};

export async function operated(request, path, query, body, response) {
  const call = CALLS[`${request.method} ${path}`];
  const [status, text] = call ? await call(new URLSearchParams(query), body) : [404, "no such call"];
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(text ? `${text}\n` : "");
}

/** ?kind=fresh&count=3: a link in each line; of pairs the two links of an account, one after the other. */
function links(asked) {
  const kind = asked.get("kind") ?? "fresh";
  const count = Number(asked.get("count") ?? 1);
  if (!kinds().includes(kind)) return [404, `no kind ${kind}; there are ${kinds().join(", ")}`];
  return [200, linksOfKind(kind, Math.min(count, 1000)).join("\n")];
}

/** ?account=ID, the body believed choices: which of them were committed. */
async function match(asked, body) {
  const commits = accountOf(asked.get("account"))?.commits;
  if (!commits) return [404, "not active"];
  const { password, pin, question, answer } = JSON.parse(body.bytes.toString());
  const plain = {
    password: normalised(password), pin: normalised(pin), answer: compared(answer),
  };
  const found = { question: commits.question === question };
  for (const [name, hash] of Object.entries(commits.hashes)) found[name] = await matches(hash, plain[name]);
  return [200, JSON.stringify(found)];
}

/** The body is the id of a fault, or empty. */
function fault(asked, body) {
  const id = body.bytes.toString().trim();
  return choose(id) ? [204, ""] : [404, `no fault ${id}`];
}
