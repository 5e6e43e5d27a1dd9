// The forms in which values are judged and compared (docs/backend.md, "Rules").

import { faulty } from "./faults.mjs";

const UNPRINTABLE = /[\p{C}\p{Z}]/u;
const SPACES = /[\s\x1c-\x1f\x85]+/gu;

export const characters = (text) => [...text];

export const lengthOf = (text) =>
  faulty("units-for-characters") ? text.length : characters(text).length;

/** A password or a PIN as it is judged. */
export const normalised = (text) => (faulty("not-normalised") ? text : text.normalize("NFC"));

export const lowered = (text) => characters(text).map((each) => each.toLowerCase()).join("");

const foldedOne = (each) =>
  each === "ı" ? each : each.toUpperCase().toLowerCase().replaceAll("ß", "ss");

const caseFolded = (text) =>
  faulty("answer-lower-case") ? text.toLowerCase() : characters(text).map(foldedOne).join("");

export const folded = (text) => caseFolded(text.normalize("NFKC"));

const collapsed = (text) => text.replace(SPACES, " ").replace(/^ | $/g, "");

/** An answer as its characters are looked at. */
export const trimmed = (text) => collapsed(text.normalize("NFC"));

/** An answer as its length is counted. */
export const measured = (text) => collapsed(text.normalize("NFKC"));

/** An answer as it is compared and hashed. */
export function compared(text) {
  if (faulty("answer-to-the-letter")) return text.normalize("NFKC");
  if (faulty("not-normalised")) return caseFolded(collapsed(text));
  return caseFolded(measured(text)).normalize("NFKC");
}

export const isPrintable = (text) => !UNPRINTABLE.test(text.replaceAll(" ", ""));
