// The order of judgement: who asks, with which link, how it stands, and then what was asked for.

import { named, parsed } from "./body.mjs";
import { choicesIn, verdictsOn } from "./choices.mjs";
import { HOUR, written } from "./clock.mjs";
import { commit, replayed, why } from "./commit.mjs";
import { faulty } from "./faults.mjs";
import { count, within } from "./limits.mjs";
import { POLICIES, QUESTIONS, workspaceOf } from "./policies.mjs";
import { Refusal, unfit } from "./problems.mjs";
import { anyAccount, deadness, mails, markLinks, newLink, proven, someLinkOf } from "./records.mjs";

const PROOF = /^([0-9]{1,19})~([0-9a-fA-F]{32})$/;

const OPERATIONS = {
  "GET /v1/activation": look,
  "POST /v1/activation/checks": check,
  "POST /v1/activation": commitWith,
  "POST /v1/activation/new-link": renew,
  "POST /v1/activation/disown": disown,
  "GET /healthz": health,
};

/** Leave operations out, by the last part of their paths. */
export function leaveOut(names) {
  for (const each of Object.keys(OPERATIONS)) {
    if (names.includes(each.split("/").at(-1))) delete OPERATIONS[each];
  }
}

/** Status and body of the answer to a request; throws a Refusal. */
export async function answered(request, path, query, body, language) {
  const method = request.method === "HEAD" ? "GET" : request.method;
  const there = Object.keys(OPERATIONS).filter((each) => each.split(" ")[1] === path);
  if (!there.length) throw new Refusal("not-found");
  const operation = OPERATIONS[`${method} ${path}`];
  if (!operation) {
    const methods = there.map((each) => each.split(" ")[0]);
    if (methods.includes("GET") && !faulty("allow-without-head")) methods.push("HEAD");
    throw new Refusal("method-not-allowed", { allow: methods.join(", ") });
  }
  if (operation === health) return health();
  if (faulty("body-before-token") && method === "POST" && operation !== renew) parsed(request, body);
  const asked = { request, body, language, origin: `http://${request.headers.host}` };
  const link = admitted(asked, query);
  if (link === undefined) return look({ ...asked, link: { account: anyAccount(), ends: Date.now() } });
  asked.link = link;
  asked.key = request.headers["idempotency-key"];
  if (operation === commitWith) {
    const receipt = await replayed(request, body, link, asked.key);
    if (receipt) return [200, receipt];
  }
  if (faulty("body-before-state") && method === "POST" && operation !== renew) parsed(request, body);
  const dead = deadness(link);
  const passes =
    (operation === renew && dead === "link-expired") ||
    (operation === disown && dead === "link-revoked" && !faulty("disown-once"));
  if (dead && !passes) throw new Refusal(dead, why(link, dead));
  return operation(asked);
}

/** The link that was proven. */
function admitted({ request }, query) {
  const [scheme, ...rest] = (request.headers.authorization ?? "").split(" ");
  let shown = rest.join(" ").trim();
  if (faulty("token-in-address") && !shown && query) shown = query.replace(/^.*=/, "").replace(":", "~");
  else if (scheme.toLowerCase() !== "bearer" || !shown) throw new Refusal("unauthorized");
  const proof = PROOF.exec(shown);
  if (!proof) {
    throw new Refusal("link-malformed", faulty("token-in-message") ? { detail: `No link: ${shown}` } : {});
  }
  const claimed = faulty("forwarded-for-believed") && request.headers["x-forwarded-for"];
  const address = claimed || request.socket.remoteAddress;
  if (!faulty("tokens-limited-at-look") || request.method === "GET") within("tokens", address);
  const [, id, token] = proof;
  const link = proven(id, faulty("capitals-unknown") ? token : token.toLowerCase());
  if (link) return link;
  count("tokens", address);
  return strange(request, id);
}

