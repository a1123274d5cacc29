import { describe, expect, it } from 'vitest';
import { ADA, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { onStage, until } from '../support/stage.ts';
import { TESTED_VERSION } from '../support/tested-version.ts';
import { type JoggStage, joggByHand } from './jogg-by-hand.ts';

const MINUTE = 60_000;

/** How a video ended: its state and messages, and how many paid requests Jogg has seen of all. */
async function end(stage: JoggStage, id: string) {
  const video = await stage.video(id);
  return { state: video?.state, slots: stage.slots(id), paid: stage.paid().length };
}

const UNCONFIRMED = { state: 'unconfirmed', slots: ['card', 'unconfirmed'], paid: 1 };

describe('a video whose answer was lost, and which Jogg then names', () => {
  it.each([
    ['by its title', 'v1', 'v1', 'Launch'],
    ['by when it was made', 'v1', 'v1', ''],
    ['by when it was made, in v2', 'v2', 'v2', ''],
    ['by its title, after a change from v1 to v2', 'v1', 'v2', 'Launch'],
    ['by when it was made, after a change from v2 to v1', 'v2', 'v1', ''],
  ] as const)(
    'F39: is offered %s, and delivered once its requester takes it',
    async (_, version, changedTo, name) => {
      const stage = await joggByHand({ version, changedTo });
      stage.jogg.outcome({ lostAnswer: true, renderMs: MINUTE });
      stage.make('v', { name });
      await stage.pass(10 * MINUTE);
      const [id = ''] = stage.jogg.projects.keys();
      expect(await stage.hint(id)).toBe('unknown');
      await stage.finish();

      expect(await end(stage, 'v')).toEqual(UNCONFIRMED);
      expect(stage.card('v')).toContain('Jogg has a video that may be this one');
      const take = { choice: 'take_likely', confirmation: 1, project: id } as const;
      expect(await stage.press('v', take, 'U2')).toBe('not yours');
      expect(await stage.press('v', { ...take, project: 'another' })).toBe('already resolved');
      await stage.finish();
      expect(await end(stage, 'v')).toEqual(UNCONFIRMED);

      expect(await stage.press('v', take)).toBe('noted');
      await stage.finish();
      expect(await end(stage, 'v')).toEqual({
        state: 'delivered',
        slots: ['card', 'unconfirmed', 'result'],
        paid: 1,
      });
    },
  );

  it('F39: is offered where the webhook comes before our request is given up', async () => {
    const stage = await joggByHand();
    stage.jogg.fault({ kind: 'hang', work: true, match: { path: /create_video/ } });
    stage.make('v');
    const given = stage.pass(0);
    await until(() => stage.jogg.projects.size === 1);
    const [id = ''] = stage.jogg.projects.keys();
    expect((await stage.video('v'))?.state).toBe('submitting');
    await stage.hint(id);
    await given;
    await stage.finish();
    expect(await stage.video('v')).toMatchObject({ state: 'unconfirmed', candidate: { id } });
  });

  it('F39: of two made in the same minute the one with its title is offered', async () => {
    const stage = await joggByHand();
    // By the letter v2 tells no titles: this is for the day it does.
    stage.jogg.habits.v2.title = true;
    stage.jogg.outcome({ lostAnswer: true, times: 2 });
    stage.make('one', { name: 'One' });
    stage.make('two', { name: 'Two' });
    await stage.pass(MINUTE);
    for (const id of stage.jogg.projects.keys()) await stage.hint(id);
    await stage.finish();
    const titles = [...stage.jogg.projects.values()].map(({ id, title }) => [title, id]);
    expect([
      (await stage.video('one'))?.candidate?.id,
      (await stage.video('two'))?.candidate?.id,
    ]).toEqual([Object.fromEntries(titles)['One'], Object.fromEntries(titles)['Two']]);
  });

  it('F39: of two made in the same minute the nearest in time is offered where there are no titles', async () => {
    const stage = await joggByHand();
    stage.jogg.outcome({ lostAnswer: true, times: 2 });
    for (const id of ['one', 'two']) {
      stage.make(id);
      await stage.pass(20_000);
    }
    const ids = [...stage.jogg.projects.keys()];
    for (const id of ids) await stage.hint(id);
    await stage.finish();
    const offered = [await stage.video('one'), await stage.video('two')].map(
      (video) => video?.candidate?.id,
    );
    expect(offered).toEqual(ids);
  });

  it('F39: paying again, or giving up, ends the offer', async () => {
    const stage = await joggByHand();
    stage.jogg.outcome({ lostAnswer: true, times: 2 });
    for (const id of ['again', 'over']) stage.make(id);
    await stage.pass(MINUTE);
    const [id = ''] = stage.jogg.projects.keys();
    await stage.hint(id);
    await stage.finish();
    await stage.press('again', { choice: 'ask_again', confirmation: 1 });
    await stage.press('over', { choice: 'give_up', confirmation: 1 });
    await stage.finish();
    const take = { choice: 'take_likely', confirmation: 1, project: id } as const;
    expect([await stage.press('again', take), await stage.press('over', take)]).toEqual([
      'already resolved',
      'already resolved',
    ]);
    expect([await end(stage, 'again'), await end(stage, 'over')]).toMatchObject([
      { state: 'delivered', paid: 3 },
      { state: 'cancelled', paid: 3 },
    ]);
  });

  it('F39: somebody else’s project, or one that Jogg does not know, is not offered; looking again finds the one that came late', async () => {
    const stage = await joggByHand();
    stage.make('other', { name: 'Other' });
    await stage.pass(10 * MINUTE);
    const [other = ''] = stage.jogg.projects.keys();
    stage.jogg.outcome({ lostAnswer: true, unknownLooks: 1 });
    stage.make('v', { name: 'Launch' });
    await stage.pass(MINUTE);
    const [, mine = ''] = stage.jogg.projects.keys();
    for (const id of [other, 'forged', mine]) await stage.hint(id);
    await stage.finish();
    expect((await stage.video('v'))?.candidate).toBeNull();

    await stage.press('v', { choice: 'look_again', confirmation: 1 });
    await stage.finish();
    expect((await stage.video('v'))?.candidate?.id).toBe(mine);
  });

  it('F39: one project is given to one of two videos, and the other one stops offering it', async () => {
    const stage = await joggByHand();
    stage.jogg.outcome({ lostAnswer: true, times: 2 });
    for (const id of ['one', 'two']) stage.make(id);
    await stage.pass(MINUTE);
    const [project = ''] = stage.jogg.projects.keys();
    await stage.hint(project);
    await stage.finish();
    const take = { choice: 'take_likely', confirmation: 1, project } as const;
    const pressed = await Promise.all([stage.press('one', take), stage.press('two', take)]);
    await stage.finish();
    expect([pressed, (await stage.video('one'))?.state]).toEqual([
      ['noted', 'taken by another'],
      'delivered',
    ]);
    expect(await stage.video('two')).toMatchObject({ state: 'unconfirmed', candidate: null });
  });

  it('F39: from the webhook to the button and the result, in Slack', async () => {
    const stage = await onStage();
    stage.jogg.outcome({ lostAnswer: true });
    await stage.make({ video_name: 'Launch' });
    const card = await stage.driver.waitFor(() => {
      const [first] = stage.slack.messages(MARKETING);
      return first?.text?.includes('may be this one') ? first : undefined;
    });
    const privately = (user: string) =>
      stage.slack.messages(MARKETING).findLast((each) => each.ephemeral && each.for === user);
    const press = async (user: string, actionId: string, messageTs = card?.ts ?? '') => {
      const before = privately(user)?.ts;
      await stage.driver.click({ user, channel: MARKETING, messageTs, actionId });
      await until(() => privately(user)?.ts !== before || actionId === 'take_likely');
    };
    await press(GRACE, 'look_again');
    await press(ADA, 'look_again');
    expect(JSON.stringify(privately(GRACE))).not.toContain('take_likely');
    const offer = privately(ADA);
    // By Jogg's own documents, and in the field, v2's answer names no title.
    const [project = ''] = stage.jogg.projects.keys();
    const named = { v1: 'Launch', v2: `project ${project}` }[TESTED_VERSION];
    expect(JSON.stringify(offer)).toContain(`It is this one: ${named}`);
    expect(stage.slots()).toEqual(['card', 'unconfirmed']);
    await press(ADA, 'take_likely', offer?.ts);
    await stage.reply('result');
    expect([stage.slots(), stage.paid().length]).toEqual([['card', 'unconfirmed', 'result'], 1]);
  });
});
