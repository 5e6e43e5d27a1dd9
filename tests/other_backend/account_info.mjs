// What of an account must not show up in its credentials: names and numbers.

import { faulty } from "./faults.mjs";
import { characters, folded } from "./text.mjs";

const PARTICLES = new Set(
  ("von van vom der den dem des del della de di da do dos das du el al la le les los " +
    "zu zum zur auf und bin ibn abu ter ten").split(" "),
);
const BETWEEN_NAMES = /[\s\-\u2010-\u2015'’‘ʼ`´.,]+/u;
const BETWEEN_LOCAL_PARTS = /[._+\-0-9]+/u;
const EXPANDED = { ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
const STROKED = { ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", æ: "ae", œ: "oe" };
const SEPARATORS = /(?<=[0-9])[\s\-/.()]+(?=[0-9])/gu;

const replaced = (text, table) => characters(text).map((each) => table[each] ?? each).join("");

function spellings(word) {
  const plain = folded(word);
  const expanded = folded(replaced(word.normalize("NFKC").toLowerCase(), EXPANDED));
  const bare = replaced(plain.normalize("NFKD"), STROKED).replace(/\p{M}/gu, "");
  return faulty("spellings-not-judged") ? [plain] : [plain, expanded, bare];
}

/** Parts of the names and of the e-mail's first half, in every spelling. */
export function nameParts(account) {
  const local = account.email.split("@")[0];
  const words = [
    ...`${account.first_name} ${account.last_name}`.split(BETWEEN_NAMES),
    ...local.split(BETWEEN_LOCAL_PARTS),
  ].filter((word) => !PARTICLES.has(folded(word)));
  if (characters(local).length >= 4) words.push(local);
  return [...new Set(words.flatMap(spellings))].filter(Boolean);
}

/** Whether a folded text gives a name away. */
export function tellsName(text, account) {
  if (faulty("names-not-judged")) return false;
  return nameParts(account).some((part) => {
    const length = characters(part).length;
    if (length >= 4) return text.includes(part);
    if (length < 3) return false;
    const alone = part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`(?<!\\p{L})${alone}(?!\\p{L})`, "u").test(text);
  });
}

export function phoneForms(account) {
  const forms = [];
  for (const number of [account.main_number, account.main_fax_number, account.direct_number]) {
    const digits = (number ?? "").replace(/[^0-9]/g, "");
    if (!digits) continue;
    forms.push(digits);
    if (faulty("numbers-with-0-not-judged")) continue;
    forms.push(`00${digits}`);
    if (digits.startsWith("49")) forms.push(`0${digits.slice(2)}`);
  }
  return forms;
}

/** Whether so many digits in a row of one of the account's numbers stand in a text. */
export function sharesDigits(text, account, count) {
  const joined = faulty("separators-kept") ? text : text.replace(SEPARATORS, "");
  return phoneForms(account).some((form) => {
    for (let at = 0; at + count <= form.length; at += 1) {
      if (joined.includes(form.slice(at, at + count))) return true;
    }
    return false;
  });
}