/** What somebody with a wrong token gets; anything but one answer is a mistake. */
function strange(request, id) {
  const account = someLinkOf(id);
  if (faulty("unknown-is-200") && request.method === "GET") return undefined;
  if (faulty("unknown-told-apart") && account) throw new Refusal("link-unknown", { detail: "Wrong token." });
  if (faulty("state-told-to-strangers") && account && deadness(account)) {
    throw new Refusal(deadness(account), why(account, deadness(account)));
  }
  if (faulty("key-without-token") && account?.key && account.key === request.headers["idempotency-key"]) {
    return account;
  }
  throw new Refusal("link-unknown");
}

function health() {
  return [200, { status: "ok" }];
}

function look({ request, link, origin }) {
  const { account } = link;
  const answer = {
    server_time: written(Date.now()),
    expires_at: written(link.ends),
    expires_basis: "stated",
    account: account.public,
    steps: faulty("step-twice") ? [...account.steps, account.steps[0]] : account.steps,
    ...POLICIES,
    security_questions: account.steps.includes("security_question") ? QUESTIONS : [],
    workspaces: offeredTo(account, origin),
    first_steps_url: null,
    renewed_by: account.public.role === "main_user" ? "service" : "administrator",
  };
  const consumes = request.method === "HEAD" ? "head-consumes" : "look-consumes";
  if (faulty(consumes)) account.activated_at = Date.now();
  return [200, answer];
}

const offeredTo = ({ steps, workspaces }, origin) =>
  steps.includes("workspace") ? workspaces.map((kind) => workspaceOf[kind](origin)) : [];

function check({ request, body, link, language, origin }) {
  const { account } = link;
  within("checks", account.id);
  if (!faulty("malformed-checks-free")) count("checks", account.id);
  const choices = choicesIn(parsed(request, body), account.steps, { whole: false });
  if (faulty("malformed-checks-free")) count("checks", account.id);
  const verdicts = verdictsOn(choices, account.public, offeredTo(account, origin), language);
  if (faulty("check-consumes") && verdicts.length && verdicts.every((each) => each.met)) {
    account.activated_at = Date.now();
  }
  if (faulty("check-says-met")) for (const each of verdicts) each.met = true;
  return [200, { verdicts }];
}

async function commitWith({ request, body, link, key, language, origin }) {
  const seen = { offered: offeredTo(link.account, origin), origin, language };
  return [200, await commit(request, body, link, key, seen)];
}

function renew({ link, origin }) {
  const { account } = link;
  const isLive = deadness(link) === undefined;
  if (isLive && faulty("live-renewal-counted")) {
    within("renewals", account.id);
    count("renewals", account.id);
  }
  if (isLive && !faulty("live-link-renewed")) throw unfit(["link", "expired"]);
  within("renewals", account.id);
  within("renewals-per-day", account.id);
  count("renewals", account.id);
  count("renewals-per-day", account.id);
  if (isLive) markLinks(account, "replaced");
  if (faulty("renewal-replaces-others")) markLinks(account, "replaced", link);
  if (faulty("renewal-replaces-itself")) link.replaced = true;
  mails.push({ kind: "activation", to: account.public.email, link: newLink(account, { ends: 48 * HOUR }) });
  return [202, undefined];
}

function disown({ request, body, link }) {
  const unread = faulty("disown-again-unread") && link.revoked;
  if (!unread && !(faulty("disown-at-a-touch") && body.size === 0)) {
    const said = parsed(request, body);
    const errors = Object.keys(said)
      .filter((name) => name !== "confirm" && !faulty("members-ignored"))
      .map((name) => [named(name), "unexpected"]);
    if (!Object.hasOwn(said, "confirm")) errors.push(["confirm", "required"]);
    else if (said.confirm !== true) errors.push(["confirm", "invalid"]);
    if (errors.length) throw unfit(...errors);
  }
  if (!link.revoked && !faulty("disown-does-nothing")) {
    link.revoked = true;
    if (faulty("disown-revokes-all")) markLinks(link.account, "revoked");
    mails.push({ kind: "disowned", to: "office@hafenwerk.example", account: link.account.id });
  }
  return [204, undefined];
}
