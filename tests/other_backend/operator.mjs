// What whoever runs the server may ask; none of it is part of the contract.

import { choose } from "./faults.mjs";
import { kinds, linkOfKind, mails } from "./records.mjs";

const CALLS = {
  "POST /operator/links": links,
  "PUT /operator/fault": fault,
  "GET /operator/mails": () => [200, mails.map((mail) => JSON.stringify(mail)).join("\n")],
};

export function operated(request, path, query, body, response) {
  const call = CALLS[`${request.method} ${path}`];
  const [status, text] = call ? call(new URLSearchParams(query), body) : [404, "no such call"];
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(text ? `${text}\n` : "");
}

/** ?kind=fresh&count=3: a link in each line. */
function links(asked) {
  const kind = asked.get("kind") ?? "fresh";
  const count = Number(asked.get("count") ?? 1);
  if (!kinds().includes(kind)) return [404, `no kind ${kind}; there are ${kinds().join(", ")}`];
  return [200, Array.from({ length: Math.min(count, 1000) }, () => linkOfKind(kind)).join("\n")];
}

/** The body is the id of a fault, or empty. */
function fault(asked, body) {
  const id = body.bytes.toString().trim();
  return choose(id) ? [204, ""] : [404, `no fault ${id}`];
}
