import type { SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import type { Message } from '../../sandbox/slack/world.ts';
import { timeLimit } from '../../sandbox/time-limit.ts';
import type { Video } from '../../src/domain/video/video.ts';
import type { startFakes } from '../support/fakes.ts';
import { NAME, type People, videoOf } from './people.ts';

/** A paid request is answered and stored within this time after it was sent, in ms. */
const IN_PROGRESS_MS = 1_500;

/** One sentence per message that was shown twice, and per video that was lost or paid twice. */
export function judge(scene: {
  readonly world: Awaited<ReturnType<typeof startFakes>>;
  readonly people: People;
  readonly videos: ReadonlyMap<string, Video>;
  /** When the app was disturbed, in ms. */
  readonly troubles: readonly { readonly from: number; readonly to: number }[];
}): string[] {
  const { people, videos, troubles } = scene;
  const { slack, jogg, paid } = scene.world;
  const violations: string[] = [];

  const posts = postedMessages(slack.log);
  for (const [message, times] of Map.groupBy(posts, (post) => JSON.stringify(post)))
    if (times.length > 1) violations.push(`posted ${times.length} times: ${message}`);
  for (const id of videos.keys())
    if (!people.accepted.some(({ videoId }) => videoId === id))
      violations.push(`a video that nobody asked for: ${id}`);

  const cardShows = ({ posts: { card } }: Video, words: string): boolean => {
    const shown = slack.messages(card?.channel ?? '').find(({ ts }) => ts === card?.ts);
    return JSON.stringify(shown?.blocks ?? []).includes(words);
  };
  const results = new Set(posts.flatMap(({ id, slot }) => (slot === 'result' ? [id] : [])));
  const payments = Map.groupBy(paid(), ({ body }) => NAME.exec(JSON.stringify(body))?.[0]);
  for (const { videoId, name } of people.accepted) {
    const requests = payments.get(name) ?? [];
    const allowed = 1 + people.askedAgain.filter((id) => id === videoId).length;
    if (requests.length > allowed)
      violations.push(`${name}: ${requests.length} paid requests for ${allowed} confirmations`);
    const video = videos.get(videoId);
    const problem = video ? problemOf(video) : 'it is not there at all';
    if (problem !== null) violations.push(`${name} (${videoId}): ${problem}`);
  }
  return violations;

  function problemOf(video: Video): string | null {
    switch (video.state) {
      case 'delivered': {
        const project = jogg.projects.get(video.project?.id ?? '');
        if (!project || !cardShows(video, project.fileName))
          return 'the card of a delivered video does not show it';
        return results.has(video.id) ? null : 'delivered, and no result in the thread';
      }
      case 'unconfirmed': {
        const asked = video.askedAt ?? 0;
        const until = asked + timeLimit(IN_PROGRESS_MS);
        if (!troubles.some(({ from, to }) => to >= asked && from <= until))
          return 'unconfirmed although nothing happened while Jogg was asked';
        return cardShows(video, '"action_id":"ask_again"') ? null : 'unconfirmed without a choice';
      }
      case 'cancelled':
        return people.gaveUp.has(video.id) ? null : 'cancelled by nobody';
      default:
        return `it stopped as ${video.state}`;
    }
  }
}

/** Every message that Slack accepted, even if its answer was lost: the video, slot and channel. */
function postedMessages(log: SlackSandbox['log']): { id: string; slot: string; to: string }[] {
  const byCard = new Map<unknown, string>();
  return log.flatMap(({ method, arguments: given, answer }) => {
    if (answer?.['ok'] !== true) return [];
    const { channel_id: to, thread_ts: thread } = given;
    if (method === 'files.completeUploadExternal' && typeof to === 'string')
      return [{ id: byCard.get(thread) ?? '', slot: 'result', to }];
    if (method !== 'chat.postMessage') return [];
    const message = given as unknown as Message & { channel: string };
    const slot = message.blocks?.[0]?.block_id ?? '';
    if (slot === 'card') byCard.set(answer['ts'], videoOf(message));
    return [{ id: videoOf(message), slot, to: message.channel }];
  });
}
