import { describe, expect, it } from 'vitest';
import {
  ADA,
  ADA_AND_APP,
  GENERAL,
  GRACE,
  MARKETING,
  PARTNERS,
  VISITOR,
} from '../../sandbox/slack/seed.ts';
import { kindOf, onStage, type Stage, until } from '../support/stage.ts';

const SCRIPT = 'The first version of our words';

/** A finished video of Ada's, with its buttons; answers the card's ts. */
async function finished(stage: Stage, values = {}, channel = MARKETING): Promise<string> {
  await until(() => stage.lines.some(({ event }) => event === 'catalogue_refreshed'));
  await stage.make({ script: SCRIPT, video_name: 'Spring sale', ...values }, { channel });
  await stage.reply('result', channel);
  const { ts } = await stage.card(channel);
  await stage.driver.waitFor(() =>
    /"share"|"retry"/.test(JSON.stringify(shownCard(stage, channel))),
  );
  return ts;
}
const shownCard = (stage: Stage, channel = MARKETING) =>
  stage.slack.messages(channel).findLast((each) => kindOf(each) === 'card')?.blocks;
const press = (
  stage: Stage,
  messageTs: string,
  actionId: string,
  user = ADA,
  channel = MARKETING,
) => stage.driver.click({ channel, messageTs, actionId, user });
const formOf = (stage: Stage, user = ADA) =>
  stage.driver.waitFor(() => stage.slack.views.stack(user).at(-1));
/** What each field of a form is filled in with, and where the person begins. */
const filledIn = (view: { blocks: readonly Record<string, unknown>[] } | undefined) => {
  const elements = (view?.blocks ?? []).flatMap((block) => {
    const element = block['element'] as Record<string, unknown> | undefined;
    return element ? [[String(element['action_id']), element] as const] : [];
  });
  const initial = (element: Record<string, unknown>) =>
    element['initial_value'] ??
    (element['initial_option'] as { value: string } | undefined)?.value ??
    null;
  return {
    ...Object.fromEntries(elements.map(([id, element]) => [id, initial(element)])),
    focus: elements.find(([, element]) => element['focus_on_load'] === true)?.[0],
  };
};

