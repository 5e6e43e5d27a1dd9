// Accounts and links, in memory: what is kept, how a link stands, and links of every kind.

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

import { HOUR } from "./clock.mjs";
import { faulty } from "./faults.mjs";

const STEPS = ["password", "pin", "security_question", "workspace"];
const PEOPLE = [
  ["Wiebke", "Groß-Härms", "w.gross", "de-DE"],
  ["Seán", "Ó Briain", "s.obriain", "en-IE"],
  ["Łucja", "Żak", "l.zak", "de-DE"],
];
const KINDS = {
  fresh: {},
  expired: { ends: -HOUR },
  used: { active: true },
  revoked: { revoked: true },
  replaced: { replaced: true },
  locked: { locked: true },
  not_yet_valid: { begins: HOUR },
  with_desktop_app: { workspaces: ["desktop_app", "web_browser"] },
  without_workspace: { steps: ["password", "security_question"] },
  in_another_order: { steps: ["security_question", "pin", "password"] },
  fewer_steps: { steps: ["password", "workspace"] },
  fewer_workspaces: {},
  only_pin: { steps: ["pin"], main_user: true },
};

const accounts = new Map();
const links = new Map();
export const mails = [];

const digest = (token) => createHash("sha256").update(token).digest();
const NOBODY = digest("");

/** Kinds of which two links in a row are of one account, and the kind of both. */
const PAIRS = { pairs: "fresh", expired_pairs: "expired" };

export const kinds = () => [...Object.keys(KINDS), ...Object.keys(PAIRS)];

/** So many links of a kind; of pairs an even number. */
export function linksOfKind(kind, count) {
  if (!Object.hasOwn(PAIRS, kind)) return Array.from({ length: count }, () => linkOfKind(kind));
  const made = PAIRS[kind];
  return Array.from({ length: Math.ceil(count / 2) }, () => {
    const one = linkOfKind(made);
    return [one, newLink(accounts.get(one.split(":")[0]), KINDS[made])];
  }).flat();
}

/** A link of that kind, to an account of its own: its id and token. */
export function linkOfKind(kind) {
  const {
    steps = STEPS, workspaces = ["web_browser"], main_user = false, active = false, locked = false,
    ...link
  } = KINDS[kind];
  const number = accounts.size + 1;
  const [first_name, last_name, local, locale] = PEOPLE[number % PEOPLE.length];
  const extension = String(300 + (number % 600));
  const id = String(70_000_000_000 + number);
  const account = {
    id, steps, workspaces, locked, activated_at: active ? Date.now() - HOUR : null, commits: null, refusals: [],
    public: {
      first_name, last_name, email: `${local}.${number}@hafenwerk.example`,
      company: "Hafenwerk Telefonie eG",
      main_number: "+49421330800", main_fax_number: null,
      extension, direct_number: `+49421330${extension}`,
      role: main_user ? "main_user" : "user", brand: "hafenfon", locale,
    },
  };
  accounts.set(id, account);
  return newLink(account, link);
}

export function newLink(account, { begins = 0, ends = 48 * HOUR, revoked = false, replaced = false } = {}) {
  const token = randomBytes(16).toString("hex");
  const now = Date.now();
  const link = {
    account, sha256: digest(token), begins: now + begins, ends: now + ends, revoked, replaced,
    key: null, committing: false,
  };
  links.set(link.sha256.toString("hex"), link);
  return `${account.id}:${token}`;
}

/** The link that id and token prove, or undefined; both ways take the same time. */
export function proven(id, token) {
  const shown = digest(token);
  const link = links.get(shown.toString("hex"));
  const same = timingSafeEqual(shown, link?.sha256 ?? NOBODY);
  return same && (link.account.id === id || faulty("token-of-any-account")) ? link : undefined;
}

/** Any link of an account; only a mistake asks for it. */
export const someLinkOf = (id) => [...links.values()].find((link) => link.account.id === id);
export const accountOf = (id) => accounts.get(id);
export const anyAccount = () => accounts.values().next().value;

/** What stands against a link: the name of the problem, or undefined. */
export function deadness(link) {
  const { account } = link;
  const now = Date.now();
  if (account.locked && !faulty("locked-works")) return "account-locked";
  if (faulty("revoked-before-used") && link.revoked) return "link-revoked";
  if (account.activated_at !== null) return "link-used";
  if (link.revoked && !faulty("revoked-works")) return "link-revoked";
  if (link.replaced && !faulty("replaced-works")) return "link-replaced";
  if (now >= link.ends && !faulty("expired-works")) return "link-expired";
  if (now < link.begins && !faulty("early-works")) return "link-not-yet-valid";
  return undefined;
}

/** Mark an account's links, all but one. */
export function markLinks(account, mark, but) {
  for (const link of links.values()) if (link.account === account && link !== but) link[mark] = true;
}
