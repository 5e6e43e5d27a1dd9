// The rules of docs/backend.md: whether a value breaks one. A value comes in as it was sent.

import { nameParts, phoneForms, sharesDigits, tellsName } from "./account_info.mjs";
import { faulty } from "./faults.mjs";
import { hasRepetition, hasRun, isMadeOfRuns, isOneBlock, isOneRun } from "./sequences.mjs";
import {
  characters, compared, folded, isPrintable, lengthOf, lowered, measured, normalised, trimmed,
} from "./text.mjs";

const ROWS = ["qwertzuiopü", "qwertyuiop", "asdfghjklöä", "yxcvbnm", "zxcvbnm"];

const isDigits = (text) => /^[0-9]*$/.test(text);
const outside = (length, rule) => length < (rule.min ?? 0) || length > (rule.max ?? Infinity);
const lower = (text) => characters(lowered(text));

const PASSWORD = {
  length: (rule, value) => outside(lengthOf(value), rule),
  charset: (rule, value) => !isPrintable(value) || value.startsWith(" ") || value.endsWith(" "),
  letter: (rule, value) => !/[A-Za-z]/.test(value),
  number: (rule, value) => !/[0-9]/.test(value),
  upper_or_special: (rule, value) =>
    !/[A-Z]/.test(value) && !characters(rule.specials).some((each) => value.includes(each)),
  sequential: (rule, value) => hasRun(faulty("runs-of-one-case") ? characters(value) : lower(value), rule.run),
  repeating: (rule, value) => hasRepetition(lower(value), rule.same, rule.blocks),
  account_info: (rule, value, { account }) =>
    sharesDigits(folded(value), account, rule.digits) || tellsName(folded(value), account),
  no_harbour: (rule, value) => folded(value).includes("hafen"),
};

const PIN = {
  digits_only: (rule, value) => !isDigits(value),
  length: (rule, value) => outside(lengthOf(value), rule),
  sequential: (rule, value) =>
    hasRun(characters(value), rule.run) || isMadeOfRuns(characters(value), rule.whole_runs),
  repeating: (rule, value) => hasRepetition(characters(value), rule.same, rule.blocks),
  account_info: (rule, value, { account }) =>
    ((account.extension ?? "").length >= rule.extension && value.includes(account.extension)) ||
    sharesDigits(value, account, rule.digits),
};

const words = (text) => text.match(/[\p{L}\p{N}_]+/gu) ?? [];

function echoes(answer, question) {
  if (!answer || !question) return false;
  const asked = words(question);
  const said = words(answer);
  return question.includes(answer) || (said.length > 0 && said.every((each) => asked.includes(each)));
}

function isAccount(answer, account) {
  if (!answer) return false;
  const { first_name: first, last_name: last } = account;
  const whole = [
    first, last, `${first} ${last}`, `${last} ${first}`, `${last}, ${first}`,
    account.company, account.email,
  ].map(compared);
  const parts = nameParts(account).filter((part) => characters(part).length >= 3);
  const number = answer.replace(/[\s\-/.()+]+/gu, "");
  return (
    whole.includes(answer) || parts.includes(answer) ||
    [...phoneForms(account), account.extension].includes(number)
  );
}

const withoutSpaces = (text) => compared(text).replaceAll(" ", "");

const backwards = (row) => characters(row).reverse().join("");

const isKeys = (answer) =>
  characters(answer).length > 1 &&
  ROWS.some((row) => row.includes(answer) || (!faulty("rows-one-way") && backwards(row).includes(answer)));

const ANSWER = {
  length: (rule, value) => outside(lengthOf(measured(value)), rule),
  printable: (rule, value) => !isPrintable(trimmed(value)),
  variety: (rule, value) =>
    new Set(characters(compared(value)).filter((each) => /[\p{L}\p{N}]/u.test(each))).size < rule.min,
  pattern: (rule, value) => {
    const text = characters(compared(value));
    return isOneRun(text) || isOneBlock(text) || isKeys(compared(value));
  },
  echo: (rule, value, { question }) => echoes(compared(value), compared(question)),
  account_info: (rule, value, { account }) => isAccount(compared(value), account),
  secret: (rule, value, { secrets }) =>
    secrets.some((each) => each && (faulty("secret-to-the-letter")
      ? value.includes(each)
      : withoutSpaces(value).includes(withoutSpaces(each)))),
};

const KINDS = { password: PASSWORD, pin: PIN, "security_question.answer": ANSWER };

/** Whether a value breaks a rule; `about` is { account, question, secrets }. */
export function breaks(field, rule, value, about) {
  if (field === "security_question.answer") return ANSWER[rule.id](rule, value, about);
  const typed = normalised(value);
  if (field === "pin" && !isDigits(typed) && !["digits_only", "length"].includes(rule.id)) return false;
  return KINDS[field][rule.id](rule, typed, about);
}
