// A second backend for the contract, written to docs/backend.md and openapi.json.
//
//   node server.mjs [--port PORT] [--fault ID] [--links COUNT] [--without checks,new-link]
//
// It prints READY and its address, and with --links that many links of each kind as TOML. It ends
// when its standard input does. README.md tells of the operator's calls.

import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

import { collect } from "./body.mjs";
import { choose, faulty } from "./faults.mjs";
import { answered, leaveOut } from "./judgement.mjs";
import { languageOf } from "./language.mjs";
import { operated } from "./operator.mjs";
import { kinds, linksOfKind } from "./records.mjs";
import { Refusal, told } from "./problems.mjs";

const WAITING = [403, 409, 423, 429, 503];

async function serve(request, response) {
  const [path, query = ""] = request.url.replace(/^https?:\/\/[^/]*/, "").split("?", 2);
  const language = languageOf(request.headers["accept-language"]);
  const body = await collect(request);
  if (path.startsWith("/operator/")) return operated(request, path, query, body, response);
  if (faulty("redirects") && path.length > 1 && path.endsWith("/")) {
    return send(response, 308, undefined, { Location: path.slice(0, -1) });
  }
  try {
    const [status, answer] = await answered(request, path, query, body, language);
    send(response, status, answer, { "Content-Type": "application/json" });
  } catch (error) {
    refuse(response, error instanceof Refusal ? error : new Refusal("internal"), language);
  }
  return undefined;
}

function refuse(response, refusal, language) {
  const { status, body } = told(refusal, language);
  if (status === 404 && refusal.name === "not-found" && faulty("not-found-as-html")) {
    response.writeHead(404, { "Content-Type": "text/html" });
    response.end("<h1>Not found</h1>");
    return;
  }
  const { more } = refusal;
  const headers = {
    "Content-Type": faulty("problem-as-json") ? "application/json" : "application/problem+json",
  };
  if (!faulty("content-language-missing")) headers["Content-Language"] = language;
  if (WAITING.includes(status) && !faulty("retry-after-missing")) headers["Retry-After"] = more.wait ?? 60;
  if (status === 401 && !faulty("www-authenticate-missing")) headers["WWW-Authenticate"] = "Bearer";
  if (more.allow && !faulty("allow-missing")) headers.Allow = more.allow;
  if (more.refused && faulty("value-in-header")) headers["X-Refused"] = encodeURIComponent(more.refused);
  send(response, status, body, headers);
}

function send(response, status, answer, headers) {
  const content = answer === undefined ? "" : JSON.stringify(answer);
  const own = faulty("cache-control-missing") ? {} : { "Cache-Control": "no-store" };
  if (answer === undefined) delete headers["Content-Type"];
  const length = status === 204 ? {} : { "Content-Length": Buffer.byteLength(content) };
  if (faulty("compressed-unasked") && content) {
    const packed = gzipSync(content);
    const said = { "Content-Encoding": "gzip", "Content-Length": packed.length };
    response.writeHead(status, { ...own, ...headers, ...said });
    response.end(packed);
    return;
  }
  response.writeHead(status, { ...own, ...headers, ...length });
  response.end(content);
}

function start() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "0" },
      fault: { type: "string", default: "" },
      links: { type: "string", default: "0" },
      without: { type: "string", default: "" },
    },
  });
  if (!choose(values.fault)) {
    console.error(`no fault ${values.fault}`);
    process.exit(2);
  }
  leaveOut(values.without.split(","));
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(Number(values.port), "127.0.0.1", () => {
    const origin = `http://127.0.0.1:${server.address().port}`;
    console.log(`READY ${origin}`);
    for (const kind of Number(values.links) ? kinds() : []) {
      const some = linksOfKind(kind, Number(values.links));
      console.log(`${kind} = ${JSON.stringify(some)}`);
    }
  });
  process.stdin.on("end", () => process.exit(0)).resume();
}

start();
