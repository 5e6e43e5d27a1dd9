// The problems of the contract: status, and words in both languages.

const WORDS = {
  "link-malformed": [400, "Der Link ist unvollständig", "The link is incomplete"],
  "request-invalid": [400, "Die Anfrage passt nicht", "The request does not fit"],
  unauthorized: [401, "Ohne Link geht es nicht", "A link is needed"],
  "link-not-yet-valid": [403, "Noch nicht bereit", "Not ready yet"],
  "link-unknown": [404, "Der Link ist nicht bekannt", "The link is not known"],
  "not-found": [404, "Hier ist nichts", "There is nothing here"],
  "method-not-allowed": [405, "So nicht", "Not this way"],
  "commit-in-progress": [409, "Die Aktivierung läuft", "The activation is under way"],
  "link-expired": [410, "Der Link ist abgelaufen", "The link has expired"],
  "link-used": [410, "Das Konto ist aktiv", "The account is active"],
  "link-revoked": [410, "Der Link wurde zurückgezogen", "The link was withdrawn"],
  "link-replaced": [410, "Es gibt einen neueren Link", "There is a newer link"],
  "too-large": [413, "Das ist zu viel", "This is too much"],
  "unsupported-media-type": [415, "Das ist kein JSON", "This is no JSON"],
  "credentials-rejected": [422, "Etwas wurde abgelehnt", "Something was refused"],
  "idempotency-key-reused": [422, "Der Schlüssel ist vergeben", "The key is taken"],
  "account-locked": [423, "Das Konto ist gesperrt", "The account is locked"],
  "rate-limited": [429, "Zu viele Versuche", "Too many attempts"],
  internal: [500, "Der Server hat einen Fehler", "The server has failed"],
  maintenance: [503, "Wartungsarbeiten", "Maintenance"],
};

const REASONS = {
  required: ["Fehlt", "Is missing"],
  unexpected: ["Gehört nicht hierher", "Does not belong here"],
  invalid: ["Hat nicht die Form", "Has not the form"],
  duplicate: ["Steht zweimal da", "Is there twice"],
  json: ["Ist kein JSON", "Is no JSON"],
  expired: ["Nur ein abgelaufener Link wird erneuert", "Only an expired link is renewed"],
};

/** Thrown to answer with a problem; `more` may have errors, activated_at, wait, allow, detail. */
export class Refusal extends Error {
  constructor(name, more = {}) {
    super(name);
    this.name = name;
    this.more = more;
  }
}

/** A request that does not fit: pairs of member and rule. */
export const unfit = (...errors) =>
  new Refusal("request-invalid", { errors: errors.map(([field, rule]) => ({ field, rule })) });

/** Status and body of a problem. */
export function told({ name, more }, language) {
  const at = language === "de" ? 1 : 2;
  const [status] = WORDS[name];
  const body = { type: `/problems/${name}`, title: WORDS[name][at], status };
  body.detail = more.detail ?? `${WORDS[name][at]}.`;
  if (more.errors) {
    body.errors = more.errors.map((each) => ({
      message: REASONS[each.rule]?.[at - 1] ?? "", ...each,
    }));
  }
  if (more.activated_at) body.activated_at = more.activated_at;
  return { status, body: { ...body, ...more.members } };
}
