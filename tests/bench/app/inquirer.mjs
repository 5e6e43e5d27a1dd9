// One password, asked for as @inquirer/prompts does by itself.
import { password } from '@inquirer/prompts';

await password({
  message: 'Password',
  mask: '*',
  validate: (value) => value.length >= 8 || 'At least 8 characters',
});
