import { describe, expect } from 'vitest';
import { ADA, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { journey, it as onUsual } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

const it = journey({ webhook: false });
/** Grace's mention, what it is answered with, and the form that the answer opens. */
async function mention(stage: Stage, text: string, thread: { threadTs?: string } = {}) {
  const { ts } = await stage.driver.say({ channel: MARKETING, user: GRACE, text, ...thread });
  const offer = await stage.driver.waitFor(() =>
    stage.slack.messages(MARKETING).find((each) => each.blocks?.[0]?.block_id === 'mention'),
  );
  await stage.press('make_in_thread', { ts: offer.ts, user: GRACE });
  return { ts, offer, form: await stage.form(GRACE) };
}
const filmIn = (stage: Stage, ts: string) =>
  stage.driver.waitFor(() => stage.slack.thread(MARKETING, ts).find(({ files }) => files?.length));

describe.concurrent('the words of a mention', () => {
  it.for([
    ['<@U0JOGGBOT1>, welcome <@U0LINUS001> :tada:', 'welcome Linus'],
    ['Open 9:00-17:00 &amp; &lt;more&gt; <@U0JOGGBOT1>', 'Open 9:00-17:00 & <more>'],
    [`<@U0JOGGBOT1> ${'Long words. '.repeat(300).trim()}`, 'Long words. '.repeat(300).trim()],
  ] as const)('%j: the button opens the form with them', async ([text, script], { stage }) => {
    const { form } = await mention(stage, text);
    const fields = form.blocks().filter((id) => /^script(_\d)?$/.test(id));
    expect(fields.map((id) => form.value(id) ?? '').join('')).toBe(script);
  });

  onUsual('outside a thread, the video comes under them', async ({ stage }) => {
    const { ts, offer, form } = await mention(stage, '<@U0JOGGBOT1> Hello all');
    await form.submit();
    await filmIn(stage, ts);
    expect([offer.thread_ts, offer.ephemeral, offer.text, stage.asked()[0]?.['script']]).toEqual([
      undefined,
      true,
      'Make a video with these words? It will appear in a thread under your message.\n“Hello all”',
      'Hello all',
    ]);
  });

  onUsual('in a thread, the offer and the video come into that thread', async ({ stage }) => {
    const { ts } = await stage.driver.say({ channel: MARKETING, text: 'What about a video?' });
    const { offer, form } = await mention(stage, '<@U0JOGGBOT1> can you?', { threadTs: ts });
    await form.submit({ script: 'Hello, thread' });
    await filmIn(stage, ts);
    expect([offer.ephemeral, offer.thread_ts]).toEqual([true, ts]);
  });

  it('of a program are logged; only a person behind it is answered', async ({ stage }) => {
    const event = { type: 'app_mention', channel: MARKETING, text: '<@U0JOGGBOT1> hi' };
    for (const [at, by] of [
      { bot_id: 'B0WORKFLOW' },
      { bot_id: 'B0JOGGBOT1' },
      { user: 'U0JOGGBOT1' },
      { bot_id: 'B0THROUGH1', user: ADA },
    ].entries())
      await stage.driver.event({ ...event, ts: `170000000${at}.000100`, ...by });
    await stage.driver.waitFor(() => stage.slack.messages(MARKETING).length > 0);
    expect([
      (await stage.logged('mention_by_program', 2)).map(({ bot }) => bot),
      stage.slack.messages(MARKETING).map((each) => each.for),
    ]).toEqual([['B0WORKFLOW', 'B0THROUGH1'], [ADA]]);
  });
});

describe.concurrent('what is typed behind /jogg', () => {
  it('is asked about where it slips off a command; a button takes it', async ({ stage }) => {
    const { ephemeral, viewId } = await stage.command('staus');
    expect([viewId, ephemeral[0]?.text]).toEqual([
      undefined,
      '“staus” isn’t a command. Did you mean /jogg status? If it’s your script, press the button.',
    ]);
    await stage.press('take_as_script', { ts: ephemeral[0]?.ts ?? '' });
    expect((await stage.form()).value('script')).toBe('staus');
  });
});
