import { describe, expect } from 'vitest';
import { ADA, ADA_AND_GRACE, APP, BOARD, GRACE, SALES } from '../../sandbox/slack/seed.ts';
import { it, journey } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

describe.concurrent('the form', () => {
  it('opens before the app sends any other request', async ({ stage }) => {
    const [slack, jogg] = [stage.slack.log.length, stage.jogg.log.length];
    await stage.command();
    expect([stage.slack.log[slack]?.method, stage.jogg.log.length]).toEqual(['views.open', jogg]);
  });

  it("is prefilled with the person's own last choices", async ({ stage }) => {
    await stage.video({
      script: 'Bonjour à tous, voici nos nouveautés',
      voice: { query: 'french' },
      aspect_ratio: 'square',
      avatar: { query: 'square' },
      captions: [],
    });
    const [adas, graces] = [await stage.open(), await stage.open('', GRACE)];
    const shapes = [adas, graces].map((form) => form.chosen('aspect_ratio'));
    const isOn = adas.json('captions').includes('initial_options');
    expect([adas.chosen('voice'), isOn]).toEqual([stage.orders()[0]?.['voice_id'], false]);
    expect(shapes).toEqual(['square', 'landscape']);
  });

  it('shows an error under the avatar if it is gone after /jogg refresh', async ({ stage }) => {
    const form = await stage.open();
    const value = (await form.options('avatar'))[0]?.options[0]?.value ?? '';
    const { avatars } = stage.jogg.catalogue;
    const at = avatars.findIndex(({ id }) => String(id) === value.split(':')[1]);
    avatars.splice(at, 1);
    await stage.command('refresh');
    await stage.message(/^Up to date: \d{3} avatars and \d{3} voices/);
    const { errors } = await form.submit({ script: 'Hello there', avatar: value });
    expect(errors).toEqual({ avatar: 'Jogg no longer has this avatar. Choose another one.' });
  });
});

async function openFormIn(stage: Stage, channel: string) {
  await stage.driver.command({ user: ADA, channel, text: '' });
  return stage.form();
}

describe.concurrent('a form for a channel without the app', () => {
  it('says so when it opens, and a button adds the app', async ({ stage }) => {
    const form = await openFormIn(stage, SALES);
    await form.shows('presence', 'The app isn’t in this channel yet');
    await form.shows('presence_join', 'Add @jogg to the channel');
    await form.act('join_channel', null, { script: 'Hello, sales' });
    await until(() => form.json('presence') === 'null');
    const members = stage.slack.channels.find(({ id }) => id === SALES)?.members;
    expect([members?.has(APP.botUser), form.value('script')]).toEqual([true, 'Hello, sales']);
    await form.submit();
    await stage.reply('result', SALES);
  });

  // A channel that it may not join: `faults/slack-form` F92.
  it('says what to do if Slack hides the channel or lets no app post there', async ({ stage }) => {
    const hidden = await openFormIn(stage, BOARD);
    await hidden.shows('presence', 'If it’s private, type /invite @jogg there first.');
    const people = await openFormIn(stage, ADA_AND_GRACE);
    await people.shows('presence', 'Slack doesn’t let apps post in this direct message.');
  });
});

const LISTS = { method: 'GET', path: /\/avatars\/?/ };
const textsOf = (offered: readonly { label: string; options: readonly { text: string }[] }[]) =>
  offered.map(({ label, options }) => [label, ...options.map(({ text }) => text)]);

describe.concurrent('the first lists of a new installation', () => {
  const lists = Promise.withResolvers<void>();
  const held = { kind: 'held', until: lists.promise, match: LISTS, times: 99 } as const;
  const itLoading = journey({ prepare: (jogg) => jogg.fault(held) });
  itLoading('are loading in form, pickers and log, and appear once loaded', async ({ stage }) => {
    const [, form] = [await stage.command(), await stage.form()];
    expect(form.text()).toContain('Loading avatars and voices from Jogg');
    const [avatars, voices] = await Promise.all([form.options('avatar'), form.options('voice')]);
    expect(textsOf([...avatars, ...voices])).toEqual([
      ['Loading avatars from Jogg…', 'Type again in a moment'],
      ['Loading voices from Jogg…', 'Type again in a moment'],
    ]);
    expect((await stage.logged('ready'))[0]?.['lists']).toBe('loading');
    // The placeholder option of a picker is not a valid choice.
    const first = ([group]: typeof avatars) => group?.options[0]?.value ?? '';
    const [avatar, voice] = [first(avatars), first(voices)];
    const { errors = {} } = await form.submit({ script: 'Hello', avatar, voice });
    expect([Object.keys(errors), stage.paid()]).toEqual([['avatar', 'voice'], []]);

    lists.resolve();
    await until(() => !form.text().includes('Loading avatars and voices'));
    expect((await form.options('avatar')).flatMap(({ options }) => options)).not.toEqual([]);
  });
});
