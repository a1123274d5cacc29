import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const SHORT = join(import.meta.dirname, 'hostile-strings.json');

/** Text that people, Jogg or an attacker could send, and that must stay text. */
export const HOSTILE: readonly string[] = [
  ...z.array(z.string()).parse(JSON.parse(readFileSync(SHORT, 'utf8'))),
  'x'.repeat(10_000),
  '😀'.repeat(5_000),
  '&'.repeat(10_000),
  '<'.repeat(4_001),
  'word '.repeat(2_000),
  '\n'.repeat(3_000),
  '👩‍👩‍👧‍👦'.repeat(300),
];
