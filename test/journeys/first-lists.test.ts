import { describe, expect } from 'vitest';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const LISTS = { method: 'GET', path: /\/avatars\/?/ };
const told = (offered: readonly { label: string; options: readonly { text: string }[] }[]) =>
  offered.map(({ label, options }) => [label, ...options.map(({ text }) => text)]);

describe.concurrent('the first lists of a new installation', () => {
  const lists = Promise.withResolvers<void>();
  journey({
    prepare: (jogg) => jogg.fault({ kind: 'held', until: lists.promise, match: LISTS, times: 99 }),
  })(
    'while they are loaded, form, pickers and log say so; then they fill by themselves',
    async ({ stage }) => {
      const [, form] = [await stage.command(), await stage.form()];
      expect(form.text()).toContain('Loading avatars and voices from Jogg');
      const [avatars, voices] = await Promise.all([form.options('avatar'), form.options('voice')]);
      expect(told([...avatars, ...voices])).toEqual([
        ['Loading avatars from Jogg…', 'Type again in a moment'],
        ['Loading voices from Jogg…', 'Type again in a moment'],
      ]);
      expect((await stage.logged('ready'))[0]?.['lists']).toBe('loading');
      // What a picker offers while they are loaded is no choice.
      const [avatar = '', voice = ''] = [avatars, voices].map(
        ([group]) => group?.options[0]?.value ?? '',
      );
      const { errors = {} } = await form.submit({ script: 'Hello', avatar, voice });
      expect([Object.keys(errors), stage.paid()]).toEqual([['avatar', 'voice'], []]);

      lists.resolve();
      await until(() => !form.text().includes('Loading avatars and voices'));
      expect((await form.options('avatar')).flatMap(({ options }) => options)).not.toEqual([]);
    },
  );
});
