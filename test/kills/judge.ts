import type { JoggSandbox } from '../../sandbox/jogg/jogg-sandbox.ts';
import type { SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import type { Message } from '../../sandbox/slack/world.ts';
import { isFinal } from '../../src/domain/video/state.ts';
import type { Video } from '../../src/domain/video/video.ts';
import type { People } from './people.ts';
import { videoOf } from './people.ts';

/** What must be nothing, and what is merely counted. */
export interface Figures {
  kills: number;
  starts: number;
  videos: number;
  /** Forms sent more than once. */
  sentAgain: number;
  delivered: number;
  failed: number;
  cancelled: number;
  /** Nobody can know whether Jogg took it, and its requester has the choice. */
  unconfirmed: number;
  /** Messages whose answer was lost to a kill, found again by their metadata. */
  reconciled: number;
  duplicates: number;
  lost: number;
  doublePosts: number;
  /** Sentences about everything that is wrong. */
  wrong: string[];
}

/** A paid request is answered and stored well within this long after it was sent, in ms. */
const UNDER_WAY_MS = 1_500;

/**
 * Holds what the app says of its videos against the true history of both stand-ins. `history`:
 * whether the app may look for its own messages.
 */
export function judge(world: {
  readonly slack: SlackSandbox;
  readonly jogg: JoggSandbox;
  readonly people: People;
  readonly videos: ReadonlyMap<string, Video>;
  readonly killedAt: readonly number[];
  readonly history: boolean;
}): Omit<Figures, 'starts'> {
  const { slack, jogg, people, videos, killedAt, history } = world;
  const wrong: string[] = [];
  const accepted = new Map(people.accepted.map((each) => [each.videoId, each]));

  const posts = postsIn(slack.log);
  let duplicates = 0;
  for (const [message, times] of Map.groupBy(posts, (post) => JSON.stringify(post)))
    if (times.length > 1) {
      duplicates += times.length - 1;
      wrong.push(`posted ${times.length} times: ${message}`);
    }
  for (const id of videos.keys())
    if (!accepted.has(id)) {
      duplicates += 1;
      wrong.push(`a video that nobody asked for: ${id}`);
    }

  const cardOf = (video: Video) => {
    const { channel, ts } = video.posts.card ?? {};
    return slack.channels
      .flatMap(({ id }) => (id === channel ? slack.messages(id) : []))
      .find((each) => each.ts === ts);
  };
  function showsResult(video: Video): boolean {
    const project = jogg.projects.get(video.project?.id ?? '');
    const card = JSON.stringify(cardOf(video)?.blocks ?? []);
    return project !== undefined && card.includes(project.fileName);
  }
  function offersChoice(video: Video): boolean {
    return JSON.stringify(cardOf(video)?.blocks ?? []).includes('"action_id":"ask_again"');
  }

  let lost = 0;
  let doublePosts = 0;
  const paid = jogg.log.filter(({ method, path }) => method === 'POST' && isPaid(path));
  for (const { videoId, name } of accepted.values()) {
    const video = videos.get(videoId);
    const requests = paid.filter(({ body }) => JSON.stringify(body).includes(`"${name}"`));
    const allowed = 1 + (people.askedAgain.get(videoId) ?? 0);
    if (requests.length > allowed) {
      doublePosts += requests.length - allowed;
      wrong.push(`${name}: ${requests.length} paid requests for ${allowed} confirmations`);
    }
    const problem = video ? troubleWith(video) : 'it is not there at all';
    if (problem === null) continue;
    lost += 1;
    wrong.push(`${name} (${videoId}): ${problem}`);
  }

  function troubleWith(video: Video): string | null {
    const mine = posts.filter(({ id }) => id === video.id);
    const shown = (slot: string) => mine.some((post) => post.slot === slot);
    switch (video.state) {
      case 'delivered':
        if (!showsResult(video)) return 'the card of a delivered video does not show it';
        if (!shown('result') && history) return 'delivered without a result in the thread';
        return null;
      case 'unconfirmed': {
        const asked = video.askedAt ?? 0;
        if (!killedAt.some((at) => at >= asked && at <= asked + UNDER_WAY_MS))
          return 'unconfirmed although nothing happened while Jogg was asked';
        return offersChoice(video) ? null : 'unconfirmed without a choice';
      }
      default:
        return isFinal(video.state) ? null : `it stopped as ${video.state}`;
    }
  }

  const inState = (state: Video['state']) =>
    [...videos.values()].filter((video) => video.state === state).length;
  return {
    kills: killedAt.length,
    videos: accepted.size,
    sentAgain: people.again(),
    delivered: inState('delivered'),
    failed: inState('failed') + inState('expired'),
    cancelled: inState('cancelled'),
    unconfirmed: inState('unconfirmed'),
    reconciled: slack.log.filter(({ method }) => /^conversations\.(history|replies)$/.test(method))
      .length,
    duplicates,
    lost,
    doublePosts,
    wrong,
  };
}

/** Every message that Slack took, also where it never said so: whose, which and where. */
function postsIn(log: SlackSandbox['log']): { id: string; slot: string; to: string }[] {
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

const isPaid = (path: string): boolean => path.includes('create_video');
