import { describe, expect } from 'vitest';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { formOf } from '../support/form.ts';
import { journey } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const LISTS = { method: 'GET', path: /\/avatars\/?/ };

/** A form in front of a person, and what its pickers offer. */
async function openedOn(stage: Stage) {
  await stage.driver.command({ channel: MARKETING });
  const form = await formOf(stage);
  const offered = async () => [...(await form.options('avatar')), ...(await form.options('voice'))];
  const told = async () =>
    (await offered()).map(({ label, options }) => [label, ...options.map(({ text }) => text)]);
  return { form, offered, told };
}

describe.concurrent('the first lists of a new installation', () => {
  const lists = Promise.withResolvers<void>();
  journey({
    prepare: (jogg) => jogg.fault({ kind: 'held', until: lists.promise, match: LISTS, times: 99 }),
  })(
    'while they are loaded, form, pickers and log say so, and then fill by themselves',
    async ({ stage }) => {
      const { form, offered, told } = await openedOn(stage);
      expect(form.text()).toContain('Loading avatars and voices from Jogg');
      expect(await told()).toEqual([
        ['Loading avatars from Jogg …', 'Type again in a moment'],
        ['Loading voices from Jogg …', 'Type again in a moment'],
      ]);
      expect(stage.lines.find(({ event }) => event === 'ready')?.fields['lists']).toBe('loading');
      // What a picker offers while they are loaded is no choice.
      const values = { script: 'Hello', avatar: { query: '' }, voice: { query: '' } };
      const { errors = {} } = await form.submit(values);
      expect([Object.keys(errors), stage.paid()]).toEqual([['avatar', 'voice'], []]);

      lists.resolve();
      await until(() => !form.text().includes('Loading avatars and voices'));
      expect((await offered()).flatMap(({ options }) => options).length).toBeGreaterThan(100);
      expect(form.text()).toContain('Only avatars that are');
    },
  );

  journey({
    prepare: (jogg) => jogg.fault({ kind: 'status', status: 503, match: LISTS, times: 99 }),
  })('where Jogg does not give them, the form and its pickers say so', async ({ stage }) => {
    await until(() => stage.lines.some(({ event }) => event === 'catalogue_refresh_failed'));
    const { form, told } = await openedOn(stage);
    expect(form.text()).toContain('avatars and voices cannot be loaded right now');
    expect(await told()).toEqual([
      ['Jogg’s avatars cannot be loaded right now', 'Type again in a minute'],
      ['Jogg’s voices cannot be loaded right now', 'Type again in a minute'],
    ]);
  });
});
