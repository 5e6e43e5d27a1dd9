// Runs (1234, dcba, 7890) and repetitions (aaa, 050505).

import { faulty } from "./faults.mjs";

const DIGITS = "0123456789";
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const LONGEST_BLOCK = 64;

/** +1 or -1 if the second character follows or precedes the first, else 0. */
function step(first, second) {
  if (DIGITS.includes(first) && DIGITS.includes(second)) {
    const apart = (Number(second) - Number(first) + 10) % 10;
    return apart === 1 ? 1 : apart === 9 ? -1 : 0;
  }
  if (LETTERS.includes(first) && LETTERS.includes(second)) {
    const apart = LETTERS.indexOf(second) - LETTERS.indexOf(first);
    return Math.abs(apart) === 1 ? apart : 0;
  }
  return 0;
}

/** How many characters from `start` on are one run. */
function runFrom(text, start) {
  let end = start + 1;
  if (end >= text.length) return text.length - start;
  const way = step(text[start], text[end]);
  if (way === 0) return 1;
  while (end < text.length && step(text[end - 1], text[end]) === way) end += 1;
  return end - start;
}

export function hasRun(text, length) {
  return text.some((_, start) => runFrom(text, start) >= length);
}

export const isOneRun = (text) => text.length > 1 && runFrom(text, 0) === text.length;

/** Whether it is wholly made of two and more runs, each of at least `shortest`. */
export function isMadeOfRuns(text, shortest) {
  const parts = new Map([[0, 0]]);
  for (let start = 0; start < text.length; start += 1) {
    if (!parts.has(start)) continue;
    const longest = runFrom(text, start);
    for (let length = shortest; length <= longest; length += 1) {
      const count = parts.get(start) + 1;
      parts.set(start + length, Math.max(count, parts.get(start + length) ?? 0));
    }
  }
  return (parts.get(text.length) ?? 0) >= 2;
}

function comesRunning(text, size, times) {
  let alike = 0;
  for (let at = size; at < text.length; at += 1) {
    alike = text[at] === text[at - size] ? alike + 1 : 0;
    if (alike >= size * (times - 1)) return true;
  }
  return false;
}

/** `blocks` are pairs [shortest block, times in a row]. */
export function hasRepetition(text, same, blocks) {
  if (comesRunning(text, 1, same)) return true;
  return blocks.some(([shortest, times]) => {
    const bound = faulty("blocks-of-one-size") ? shortest : LONGEST_BLOCK;
    const longest = Math.min(bound, Math.floor(text.length / times));
    for (let size = shortest; size <= longest; size += 1) {
      if (comesRunning(text, size, times)) return true;
    }
    return false;
  });
}

/** Whether all of it is one block, twice and more. */
export function isOneBlock(text) {
  const whole = text.join("\u0000");
  for (let size = 1; size <= text.length / 2; size += 1) {
    if (text.length % size) continue;
    const block = text.slice(0, size);
    if (text.every((each, at) => each === block[at % size])) return whole.length > 0;
  }
  return false;
}
