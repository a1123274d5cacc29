import type { AllMiddlewareArgs } from '@slack/bolt';
import { expect, it } from 'vitest';
import { createMentionResolver } from '../../src/listeners/form/mention-names.ts';
import { markMention } from '../../src/slack/reading/mention-marks.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

/** A resolver before a Slack with these profiles; `null`: Slack never answers for that person. */
function startWith(profiles: Readonly<Record<string, object | null>>) {
  const clock = createVirtualClock();
  const requests: string[] = [];
  const logged: string[] = [];
  const calls: string[] = [];
  const info = async ({ user }: { user: string }) => {
    requests.push(user);
    const profile = profiles[user];
    if (profile === null) return new Promise(() => undefined);
    if (profile === undefined) throw new Error('user_not_found');
    return { user: { name: 'handle', real_name: 'Real Name', profile } };
  };
  const client = { users: { info } } as unknown as AllMiddlewareArgs['client'];
  const resolveMentions = createMentionResolver({ clock, logEvent: (event) => logged.push(event) });
  const resolve = (...ids: string[]) => {
    const text = ids.map((id) => markMention('user', id)).join(', ');
    const context = { client, workspace: 'T1', appUserId: 'UAPP' };
    return resolveMentions(text, context, async () => void calls.push('late'));
  };
  return { clock, requests, logged, calls, resolve };
}

it('names are late after 1 s; after 6 s those that have come are used and cached, the others are placeholders', async () => {
  const { clock, requests, calls, resolve } = startWith({ U1: { display_name: 'Ada' }, U2: null });
  let text = 'waits';
  void resolve('U1', 'U2').then((all) => (text = all));
  const steps: string[] = [];
  for (const ms of [990, 20, 4_980, 20]) {
    await clock.advance(ms);
    steps.push([...calls, text].join(': '));
  }
  expect(steps).toEqual(['waits', 'late: waits', 'late: waits', 'late: Ada, [name]']);
  // A name is requested again an hour later by any clock, and no timer is left running.
  clock.jump(-86_400_000);
  for (const ms of [3_000_000, 600_000]) {
    await resolve('U1');
    await clock.advance(ms);
  }
  await resolve('U1');
  expect([requests, clock.sleepers()]).toEqual([['U1', 'U2', 'U1'], 0]);
});

it('Slack is asked for at most twenty names and never for the app’s own; unknown ones are logged', async () => {
  const ids = Array.from({ length: 30 }, (_, at) => `U${at}`);
  const { requests, logged, resolve } = startWith({});
  const names = (await resolve('UAPP', ...ids)).split(', ');
  expect([requests, logged.length, names]).toEqual([ids.slice(0, 20), 20, ids.map(() => '[name]')]);
});