describe.concurrent('remixing a result', () => {
  it.for([
    ['remix_script', 'script', {}],
    ['remix_avatar', 'avatar', { avatar: null }],
    ['remix_voice', 'voice', { voice: null }],
    ['remix_shape', 'aspect_ratio', { aspect_ratio: null }],
    ['remix_again', undefined, {}],
  ] as const)(
    '%s opens the form filled in, with that one thing to choose',
    async ([actionId, focus, open], { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd });
      const ts = await finished(stage, {
        aspect_ratio: 'landscape',
        avatar: { query: 'landscape' },
        voice: { query: 'english male' },
      });
      const [order] = stage.asked();
      await press(stage, ts, actionId);
      const filled = filledIn(await formOf(stage));
      expect(filled).toMatchObject({
        script: SCRIPT,
        avatar: expect.stringContaining(`:${order?.['avatar_id']}`),
        voice: order?.['voice_id'],
        aspect_ratio: 'landscape',
        ...open,
      });
      expect(filled.focus).toBe(focus);
    },
  );

  it('makes a new video in the same place, whose card says of which it is a remix', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const ts = await finished(stage);
    await press(stage, ts, 'remix_script');
    const view = await formOf(stage);
    const { errors } = await stage.driver.submit({
      viewId: view?.id ?? '',
      values: { script: 'The second version' },
    });
    await until(() => stage.slots().filter((slot) => slot === 'result').length === 2);
    const card = stage.slack.messages(MARKETING).findLast((each) => kindOf(each) === 'card');
    expect([errors, stage.paid().length, card?.text.split('\n')[1]]).toEqual([
      undefined,
      2,
      'Remix of an earlier video: Spring sale',
    ]);
    expect(stage.asked()[1]).toMatchObject({ script: 'The second version' });
  });

  it('somebody else who reads the channel may, and pays for it as their own', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const ts = await finished(stage);
    await press(stage, ts, 'remix_again', GRACE);
    const view = await formOf(stage, GRACE);
    await stage.driver.submit({ viewId: view?.id ?? '' });
    await until(() => stage.slots().filter((slot) => slot === 'result').length === 2);
    const card = stage.slack.messages(MARKETING).findLast((each) => kindOf(each) === 'card');
    expect(card?.text).toMatch(/^<@U0GRACE001> asked for a video/);
  });

  it('a guest of another organisation may only watch', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    const ts = await finished(stage, {}, PARTNERS);
    for (const action of ['remix_script', 'share'])
      await press(stage, ts, action, VISITOR, PARTNERS);
    await until(
      () =>
        stage.slack.messages(PARTNERS).filter(({ text }) => /^Guests of another/.test(text))
          .length === 2,
    );
    expect(stage.slack.views.stack(VISITOR)).toEqual([]);
  });

  it('a button that names a video of another channel shows nothing of it', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const own = await finished(stage, { script: 'A secret of Ada' }, ADA_AND_APP);
    const secret = stage.slack.messages(ADA_AND_APP).find((each) => each.ts === own);
    const id = /"video_id":"(\w+)"/.exec(JSON.stringify(secret?.metadata))?.[1] ?? '';
    const ts = await finished(stage);
    // Somebody carries the id over into another channel's buttons.
    const card = stage.slack.messages(MARKETING).find((each) => each.ts === ts);
    const blocks = JSON.stringify(card?.blocks).replaceAll(/"value":"v_\w+"/g, `"value":"${id}"`);
    if (card) card.blocks = JSON.parse(blocks);
    for (const action of ['remix_script', 'share']) await press(stage, ts, action, GRACE);
    await until(
      () =>
        stage.slack
          .messages(MARKETING)
          .filter(({ text }) => /belongs to another channel/.test(text)).length === 2,
    );
    expect(stage.slack.views.stack(GRACE)).toEqual([]);
    expect(JSON.stringify(stage.slack.messages(MARKETING))).not.toContain('A secret of Ada');
  });
});

describe.concurrent('trying a failure again', () => {
  it('opens the form with nothing to type anew, and says that a lost render may have cost', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const ts = await finished(stage, { script: '[fail] Words worth keeping' });
    await press(stage, ts, 'retry');
    const view = await formOf(stage);
    expect(filledIn(view)).toMatchObject({ script: '[fail] Words worth keeping' });
    expect(JSON.stringify(view?.blocks)).toContain('this one may cost a second time');
    await stage.driver.submit({ viewId: view?.id ?? '', values: { script: 'Better words' } });
    await until(() => stage.slots().filter((slot) => slot === 'result').length === 2);
    const card = stage.slack.messages(MARKETING).findLast((each) => kindOf(each) === 'card');
    expect(card?.text.split('\n')[1]).toBe('A new try of an earlier video: Spring sale');
  });

  it('from the reply says that nothing was paid where Jogg refused', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    stage.jogg.fault({
      kind: 'code',
      code: 18020,
      status: 200,
      msg: 'no credit',
      match: { path: /create_video/ },
    });
    await stage.make({ script: SCRIPT }, { channel: GENERAL });
    const reply = await stage.reply('result', GENERAL);
    await press(stage, reply.ts, 'retry', ADA, GENERAL);
    expect(JSON.stringify((await formOf(stage))?.blocks)).toContain('Nothing was paid so far');
  });

  it('is for its requester alone', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    const ts = await finished(stage, { script: '[fail] x' });
    await press(stage, ts, 'retry', GRACE);
    await stage.driver.waitFor(() =>
      stage.slack
        .messages(MARKETING)
        .find(({ text }) => text === 'Only the one who asked for this video can do that.'),
    );
    expect(stage.slack.views.stack(GRACE)).toEqual([]);
  });
});
