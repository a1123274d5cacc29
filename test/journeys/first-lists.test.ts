import { describe, expect, it } from 'vitest';
import { flatten } from '../../sandbox/slack/rules/input-state.ts';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { onStage, type Stage, until } from '../support/stage.ts';

const LISTS = { method: 'GET', path: /\/avatars\/?/ };

/** A form in front of a person: its words, and what its pickers offer. */
async function formOf(stage: Stage) {
  const { viewId = '' } = await stage.driver.command({ channel: MARKETING });
  const offered = async (actionId: string) => {
    const answer = await stage.driver.suggest({ viewId, actionId, query: '' });
    const labels = answer.option_groups?.map(({ label }) => label['text']) ?? [];
    return { labels, options: flatten(answer).map(({ text }) => text.text) };
  };
  return {
    viewId,
    words: () => JSON.stringify(stage.slack.views.find({ view_id: viewId })?.blocks ?? []),
    offered: () => Promise.all([offered('avatar'), offered('voice')]),
  };
}

describe.concurrent('the first lists of a new installation', () => {
  it('while they are loaded, the log, the form and its pickers say so, and then fill by themselves', async ({
    onTestFinished: atEnd,
  }) => {
    const { promise: loaded, resolve: arrive } = Promise.withResolvers<void>();
    const stage = await onStage({
      atEnd,
      prepare: (jogg) => jogg.fault({ kind: 'held', until: loaded, match: LISTS, times: 99 }),
    });
    const form = await formOf(stage);
    expect(form.words()).toContain('Loading avatars and voices from Jogg');
    expect(await form.offered()).toEqual([
      { labels: ['Loading avatars from Jogg …'], options: ['Type again in a moment'] },
      { labels: ['Loading voices from Jogg …'], options: ['Type again in a moment'] },
    ]);
    const ready = stage.lines.find(({ event }) => event === 'ready');
    expect(ready?.fields['lists']).toBe('loading');

    arrive();
    await until(() => !form.words().includes('Loading avatars and voices'));
    const [avatars, voices] = await form.offered();
    expect([avatars.options.length > 20, voices.options.length > 20]).toEqual([true, true]);
    expect(form.words()).toContain('Only avatars that are');
  });

  it('what a picker offers while they are loaded is no choice', async ({
    onTestFinished: atEnd,
  }) => {
    const { promise: loaded, resolve: arrive } = Promise.withResolvers<void>();
    const stage = await onStage({
      atEnd,
      prepare: (jogg) => jogg.fault({ kind: 'held', until: loaded, match: LISTS, times: 99 }),
    });
    const { viewId } = await formOf(stage);
    const values = { script: 'Hello', avatar: { query: '' }, voice: { query: '' } };
    const { errors = {} } = await stage.driver.submit({ viewId, values });
    expect([Object.keys(errors), stage.paid()]).toEqual([['avatar', 'voice'], []]);
    arrive();
  });

  it('where Jogg does not give them, the form and its pickers say so', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({
      atEnd,
      prepare: (jogg) => jogg.fault({ kind: 'status', status: 503, match: LISTS, times: 99 }),
    });
    await until(() => stage.lines.some(({ event }) => event === 'catalogue_refresh_failed'));
    const form = await formOf(stage);
    expect(form.words()).toContain('avatars and voices cannot be loaded right now');
    expect(await form.offered()).toEqual([
      {
        labels: ['Jogg’s avatars cannot be loaded right now'],
        options: ['Type again in a minute'],
      },
      { labels: ['Jogg’s voices cannot be loaded right now'], options: ['Type again in a minute'] },
    ]);
  });
});
