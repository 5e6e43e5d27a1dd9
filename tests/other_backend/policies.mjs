// What this provider asks for: policies, questions, workspaces, and what each rule is called.

import { faulty } from "./faults.mjs";

const HARBOUR = {
  de: "Das Wort „Hafen“ kommt nicht vor",
  en: "The word “Hafen” does not occur",
};

export const POLICIES = {
  password_policy: {
    rules: [
      { id: "length", min: 10, max: 64 },
      { id: "charset" },
      { id: "letter" },
      { id: "number" },
      { id: "upper_or_special", specials: "!?-_+" },
      { id: "sequential", run: 4 },
      { id: "repeating", same: 4, blocks: [[2, 3]] },
      { id: "account_info", digits: 5 },
      { id: "no_harbour", text: HARBOUR },
    ],
    advice: [],
  },
  pin_policy: {
    rules: [
      { id: "digits_only" },
      { id: "length", min: 6, max: 8 },
      { id: "sequential", run: 4, whole_runs: 3 },
      { id: "repeating", same: 3, blocks: [[2, 3], [3, 2]] },
      { id: "account_info", digits: 6, extension: 3 },
    ],
    advice: [{ id: "date" }],
  },
  answer_policy: {
    rules: [
      { id: "length", min: 4, max: 60 },
      { id: "printable" },
      { id: "variety", min: 3 },
      { id: "pattern" },
      { id: "echo" },
      { id: "account_info" },
      { id: "secret" },
    ],
    advice: [],
  },
};

export const QUESTIONS = [
  {
    id: "ship",
    text: {
      de: "Mit welchem Schiff sind Sie als erstes gefahren, und wohin?",
      en: "Which ship did you first travel on, and where to?",
    },
  },
  {
    id: "pier",
    text: {
      de: "An welcher Anlegestelle haben Sie zuletzt gewartet, und auf wen?",
      en: "At which pier did you last wait, and for whom?",
    },
  },
];

/** Where one works, seen from the address this server is asked at. */
export const workspaceOf = {
  desktop_app: (origin) => ({
    kind: "desktop_app", platform: "linux", url: `${origin}/downloads/hafenfon.deb`,
    size: 64, sha256: "6d2f".repeat(16),
  }),
  web_browser: (origin) => ({ kind: "web_browser", url: `${origin}/signin` }),
};

const MESSAGES = {
  "password length": ["{min} bis {max} Zeichen", "{min} to {max} characters"],
  "password charset": ["Druckbare Zeichen, am Rand kein Leerzeichen", "Printable, no space at an end"],
  "password letter": ["Ein Buchstabe", "A letter"],
  "password number": ["Eine Ziffer", "A digit"],
  "password upper_or_special": ["Ein Großbuchstabe oder {specials}", "A capital or one of {specials}"],
  "password sequential": ["Keine Folge", "No sequence"],
  "password repeating": ["Keine Wiederholung", "No repetition"],
  "password account_info": ["Nichts von Ihrem Konto", "Nothing of your account"],
  "pin digits_only": ["Nur Ziffern", "Digits only"],
  "pin length": ["{min} bis {max} Ziffern", "{min} to {max} digits"],
  "pin sequential": ["Keine Folge", "No sequence"],
  "pin repeating": ["Keine Wiederholung", "No repetition"],
  "pin account_info": ["Nichts von Ihrem Konto", "Nothing of your account"],
  "security_question.answer length": ["{min} bis {max} Zeichen", "{min} to {max} characters"],
  "security_question.answer printable": ["Druckbare Zeichen", "Printable characters"],
  "security_question.answer variety": ["{min} verschiedene Zeichen", "{min} different characters"],
  "security_question.answer pattern": ["Kein Muster", "No pattern"],
  "security_question.answer echo": ["Nicht die Frage", "Not the question"],
  "security_question.answer account_info": ["Nichts von Ihrem Konto", "Nothing of your account"],
  "security_question.answer secret": ["Weder Kennwort noch PIN", "Neither password nor PIN"],
  "security_question.id offered": ["Eine Frage von der Liste", "A question of the list"],
  "workspace offered": ["Ein Arbeitsplatz von der Liste", "A workspace of the list"],
};

/** What a rule demands, in words. */
export function demand(field, rule, language) {
  if (rule.text) return rule.text[faulty("own-rule-in-english") ? "en" : language];
  const text = MESSAGES[`${field} ${rule.id}`][language === "de" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_, name) => rule[name]);
}
