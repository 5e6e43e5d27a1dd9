// German or English, as Accept-Language weighs them.

import { faulty } from "./faults.mjs";

const PIECE = /^\s*([A-Za-z]{1,8})(?:-[A-Za-z0-9-]+)?\s*(?:;\s*[qQ]\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*)?$/;

export function languageOf(header) {
  if (faulty("language-ignored")) return "en";
  if (faulty("anything-is-german") && (header ?? "").includes("*")) return "de";
  let best = "en";
  let weight = 0;
  for (const piece of (header ?? "").slice(0, 1000).split(",")) {
    const found = PIECE.exec(piece);
    const language = found?.[1].toLowerCase();
    if (language !== "de" && language !== "en") continue;
    const q = found[2] === undefined || faulty("first-language-wins") ? 1 : Number(found[2]);
    const isTie = faulty("ties-are-german") && q === weight && language === "de";
    if (q > weight || isTie) [best, weight] = [language, q];
  }
  return best;
}
