import { expect, it } from 'vitest';
import type { ActionArgs } from '../../src/listeners/request/action-args.ts';
import { isOnCard, onVideoButton } from '../../src/listeners/request/on-press.ts';
import { replyToClick } from '../../src/listeners/request/reply-to-click.ts';
import type { AccessRequest } from '../../src/videos/access-resolver.ts';
import { sampleVideo } from '../slack/sample-video.ts';

const access = { workspace: 'T1', user: 'U1', membership: 'member' } as AccessRequest;
const video = sampleVideo('failed');

// A denied press, and one whose video is gone: `journeys/permissions`,
// `journeys/every-press-answered`.
it('a press is acknowledged, authorised, logged and answered, even where its work fails', async () => {
  const seen: unknown[] = [];
  const button = onVideoButton(
    {
      accessResolver: { workspace: async () => 'T1', access: async () => access },
      authorize: async (action, id) => {
        seen.push(`may ${action} ${id}`);
        return { kind: 'yes', video };
      },
      logEvent: (event, fields) => seen.push(`${event} ${fields?.['outcome']}`),
    },
    { action: 'retry' },
    ({ value }) => Promise.reject(seen.push(value)),
  );
  await button({
    ack: async () => void seen.push('acknowledged'),
    action: { type: 'button', action_id: 'retry', value: 'vid_1:2:p9' },
    body: { user: { id: 'U1', team_id: 'T1' }, response_url: 'https://slack.test/r' },
    respond: async ({ text }: { text: string }) => void seen.push(text),
  } as unknown as ActionArgs);
  expect(seen).toEqual([
    ...['acknowledged', 'may retry vid_1', { videoId: 'vid_1', confirmation: 2, project: 'p9' }],
    ...['button_failed undefined', 'button_pressed failed'],
    'We couldn’t save this. Please try again.',
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
  const gone = on(channel, ts, { cardGone: true });
  expect([on(channel, ts), ...others, gone]).toEqual([true, false, false, false, false]);
});
