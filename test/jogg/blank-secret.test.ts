import { expect, it } from 'vitest';
import { createSignatureCheck } from '../../src/jogg/webhook/webhook-signature.ts';

it.each([[[]], [['good', ' ']]])(
  'a check with %j says what is wrong with its secrets',
  (secrets) => {
    expect(() => createSignatureCheck(secrets)).toThrow('a webhook secret is missing or blank');
  },
);
