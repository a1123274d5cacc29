import { expect, it } from 'vitest';
import type { ActionArgs } from '../../src/listeners/request/action-args.ts';
import { isOnCard, onVideoButton, type VideoPress } from '../../src/listeners/request/on-press.ts';
import { replyToClick } from '../../src/listeners/request/reply-to-click.ts';
import type { AccessRequest } from '../../src/videos/recognise.ts';
import { sampleVideo } from '../slack/sample-video.ts';

const access = { workspace: 'T1', user: 'U1', standing: 'member' } as AccessRequest;
const video = sampleVideo('failed');

/** What a press of a button with that value came to, in order. */
async function pressed(value: string, act: (press: VideoPress) => Promise<{ outcome: string }>) {
  const seen: unknown[] = [];
  const button = onVideoButton(
    {
      recognise: { workspace: async () => 'T1', access: async () => access },
      allowed: async (action, id) => {
        seen.push(`may ${action} ${id}`);
        return id === video.id ? { kind: 'yes', video } : { kind: 'no', reason: 'gone' };
      },
      logEvent: (event, fields) => seen.push(`${event} ${fields?.['outcome'] ?? ''}`.trim()),
    },
    { action: 'retry' },
    (press) => {
      seen.push(press.value);
      return act(press);
    },
  );
  await button({
    ack: async () => void seen.push('acknowledged'),
    action: { type: 'button', action_id: 'retry', value },
    body: { user: { id: 'U1', team_id: 'T1' }, response_url: 'https://slack.test/r' },
    respond: async ({ text }: { text: string }) => void seen.push(text),
  } as unknown as ActionArgs);
  return seen;
}

const UNSAVED = 'We couldn’t save this. Please try again.';
it('a press is acknowledged, authorised, acted on, logged and answered, even if that fails', async () => {
  const value = { videoId: video.id, confirmation: 2, project: 'p9' };
  const asked = ['acknowledged', `may retry ${video.id}`, value];
  const act = async () => ({ outcome: 'done', reply: 'On it.' });
  const fail = () => Promise.reject(new Error('the disk is full'));
  expect([await pressed('vid_1:2:p9', act), await pressed('vid_1:2:p9', fail)]).toEqual([
    [...asked, 'button_pressed done', 'On it.'],
    [...asked, 'button_failed', 'button_pressed failed', UNSAVED],
  ]);
});

const causedBy = (cause: Error) => new TypeError('fetch failed', { cause });
const coded = (code: string) => Object.assign(new Error(code), { code });
it.each([
  ['may be there is not given again', causedBy(coded('UND_ERR_SOCKET')), []],
  ['was never sent is given under the message', causedBy(coded('ECONNREFUSED')), ['ephemeral']],
  ['Slack refused is given there, too', coded('slack_bolt_respond_error'), ['ephemeral']],
])('an answer that %s', async (_, error, others) => {
  const said: string[] = [];
  const chat = { postEphemeral: async () => said.push('ephemeral') };
  const body = { user: { id: 'U1' }, channel: { id: 'C1' }, response_url: 'https://slack.test/r' };
  const pressed = { client: { chat }, body, respond: () => Promise.reject(error) };
  await replyToClick(pressed as never, () => {}, 'On it.');
  expect(said).toEqual(others);
});

it('a card that can be edited answers a press of its own buttons, and of no others', () => {
  const [channel, ts] = ['C0LAUNCH', '1780315200.000100'];
  const on = (id: string, message_ts: string, change = {}) => {
    const body = { channel: { id }, container: { type: 'message', message_ts } };
    return isOnCard({ args: { body } as never, video: { ...video, ...change } });
  };
  const unknown = { posts: { card: { ...video.posts.card, status: 'unknown' } } };
  const others = [on(channel, '1.1'), on('D1', ts), on(channel, ts, unknown)];
  others.push(on(channel, ts, { cardGone: true }));
  expect([on(channel, ts), ...others]).toEqual([true, ...others.map(() => false)]);
});

it('a press that may not do it, or that no button of ours sent, reaches no use case', async () => {
  const never = () => Promise.reject(new Error('acted'));
  const gone = ['button_pressed gone', 'We can’t find this video anymore.'];
  expect([await pressed('another', never), await pressed('a:b:c', never)]).toEqual([
    ['acknowledged', 'may retry another', ...gone],
    ['acknowledged', 'may retry ', ...gone],
  ]);
});
