import { describe, expect, it } from 'vitest';
import { ADA, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { onStage, type Stage, until } from '../support/stage.ts';

const loaded = (stage: Stage) =>
  until(() => stage.lines.some(({ event }) => event === 'catalogue_refreshed'));

/** The view that a person has open. */
const viewOf = (stage: Stage, user = ADA) => stage.slack.views.stack(user).at(-1);
const elementOf = (
  stage: Stage,
  blockId: string,
  user = ADA,
): Record<string, unknown> | undefined => {
  const block = viewOf(stage, user)?.blocks.find((each) => each.block_id === blockId);
  return block?.['element'] as Record<string, unknown> | undefined;
};

describe.concurrent('the form', () => {
  it('opens before anything else of ours crosses the network', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await loaded(stage);
    const before = [stage.slack.log.length, stage.jogg.log.length];
    await stage.driver.command({ channel: MARKETING });
    const calls = stage.slack.log.slice(before[0]).map(({ method }) => method);
    expect([calls[0], stage.jogg.log.length]).toEqual(['views.open', before[1]]);
  });

  it('/jogg with words opens it with the script filled in', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    await stage.driver.command({ channel: MARKETING, text: 'Welcome to our spring sale' });
    expect(elementOf(stage, 'script')?.['initial_value']).toBe('Welcome to our spring sale');
  });

  it.for([
    ['help', /opens the form/],
    ['HELP', /opens the form/],
    ['?', /opens the form/],
  ] as const)(
    '/jogg %s answers with the usage, only to that person, and opens nothing',
    async ([text, usage], { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd });
      const { ephemeral, viewId } = await stage.driver.command({ channel: MARKETING, text });
      expect([ephemeral.length, viewId, stage.slots()]).toEqual([1, undefined, []]);
      expect(ephemeral[0]?.text).toMatch(usage);
    },
  );

  it('/jogg refresh asks Jogg for its lists and says how many there are', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await loaded(stage);
    const asked = stage.jogg.log.length;
    await stage.driver.command({ channel: MARKETING, text: 'refresh' });
    const said = await stage.driver.waitFor(() =>
      stage.slack.messages(MARKETING).find(({ text }) => /Up to date/.test(text)),
    );
    expect(said.text).toMatch(/^Up to date: \d{3} avatars and \d{3} voices/);
    expect(stage.jogg.log.length).toBeGreaterThan(asked);
  });

  it("a person's last choices are filled in the next time, and only theirs", async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await loaded(stage);
    await stage.make({
      script: 'Bonjour à tous, voici nos nouveautés',
      voice: { query: 'french' },
      aspect_ratio: 'square',
      avatar: { query: 'square' },
      captions: [],
    });
    await stage.reply('result');
    await stage.driver.command({ channel: MARKETING });
    await stage.driver.command({ user: GRACE, channel: MARKETING });
    const initial = (blockId: string, user: string) =>
      (elementOf(stage, blockId, user)?.['initial_option'] as { value: string } | undefined)?.value;
    const [order] = stage.asked();
    expect({
      voice: initial('voice', ADA),
      shape: initial('aspect_ratio', ADA),
      captions: elementOf(stage, 'captions')?.['initial_options'],
      graces: initial('aspect_ratio', GRACE),
    }).toEqual({
      voice: order?.['voice_id'],
      shape: 'square',
      captions: undefined,
      graces: 'landscape',
    });
  });

  it('an empty script is said under its field, and nothing is recorded', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const { errors } = await stage.make({ script: ' \n ' });
    expect([errors, stage.slots()]).toEqual([{ script: 'Write what the avatar should say.' }, []]);
  });

  it('an avatar that is gone is said under its field', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    await loaded(stage);
    const { viewId = '' } = await stage.driver.command({ channel: MARKETING });
    const { option_groups: groups } = await stage.driver.suggest({
      viewId,
      actionId: 'avatar',
      query: '',
    });
    const value = groups?.[0]?.options[0]?.value ?? '';
    const [, id] = value.split(':');
    const { avatars } = stage.jogg.catalogue;
    avatars.splice(
      avatars.findIndex((avatar) => String(avatar.id) === id),
      1,
    );
    await stage.driver.command({ channel: MARKETING, text: 'refresh' });
    await stage.driver.waitFor(() =>
      stage.slack.messages(MARKETING).find(({ text }) => /Up to date/.test(text)),
    );
    const { errors } = await stage.driver.submit({
      viewId,
      values: { script: 'Hello there', avatar: value, voice: { query: '' } },
    });
    expect(errors).toEqual({
      avatar: 'Jogg no longer has this avatar. Please choose another one.',
    });
  });

  it('an avatar that does not exist in the chosen shape is said under its field, with a way out', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await loaded(stage);
    const { errors } = await stage.make({
      avatar: { query: 'public landscape' },
      aspect_ratio: 'square',
    });
    expect(errors?.['avatar']).toMatch(/is made for landscape, not for square\. Choose/);
    expect(stage.slots()).toEqual([]);
  });

  it('one form delivered three times at once makes one video', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await stage.make();
    const delivery = stage.slack.deliveries.findLast(
      ({ payload }) => payload['type'] === 'view_submission',
    );
    await Promise.all([1, 2].map(() => stage.driver.deliverAgain(delivery?.id ?? '')));
    await stage.reply('result');
    expect([stage.slots(), stage.paid().length]).toEqual([['card', 'result'], 1]);
  });

  it('the pickers offer the own ones first and the language of the person first', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await loaded(stage);
    await stage.driver.command({ user: GRACE, channel: MARKETING });
    await until(() => stage.slack.log.some(({ method }) => method === 'users.info'));
    const { viewId = '' } = await stage.driver.command({ user: GRACE, channel: MARKETING });
    const groupsOf = async (actionId: string) =>
      (await stage.driver.suggest({ viewId, actionId, query: '' })).option_groups?.map(
        ({ label }) => String(label['text']).split(' (')[0],
      );
    const [avatars, voices] = [await groupsOf('avatar'), await groupsOf('voice')];
    expect([avatars?.[0], voices?.slice(0, 2)]).toEqual(['Yours', ['Yours', 'German']]);
  });

  it('the pickers work from the stored copy while Jogg is down', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await loaded(stage);
    await stage.jogg.stop();
    const { viewId = '' } = await stage.driver.command({ channel: MARKETING });
    const answer = await stage.driver.suggest({
      viewId,
      actionId: 'avatar',
      query: 'female professional',
    });
    expect(answer.option_groups?.[0]?.options.length).toBeGreaterThan(0);
  });
});
