import { expect, it } from 'vitest';
import { NO_FILE } from '../../src/domain/video/video.ts';
import { HOUR, holding, LATER, NOW, post, posted, SENT, start, told, video } from './video.ts';

/** Reckoned by a clock that was ten years ahead. */
const FAR = NOW + 10 * 365 * 24 * HOUR;
const far = { tries: 1, notBefore: FAR };
const near = { tries: 1, notBefore: NOW + HOUR };

it('after a clock that was years ahead nothing waits longer than an hour', () => {
  const ahead = { since: FAR, confirmedAt: FAR, submittedAt: FAR };
  const polled = { nextAt: FAR, notBefore: FAR, lastAt: FAR };
  expect(
    told(
      [video('requested', { posts: { card: post('due', far) } }), start],
      [video('announced', { submit: far }), start],
      [video('cancelled', { edit: far, cardVersion: '' }), start],
      [video('ready', { file: { ...NO_FILE, status: 'wanted', notBefore: FAR } }), start],
      [holding('failed', 'result', post('due', far)), start],
      [video('rendering', { ...ahead, poll: polled }), start],
      [video('rendering', { ...ahead, poll: polled }), start, { pollScale: 0.5 }],
      [video('rendering', { submittedAt: null, poll: { nextAt: FAR, lastAt: 0 } }), start],
      [video('rendering', { poll: { nextAt: NOW + HOUR, notBefore: FAR } }), start],
      [
        holding('failed', 'direct', SENT, {
          posts: { card: SENT, late: post('due', far), direct: post('due', near) },
          submit: near,
        }),
        start,
      ],
    ),
  ).toEqual([
    'card sending (notBefore +0) | post card',
    'submit (notBefore +0) | reserve',
    'edit (notBefore +0) | edit cancelled',
    'file (tries 1, notBefore +0) | store_file',
    'result sending (notBefore +0) | post result',
    'since +0, confirmedAt +0, submittedAt +0, poll (nextAt +5000, notBefore +0, lastAt +0) ' +
      '| wait +5000 poll',
    'since +0, confirmedAt +0, submittedAt +0, poll (nextAt +2500, notBefore +0, lastAt +0) ' +
      '| wait +2500 poll',
    'poll (nextAt +5000) | wait +5000 poll',
    'poll (notBefore +0) | wait +60000 poll',
    'late (notBefore +0), result sending | post result',
  ]);
});

it('a wait of an hour or less, and times to come without one, stay as they are', () => {
  const kept = video('rendering', {
    submit: near,
    edit: near,
    file: { ...NO_FILE, ...near },
    poll: { nextAt: NOW + HOUR, notBefore: NOW + HOUR, lastAt: FAR },
    posts: { card: SENT, late: post('due', near) },
  });
  expect(told([kept, start], [video('requested'), posted('card', LATER)])).toEqual([
    'nothing | wait +60000 poll',
    'card due (tries 1, notBefore +1500) | wait +1500 prompt',
  ]);
});
