import { expect, it } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { until } from '../support/until.ts';
import { twoWorkspaces } from '../support/workspaces.ts';

it('each workspace makes its own video and sees nothing of the other', async () => {
  const { first, second, logged } = await twoWorkspaces();
  await Promise.all([first.make('From the first.'), second.make('From the second.')]);
  await Promise.all([first.result(), second.result()]);
  const shown = [first, second].map(({ slack, channel }) =>
    JSON.stringify(slack.messages(channel)),
  );
  expect(shown.map((all) => [/the first/.test(all), /the second/.test(all)])).toEqual([
    [true, false],
    [false, true],
  ]);
  const requested = await logged('video_requested', 2);
  expect(requested.map(({ tenant }) => tenant).toSorted()).toEqual([second.id, first.id]);
  // A button that names the other's video finds none.
  const { channel, driver } = second;
  const value = (await first.card()).metadata?.event_payload['video_id'];
  const button = {
    type: 'button',
    action_id: 'share',
    text: { type: 'plain_text', text: 'Share' },
  };
  const elements = [{ ...button, value }];
  const { ts } = driver.write(channel, {
    user: second.user,
    text: 'a forgery',
    blocks: [{ type: 'actions', block_id: 'forged', elements }],
  });
  await driver.click({ channel, messageTs: ts, actionId: 'share' });
  expect(await logged('button_pressed')).toMatchObject([{ tenant: second.id, outcome: 'gone' }]);
});

it('videos of a workspace without the app rest, nothing is said there, and go on once it is back', async () => {
  const state = openState('memory:', () => {});
  const { first, second, known, install, jogg, paid, logged } = await twoWorkspaces({
    open: () => state,
    jogg: { renderMs: 3_600_000 },
  });
  await second.make('Wait for me.');
  await until(() => /In progress/.test(JSON.stringify(second.slack.messages(second.channel))));
  const before = JSON.stringify(second.slack.messages(second.channel));
  const { viewId = '' } = await second.command();
  known.delete(second.id);
  for (const id of jogg.projects.keys()) await jogg.finish(id);
  expect(await logged('task_parked')).toEqual([
    { task: expect.stringMatching(`^${second.id}~v_`) },
  ]);
  expect(JSON.stringify(second.slack.messages(second.channel))).toBe(before);
  // Who asks there is told where to install it.
  const { ack } = await second.command();
  expect(JSON.stringify(ack)).toMatch(/isn’t installed in this workspace.*\/slack\/install/);
  await second.driver.submit({ viewId, values: { script: 'Lost.' } });
  expect(JSON.stringify(second.slack.views.find({ view_id: viewId }))).toMatch(/isn’t installed/);
  const { ts = '' } = await second.card();
  await second.driver.click({ channel: second.channel, messageTs: ts, actionId: 'cancel' });
  await until(() => /isn’t installed/.test(JSON.stringify(second.slack.responses)));
  // The other one notices nothing.
  expect((await first.command('help')).ack).toMatchObject({ status: 200 });
  await install(second.id);
  expect(await state.tasks.wakeScope(second.id)).toBe(1);
  await second.result();
  expect(paid().length).toBe(1);
});

it('on the account of the operator nobody is offered what is somebody’s own', async () => {
  const { second, jogg } = await twoWorkspaces();
  const own = jogg.catalogue.voices.filter((voice) => voice.own).map(({ id }) => id);
  const { viewId = '' } = await second.command();
  const offered = async (actionId: string) => {
    const { option_groups: groups = [] } = await second.driver.suggest({
      ...{ viewId, actionId, query: '' },
    });
    return groups.flatMap(({ options }) => options.map(({ value }) => value));
  };
  const avatars = await offered('avatar');
  const voices = await offered('voice');
  expect([avatars.length > 0, avatars.filter((value) => !value.startsWith('public:'))]).toEqual([
    true,
    [],
  ]);
  expect([own.length > 0, voices.length > 0, voices.filter((id) => own.includes(id))]).toEqual([
    true,
    true,
    [],
  ]);
});
