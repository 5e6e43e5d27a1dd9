// One password with six rules that are judged while it is typed, drawn by ink.
import { createElement as e, useState } from 'react';
import { Box, Text, render, useInput } from 'ink';

const rules = [
  ['8 to 32 characters', (value) => value.length >= 8 && value.length <= 32],
  ['a letter', (value) => /[a-z]/i.test(value)],
  ['a digit', (value) => /[0-9]/.test(value)],
  ['a capital or a sign', (value) => /[A-Z!@#$%^&*.]/.test(value)],
  ['no sequence', (value) => !/1234|abcd/.test(value)],
  ['no character three times', (value) => !/(.)\1\1/.test(value)],
];

function Form() {
  const [value, setValue] = useState('');
  useInput((input, key) => {
    if (key.backspace || key.delete) setValue((before) => before.slice(0, -1));
    else if (input) setValue((before) => before + input);
  });
  return e(Box, { flexDirection: 'column' },
    e(Text, { bold: true }, 'Password'),
    e(Box, { borderStyle: 'round' }, e(Text, null, '*'.repeat(value.length) + ' ')),
    rules.map(([text, met]) => e(Text, { key: text }, (met(value) ? '✓ ' : '○ ') + text)));
}

render(e(Form));
