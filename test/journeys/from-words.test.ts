import { describe, expect } from 'vitest';
import { ADA, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { formOf } from '../support/form.ts';
import { journey, it as onUsual } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

const it = journey({ webhook: false });
/** What a mention is answered with, to its writer alone. */
async function mention(stage: Stage, text: string, threadTs?: string) {
  const thread = threadTs === undefined ? {} : { threadTs };
  const { ts } = await stage.driver.say({ channel: MARKETING, user: GRACE, text, ...thread });
  const offer = await stage.driver.waitFor(() =>
    stage.slack.messages(MARKETING).find((each) => each.blocks?.[0]?.block_id === 'mention'),
  );
  return { ts, offer };
}
async function accept(stage: Stage, ts: string) {
  await stage.press('make_in_thread', { ts, user: GRACE });
  return formOf(stage, GRACE);
}

describe.concurrent('the words of a mention', () => {
  it.for([
    ['<@U0JOGGBOT1>, welcome <@U0LINUS001> :tada:', 'welcome Linus'],
    ['Open 9:00-17:00 &amp; &lt;more&gt; <@U0JOGGBOT1>', 'Open 9:00-17:00 & <more>'],
    [`<@U0JOGGBOT1> ${'Long words. '.repeat(300).trim()}`, 'Long words. '.repeat(300).trim()],
    ['<@U0JOGGBOT1>', ''],
  ] as const)('%j: the button opens the form with them', async ([text, script], { stage }) => {
    const { offer } = await mention(stage, text);
    const form = await accept(stage, offer.ts);
    const fields = form.blocks().filter((id) => /^script(_\d)?$/.test(id));
    expect(fields.map((id) => form.value(id) ?? '').join('')).toBe(script);
  });

  onUsual('outside a thread, the video comes under them', async ({ stage }) => {
    const { ts, offer } = await mention(stage, '<@U0JOGGBOT1> Hello all');
    await (await accept(stage, offer.ts)).submit();
    await stage.driver.waitFor(() =>
      stage.slack.thread(MARKETING, ts).find(({ files }) => files?.length),
    );
    expect([offer.thread_ts, offer.ephemeral, offer.text, stage.asked()[0]?.['script']]).toEqual([
      undefined,
      true,
      'Make a video of your words? It will appear in a thread under your message.\n“Hello all”',
      'Hello all',
    ]);
  });

  onUsual('in a thread, the offer and the video come into that thread', async ({ stage }) => {
    const { ts } = await stage.driver.say({ channel: MARKETING, text: 'What about a video?' });
    const { offer } = await mention(stage, '<@U0JOGGBOT1> can you?', ts);
    await (await accept(stage, offer.ts)).submit({ script: 'Hello, thread' });
    await stage.driver.waitFor(() =>
      stage.slack.thread(MARKETING, ts).find(({ files }) => files?.length),
    );
    expect([offer.ephemeral, offer.thread_ts]).toEqual([true, ts]);
  });

  it('of a workflow are logged, of a person behind a program answered, of the app neither', async ({
    stage,
  }) => {
    const event = { type: 'app_mention', channel: MARKETING, text: '<@U0JOGGBOT1> hi' };
    for (const [at, by] of [
      { bot_id: 'B0WORKFLOW' },
      { bot_id: 'B0JOGGBOT1' },
      { user: 'U0JOGGBOT1' },
      { bot_id: 'B0THROUGH1', user: ADA },
    ].entries())
      await stage.driver.event({ ...event, ts: `170000000${at}.000100`, ...by });
    await stage.driver.waitFor(() => stage.slack.messages(MARKETING).length > 0);
    const logged = stage.lines.filter(({ event: name }) => name.startsWith('mention_'));
    expect([
      logged.map(({ event: name, fields }) => `${name} ${fields['bot']}`),
      stage.slack.messages(MARKETING).map((each) => each.for),
    ]).toEqual([['mention_by_program B0WORKFLOW', 'mention_by_program B0THROUGH1'], [ADA]]);
  });
});

describe.concurrent('what is typed behind /jogg', () => {
  it.for(['Hello', 'help me sell more', 'Lost', 'R&D at 9:00-17:00 <3'])(
    '/jogg %s opens the form with it',
    async (text, { stage }) => {
      await stage.driver.command({ channel: MARKETING, text });
      const form = await formOf(stage);
      expect([form.value('script'), form.notice()]).toEqual([text, null]);
    },
  );

  it('a slip of a command is asked about, and one button takes it as the script', async ({
    stage,
  }) => {
    const { ephemeral, viewId } = await stage.driver.command({ channel: MARKETING, text: 'staus' });
    const [question] = ephemeral;
    expect([viewId, question?.text]).toEqual([
      undefined,
      'There is no command “staus”. Did you mean /jogg status? If it is your script, press the button.',
    ]);
    await stage.press('take_as_script', { ts: question?.ts ?? '' });
    expect((await formOf(stage)).value('script')).toBe('staus');
  });
});
