// The choices in a body: their form, and what the policies say of them.

import { named } from "./body.mjs";
import { faulty } from "./faults.mjs";
import { demand, POLICIES, QUESTIONS } from "./policies.mjs";
import { unfit } from "./problems.mjs";
import { breaks } from "./rules.mjs";

const MEMBERS = ["password", "pin", "security_question", "workspace"];
const WORKSPACES = ["desktop_app", "web_browser"];
const OFFERED = { id: "offered" };

const isText = (value) => typeof value === "string";
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** Members that fit the steps; with `whole` all of them have to be there. */
export function choicesIn(body, steps, { whole }) {
  const errors = [];
  const choices = {};
  for (const [name, value] of Object.entries(body)) {
    if (!MEMBERS.includes(name)) {
      if (!faulty("members-ignored")) errors.push([named(name), "unexpected"]);
    } else if (!steps.includes(name)) {
      errors.push([name, "unexpected"]);
    } else {
      choices[name] = read(name, value, errors);
    }
  }
  for (const step of steps) {
    if (whole && !Object.hasOwn(choices, step) && !faulty("half-a-commit")) errors.push([step, "required"]);
  }
  if (errors.length) throw unfit(...errors);
  return choices;
}

function read(name, value, errors) {
  if (name === "security_question") return readQuestion(value, errors);
  const text = faulty("numbers-as-text") && typeof value === "number" ? String(value) : value;
  const fits = name === "workspace" ? WORKSPACES.includes(text) : isText(text);
  if (!fits) errors.push([name, "invalid"]);
  return text;
}

function readQuestion(value, errors) {
  if (!isObject(value)) {
    errors.push(["security_question", "invalid"]);
    return undefined;
  }
  for (const name of ["id", "answer"]) {
    const field = `security_question.${name}`;
    if (!Object.hasOwn(value, name)) errors.push([field, "required"]);
    else if (!isText(value[name])) errors.push([field, "invalid"]);
  }
  for (const name of Object.keys(value)) {
    if (name !== "id" && name !== "answer") errors.push([`security_question.${named(name)}`, "unexpected"]);
  }
  return value;
}

/** A verdict for each rule of what was chosen. */
export function verdictsOn(choices, account, offered, language) {
  const { password, pin, security_question: chosen, workspace } = choices;
  const texts = [password, pin, chosen?.id, chosen?.answer];
  if (faulty("odd-unicode-500") && texts.some((each) => /\p{Cs}/u.test(each ?? ""))) {
    throw new Error("odd text");
  }
  const found = QUESTIONS.find((each) => each.id === chosen?.id);
  const about = { account, question: found?.text[faulty("echo-in-english") ? "en" : language] ?? "", secrets: [password, pin] };
  const verdicts = [];
  const judge = (field, policy, value) => {
    for (const rule of POLICIES[policy].rules) {
      verdicts.push(verdict(field, rule, !breaks(field, rule, value, about), language, value));
    }
  };
  if (password !== undefined) judge("password", "password_policy", password);
  if (faulty("check-leaves-out") && password !== undefined) verdicts.pop();
  if (pin !== undefined) judge("pin", "pin_policy", pin);
  if (chosen !== undefined) {
    const there = found !== undefined;
    if (!there || !faulty("offered-only-broken")) {
      verdicts.push(verdict("security_question.id", OFFERED, there, language, chosen.id));
    }
    judge("security_question.answer", "answer_policy", chosen.answer);
  }
  if (workspace !== undefined) {
    const there = faulty("workspace-not-offered") || offered.some((each) => each.kind === workspace);
    verdicts.push(verdict("workspace", OFFERED, there, language, workspace));
  }
  return faulty("verdicts-backwards") ? verdicts.reverse() : verdicts;
}

function verdict(field, rule, met, language, value) {
  const said = faulty("value-in-message") && !met ? ` (“${value}”)` : "";
  return { field, rule: rule.id, met, message: demand(field, rule, language) + said };
}
