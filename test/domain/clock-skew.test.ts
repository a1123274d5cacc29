import { expect, it } from 'vitest';
import { NO_FILE } from '../../src/domain/video/video.ts';
import { HOUR, holding, LATER, NOW, post, posted, SENT, start, table, video } from './video.ts';

/** Reckoned by a clock that was ten years ahead. */
const FAR = NOW + 10 * 365 * 24 * HOUR;
const far = { tries: 1, notBefore: FAR };
const near = { tries: 1, notBefore: NOW + HOUR };
const polled = { nextAt: FAR, notBefore: FAR, lastAt: FAR };
const ahead = video('rendering', { since: FAR, confirmedAt: FAR, submittedAt: FAR, poll: polled });
const kept = video('rendering', {
  submit: near,
  edit: near,
  file: { ...NO_FILE, ...near },
  poll: { nextAt: NOW + HOUR, notBefore: NOW + HOUR, lastAt: FAR },
  posts: { card: SENT, late: post('due', near) },
});
const several = { card: SENT, late: post('due', far), direct: post('due', near) };

it('times that a clock left in the future are set back as written', async () => {
  const text = table({
    'after a clock that was years ahead nothing waits longer than an hour': [
      [video('requested', { posts: { card: post('due', far) } }), start],
      [video('announced', { submit: far }), start],
      [video('cancelled', { edit: far, cardVersion: '' }), start],
      [video('ready', { file: { ...NO_FILE, status: 'wanted', notBefore: FAR } }), start],
      [holding('failed', 'result', post('due', far)), start],
      [ahead, start],
      [ahead, start, { pollScale: 0.5 }],
      [video('rendering', { submittedAt: null, poll: { nextAt: FAR, lastAt: 0 } }), start],
      [video('rendering', { poll: { nextAt: NOW + HOUR, notBefore: FAR } }), start],
      [holding('failed', 'direct', SENT, { posts: several, submit: near }), start],
    ],
    'a wait of an hour or less, and times to come without one, stay as they are': [
      [kept, start],
      [video('requested'), posted('card', LATER)],
    ],
  });
  await expect(text).toMatchFileSnapshot('snapshots/clock-skew.txt');
});
