import { describe, expect, it } from 'vitest';
import { ADA, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { formOf } from '../support/form-shown.ts';
import { onStage, type Stage, until } from '../support/stage.ts';

describe.concurrent('the words of a mention', () => {
  const offerOf = (stage: Stage) =>
    stage.driver.waitFor(() =>
      stage.slack.messages(MARKETING).find((each) => each.blocks?.[0]?.block_id === 'mention'),
    );
  const press = async (stage: Stage, ts: string, user = GRACE) => {
    await stage.driver.click({
      channel: MARKETING,
      messageTs: ts,
      actionId: 'make_in_thread',
      user,
    });
    await stage.driver.waitFor(() => stage.slack.views.stack(user).at(-1));
    return formOf(stage, user);
  };

  it.for([
    ['<@U0JOGGBOT1> make one of our new office', 'make one of our new office'],
    ['<@U0JOGGBOT1>, welcome <@U0LINUS001> :tada:', 'welcome Linus'],
    ['Open 9:00-17:00 & <more> <@U0JOGGBOT1>', 'Open 9:00-17:00 & <more>'],
    [`<@U0JOGGBOT1> ${'Long words. '.repeat(300).trim()}`, 'Long words. '.repeat(300).trim()],
  ] as const)(
    '%j: the button opens the form with them',
    async ([text, script], { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd, webhook: false });
      const escaped = text.replace('& <more>', '&amp; &lt;more&gt;');
      await stage.driver.say({ channel: MARKETING, user: GRACE, text: escaped });
      const offer = await offerOf(stage);
      await press(stage, offer?.ts ?? '');
      const view = stage.slack.views.stack(GRACE).at(-1);
      const all = view?.blocks
        .filter(({ block_id: id }) => id.startsWith('script'))
        .map((block) => (block['element'] as { initial_value?: string }).initial_value ?? '');
      expect(all?.join('')).toBe(script);
    },
  );

  it('outside a thread it is answered for where it stands, and the video comes under it', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const { ts } = await stage.driver.say({
      channel: MARKETING,
      user: GRACE,
      text: '<@U0JOGGBOT1> Hello all',
    });
    const offer = await offerOf(stage);
    await press(stage, offer?.ts ?? '');
    const view = stage.slack.views.stack(GRACE).at(-1);
    await stage.driver.submit({ viewId: view?.id ?? '' });
    await stage.driver.waitFor(() =>
      stage.slack.thread(MARKETING, ts).find(({ files }) => files?.length),
    );
    expect([offer?.thread_ts, offer?.text, stage.asked()[0]?.['script']]).toEqual([
      undefined,
      'Make a video of your words? It will appear in a thread under your message.\n“Hello all”',
      'Hello all',
    ]);
  });

  it('a button of an earlier version still opens the form for its thread', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, webhook: false });
    await stage.driver.say({ channel: MARKETING, user: GRACE, text: '<@U0JOGGBOT1>' });
    const offer = await offerOf(stage);
    const form = await press(stage, offer?.ts ?? '');
    expect([offer?.text, form]).toEqual([
      'Make a video? It will appear in a thread under your message.',
      { script: null, notice: null },
    ]);
  });

  it('of a workflow is logged, a person behind a program is answered, the app itself never', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, webhook: false });
    const event = { type: 'app_mention', channel: MARKETING, text: '<@U0JOGGBOT1> hi' };
    await stage.driver.event({ ...event, ts: '1700000001.000100', bot_id: 'B0WORKFLOW' });
    await stage.driver.event({ ...event, ts: '1700000002.000100', bot_id: 'B0JOGGBOT1' });
    await stage.driver.event({ ...event, ts: '1700000003.000100', user: 'U0JOGGBOT1' });
    const through = { bot_id: 'B0THROUGH1', user: ADA };
    await stage.driver.event({ ...event, ts: '1700000004.000100', ...through });
    await stage.driver.waitFor(() => stage.slack.messages(MARKETING).length > 0);
    const logged = stage.lines.filter(({ event: name }) => name.startsWith('mention_'));
    expect([
      logged.map(({ event: name, fields }) => [name, fields['bot']]),
      stage.slack.messages(MARKETING).map((each) => each.for),
    ]).toEqual([
      [
        ['mention_by_program', 'B0WORKFLOW'],
        ['mention_by_program', 'B0THROUGH1'],
      ],
      [ADA],
    ]);
  });
});

describe.concurrent('what is typed behind /jogg', () => {
  it.for([
    ['Hello', 'Hello'],
    ['help me sell more', 'help me sell more'],
    ['Lost', 'Lost'],
    ['R&D at 9:00-17:00 <3', 'R&D at 9:00-17:00 <3'],
  ] as const)(
    '/jogg %s opens the form with it',
    async ([text, script], { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd, webhook: false });
      await stage.driver.command({ channel: MARKETING, text });
      expect(formOf(stage)).toEqual({ script, notice: null });
    },
  );

  it('a slip of a command is asked about, and one button takes it as the script', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, webhook: false });
    const { ephemeral, viewId } = await stage.driver.command({ channel: MARKETING, text: 'staus' });
    const [question] = ephemeral;
    const buttons = question?.blocks?.flatMap((block) => block['elements'] ?? []) as
      | { type: string }[]
      | undefined;
    await stage.driver.click({
      channel: MARKETING,
      messageTs: question?.ts ?? '',
      actionId: 'take_as_script',
      user: ADA,
    });
    await until(() => stage.slack.views.stack(ADA).length > 0);
    expect([
      viewId,
      question?.text,
      buttons?.filter(({ type }) => type === 'button').length,
      formOf(stage),
    ]).toEqual([
      undefined,
      'There is no command “staus”. Did you mean /jogg status? If it is your script, press the button.',
      1,
      { script: 'staus', notice: null },
    ]);
  });
});
