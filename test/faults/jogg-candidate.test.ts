import { expect, it } from 'vitest';
import { ADA, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { onStage, until } from '../support/stage.ts';
import { DELIVERED, UNCONFIRMED } from './ends.ts';
import { type ManualStage, MINUTE, manualStage } from './manual-stage.ts';

const candidate = async ({ video }: ManualStage, id: string) => (await video(id))?.candidate?.id;

/** Makes videos whose answers are lost, one after the other, and returns their projects. */
async function lose(stage: ManualStage, videos: Record<string, string>, apartMs = 0, outcome = {}) {
  stage.jogg.outcome({ ...outcome, lostAnswer: true, times: Object.keys(videos).length });
  for (const [id, name] of Object.entries(videos)) {
    stage.make(id, { name });
    await stage.pass(apartMs);
  }
  await stage.pass(MINUTE);
  return [...stage.jogg.projects.keys()];
}

const take = (project = '') => ({ choice: 'take_likely', confirmation: 1, project }) as const;

it.each([
  ['by its title', 'v1', 'v1', 'Launch'],
  ['by its time', 'v1', 'v1', ''],
  ['by its time, in v2', 'v2', 'v2', ''],
  ['by its title, after a change from v1 to v2', 'v1', 'v2', 'Launch'],
  ['by its time, after a change from v2 to v1', 'v2', 'v1', ''],
] as const)(
  'F39: the app offers a lost video %s, and delivers it once its requester takes it',
  async (_, version, changedTo, name) => {
    const stage = await manualStage({ version });
    const [id = ''] = await lose(stage, { v: name });
    stage.restart({ version: changedTo });
    await stage.pass(10 * MINUTE);
    expect(await stage.hint(id)).toBe('unknown');
    await stage.finish();
    expect(stage.text('v', 'card')).toContain('We found a video at Jogg that is probably this one');
    const pressed = [await stage.press('v', take(id), GRACE)];
    pressed.push(await stage.press('v', take('other')));
    await stage.finish();
    const before = await stage.end();
    pressed.push(await stage.press('v', take(id)));
    await stage.finish();
    const after = { ...DELIVERED, channel: ['card', 'unconfirmed', 'result'] };
    expect(pressed).toEqual(['not yours', 'already resolved', 'noted']);
    expect([before, await stage.end()]).toEqual([UNCONFIRMED, after]);
  },
);

it.each([
  // The documented v2 has no titles; this is for the day it has.
  ['the one with its title', { one: 'One', two: 'Two' }, 0],
  ['the nearest in time, without titles,', { one: '', two: '' }, 20_000],
])('F39: of two videos in the same minute the app offers %s', async (_, videos, apartMs) => {
  const stage = await manualStage();
  stage.jogg.behaviour.v2.title = true;
  for (const id of await lose(stage, videos, apartMs)) await stage.hint(id);
  await stage.finish();
  const made = [...stage.jogg.projects.values()].toSorted((a, b) => a.title.localeCompare(b.title));
  const offered = [await candidate(stage, 'one'), await candidate(stage, 'two')];
  expect(offered).toEqual(made.map(({ id }) => id));
});

it('F39: the app never offers a foreign, forged or unknown project and asks about ten at most; Check again finds a late one', async () => {
  const stage = await manualStage();
  stage.make('other', { name: 'Other' });
  await stage.pass(10 * MINUTE);
  const [other = '', own = ''] = await lose(stage, { v: 'Launch' }, 0, { unknownPolls: 1 });
  const asked = stage.polls().length;
  const forged = Array.from({ length: 12 }, (_, nth) => `forged ${nth}`);
  for (const id of [other, ...forged, own]) await stage.hint(id);
  await stage.pass(MINUTE / 6);
  const before = [await candidate(stage, 'v'), stage.polls().length - asked];
  await stage.press('v', { choice: 'look_again', confirmation: 1 });
  await stage.pass(MINUTE / 6);
  // Ten projects, each searched in both versions.
  expect([...before, await candidate(stage, 'v')]).toEqual([undefined, 20, own]);
});

it('F39: only one of two videos can take a project, and the other one stops offering it', async () => {
  const stage = await manualStage();
  const [project = ''] = await lose(stage, { one: '', two: '' });
  await stage.hint(project);
  await stage.finish();
  const both = ['one', 'two'];
  const pressed = await Promise.all(both.map((id) => stage.press(id, take(project))));
  await stage.finish();
  const states = await Promise.all(both.map(stage.state));
  expect([...pressed, ...states, await candidate(stage, 'two')]).toEqual([
    ...['noted', 'taken by another', 'delivered', 'unconfirmed', undefined],
  ]);
});

it('F39: after a webhook before any answer, Slack shows the button and then the result', async () => {
  const stage = await onStage();
  stage.jogg.outcome({ lostAnswer: true, webhook: 'before_answer' });
  await stage.make({ video_name: 'Launch' });
  const { ts } = await stage.message(/probably this one/);
  const privately = (user: string) =>
    stage.slack.messages(MARKETING).findLast((each) => each.ephemeral && each.for === user);
  for (const user of [GRACE, ADA]) {
    await stage.press('look_again', { user, ts });
    await until(() => privately(user) !== undefined);
  }
  const replies = [privately(GRACE), privately(ADA)];
  const offered = replies.map((each) => /It’s this one: Launch/.test(JSON.stringify(each)));
  await stage.press('take_likely', { ts: replies[1]?.ts ?? '' });
  await stage.reply('result');
  const slots = ['card', 'unconfirmed', 'result'];
  expect([offered, stage.slots(), stage.paid().length]).toEqual([[false, true], slots, 1]);
});
