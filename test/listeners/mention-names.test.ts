import type { AllMiddlewareArgs } from '@slack/bolt';
import { expect, it } from 'vitest';
import { createMentionResolver } from '../../src/listeners/form/mention-names.ts';
import { markMention } from '../../src/slack/reading/mention-marks.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

/** Names of people as Slack tells them; `null`: it never answers. */
function started(profiles: Readonly<Record<string, object | null>>) {
  const clock = createVirtualClock();
  const asked: string[] = [];
  const noted: string[] = [];
  const said: string[] = [];
  const info = async ({ user }: { user: string }) => {
    asked.push(user);
    const profile = profiles[user];
    if (profile === null) return new Promise(() => undefined);
    if (profile === undefined) throw new Error('user_not_found');
    return { user: { name: 'handle', real_name: 'Real Name', profile } };
  };
  const client = { users: { info } } as unknown as AllMiddlewareArgs['client'];
  const name = createMentionResolver({ clock, logEvent: (event) => noted.push(event) });
  const named = (...ids: string[]) => {
    const words = ids.map((id) => markMention('user', id)).join(', ');
    const speaking = { client, workspace: 'T1', appUserId: 'UAPP' };
    return name(words, speaking, async () => void said.push('late'));
  };
  return { clock, asked, noted, said, named };
}

it('after 1 s names are late, after 6 s nobody waits: one that came is kept, the rest is a placeholder', async () => {
  const { clock, asked, said, named } = started({ U1: { display_name: 'Grace' }, U2: null });
  let words = 'waits';
  void named('U1', 'U2').then((all) => (words = all));
  const steps: string[] = [];
  for (const ms of [990, 20, 4_980, 20]) {
    await clock.advance(ms);
    steps.push([...said, words].join(': '));
  }
  expect(steps).toEqual(['waits', 'late: waits', 'late: waits', 'late: Grace, [name]']);
  // It is asked for again an hour later, and no clock is left running behind it.
  for (const ms of [3_000_000, 600_000]) {
    await named('U1');
    await clock.advance(ms);
  }
  await named('U1');
  expect([asked, clock.sleepers()]).toEqual([['U1', 'U2', 'U1'], 0]);
});

it('the app itself is never asked about, one that is unknown is noted, and twenty are asked at most', async () => {
  const many = Array.from({ length: 30 }, (_, at) => `U${at}`);
  const { asked, noted, named } = started({});
  const words = (await named('UAPP', ...many)).split(', ');
  expect([asked, noted.length, words]).toEqual([many.slice(0, 20), 20, many.map(() => '[name]')]);
});
