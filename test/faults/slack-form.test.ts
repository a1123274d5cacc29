import { expect, it } from 'vitest';
import { ADA, ADA_AND_APP, SALES } from '../../sandbox/slack/seed.ts';
import type { FaultSpec } from '../../sandbox/slack/server/faults.ts';
import { type OpenState, openState } from '../../src/store/open-state.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { formOf } from '../support/form.ts';
import { onStage, type Stage, until } from '../support/stage.ts';
import { ALWAYS } from './manual-stage.ts';

const WORDS = 'Hello, sales';
/** The form that `/jogg` opens in #sales, without the app as a member. */
async function formInSales(stage: Stage) {
  await stage.driver.command({ user: ADA, channel: SALES, text: '' });
  return formOf(stage);
}
const withoutDrafts: OpenState = (...given) => {
  const state = openState(...given);
  const set = () => Promise.reject(new StoreError('full', 'no room'));
  const keyvFor: typeof state.keyvFor = (name) =>
    name.includes('draft') ? Object.assign(state.keyvFor(name), { set }) : state.keyvFor(name);
  return { ...state, keyvFor };
};
it('F91: without a notice that a form was closed, or without room for drafts, no draft is offered and the rest works', async () => {
  const stage = await onStage({ open: withoutDrafts });
  await (await stage.open(WORDS)).act('video_name', 'A title');
  const opened = () => stage.slack.log.filter(({ method }) => method === 'views.open');
  await stage.command();
  await until(() => opened().length === 2);
  const second = await stage.form();
  const offered = second.json('draft_offer');
  await second.act('video_name', 'A title', { script: WORDS });
  await stage.driver.close(second);
  await stage.logged('draft_unsaved');
  const next = await stage.open();
  expect([offered, next.json('draft_offer')]).toEqual(['null', 'null']);
  await next.video({ script: 'Hello from Slack', avatar: { query: '' }, voice: { query: '' } });
  expect([stage.slots(), stage.paid().length]).toEqual([['card', 'result'], 1]);
});

const NO_SCOPE = { kind: 'error', error: 'missing_scope' } as const;
it.each([{ kind: 'reset' }, { kind: 'reset_after' }, NO_SCOPE] as const)(
  'F92: after a join in doubt (%j) the form names /invite, keeps the input, and pays nothing',
  async (fault) => {
    const stage = await onStage();
    stage.slack.fault({ method: 'conversations.join', ...fault });
    const form = await formInSales(stage);
    await form.shows('presence_join');
    await form.act('join_channel', null, { script: WORDS });
    await form.shows('presence', 'type /invite @jogg there.');
    const seen = [form.json('presence_join'), form.value('script'), stage.paid()];
    expect(seen).toEqual(['null', WORDS, []]);
  },
);

it('F94: if Slack rejects an update of the form, the input stays and the next pause shows the price', async () => {
  const stage = await onStage();
  const form = await stage.open();
  stage.slack.fault({ method: 'views.update', kind: 'status', status: 500, times: 2 });
  await form.act('script', 'Hello from Slack');
  await stage.logged('form_not_updated');
  const shown = [form.value('script'), form.line('price')];
  expect(shown).toEqual(['Hello from Slack', 'Price: 1 credit up to 2 minutes']);
  await form.act('script', 'Hello from Slack, everybody');
  await form.shows('price', '≈ 4 words');
  expect(form.value('script')).toBe('Hello from Slack, everybody');
});

it.each<[string, Omit<FaultSpec, 'method'>, string[]]>([
  ['is never sent', { kind: 'reset' }, []],
  ['arrives, but Slack does not confirm it', { kind: 'reset_after' }, [ADA]],
  ['is rejected', { kind: 'status', status: 404 }, []],
])('F93: a private answer to a command that %s is tried once', async (_, fault, there) => {
  const stage = await onStage();
  const isDirect = ({ channel }: Readonly<Record<string, unknown>>) => channel === ADA;
  const wait = { kind: 'ratelimited', retryAfter: 1, times: 2 } as const;
  stage.slack.fault({ ...wait, method: 'chat.postMessage', when: isDirect });
  let asked = 0;
  const when = () => {
    asked += 1;
    return true;
  };
  stage.slack.fault({ ...fault, method: 'response_url', times: ALWAYS, when });
  const form = await formInSales(stage);
  await form.submit({ script: WORDS, avatar: { query: '' }, voice: { query: '' } });
  await stage.driver.waitFor(() => stage.slack.messages(ADA_AND_APP)[0]);
  await until(() => asked > 0);
  await stage.moved('failed');
  const readers = stage.slack.messages(SALES).map((each) => each.for);
  const direct = stage.slack.messages(ADA_AND_APP).length;
  expect([asked, readers, direct, stage.paid()]).toEqual([1, there, 1, []]);
});
