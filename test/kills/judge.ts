import type { JoggSandbox } from '../../sandbox/jogg/jogg-sandbox.ts';
import { patience } from '../../sandbox/patience.ts';
import type { SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import type { Message } from '../../sandbox/slack/world.ts';
import { isFinal } from '../../src/domain/video/state.ts';
import type { Video } from '../../src/domain/video/video.ts';
import { openState } from '../../src/store/open-state.ts';
import { createVideoStore } from '../../src/store/video-store.ts';
import { NAME, type People, videoOf } from './people.ts';

/** What must be nothing, and what is merely counted. */
export interface Judged {
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
  /** Sentences about all that was shown twice, lost or paid twice. */
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
  /** When the app was disturbed, in ms. */
  readonly troubles: readonly { readonly from: number; readonly to: number }[];
  readonly history: boolean;
}): Judged {
  const { slack, jogg, people, videos, troubles, history } = world;
  const wrong: string[] = [];
  const accepted = new Map(people.accepted.map((each) => [each.videoId, each]));

  const posts = postsIn(slack.log);
  for (const [message, times] of Map.groupBy(posts, (post) => JSON.stringify(post)))
    if (times.length > 1) wrong.push(`posted ${times.length} times: ${message}`);
  for (const id of videos.keys())
    if (!accepted.has(id)) wrong.push(`a video that nobody asked for: ${id}`);

  const cards = new Map(
    slack.channels.flatMap(({ id }) =>
      slack.messages(id).map((message) => [`${id} ${message.ts}`, message] as const),
    ),
  );
  const cardShows = (video: Video, words: string) => {
    const { channel, ts } = video.posts.card ?? {};
    return JSON.stringify(cards.get(`${channel} ${ts}`)?.blocks ?? []).includes(words);
  };
  const results = new Set(posts.flatMap(({ id, slot }) => (slot === 'result' ? [id] : [])));

  const paid = Map.groupBy(
    jogg.log.filter(({ method, path }) => method === 'POST' && isPaid(path)),
    ({ body }) => NAME.exec(JSON.stringify(body))?.[0],
  );
  for (const { videoId, name } of accepted.values()) {
    const requests = paid.get(name) ?? [];
    const allowed = 1 + (people.askedAgain.get(videoId) ?? 0);
    if (requests.length > allowed)
      wrong.push(`${name}: ${requests.length} paid requests for ${allowed} confirmations`);
    const video = videos.get(videoId);
    const problem = video ? troubleWith(video) : 'it is not there at all';
    if (problem !== null) wrong.push(`${name} (${videoId}): ${problem}`);
  }

  function troubleWith(video: Video): string | null {
    switch (video.state) {
      case 'delivered': {
        const project = jogg.projects.get(video.project?.id ?? '');
        if (!project || !cardShows(video, project.fileName))
          return 'the card of a delivered video does not show it';
        return results.has(video.id) || !history
          ? null
          : 'delivered without a result in the thread';
      }
      case 'unconfirmed': {
        const asked = video.askedAt ?? 0;
        if (!troubles.some(({ from, to }) => to >= asked && from <= asked + patience(UNDER_WAY_MS)))
          return 'unconfirmed although nothing happened while Jogg was asked';
        return cardShows(video, '"action_id":"ask_again"') ? null : 'unconfirmed without a choice';
      }
      default:
        return isFinal(video.state) ? null : `it stopped as ${video.state}`;
    }
  }

  const inState = (state: Video['state']) =>
    [...videos.values()].filter((video) => video.state === state).length;
  return {
    videos: accepted.size,
    sentAgain: people.again(),
    delivered: inState('delivered'),
    failed: inState('failed') + inState('expired'),
    cancelled: inState('cancelled'),
    unconfirmed: inState('unconfirmed'),
    reconciled: slack.log.filter(({ method }) => /^conversations\.(history|replies)$/.test(method))
      .length,
    wrong,
  };
}

/** Every video that has a task, and those that people asked for, as the app itself reads them. */
export async function videosIn(stateUrl: string, { accepted }: People) {
  const logEvent = () => undefined;
  const state = openState(stateUrl, logEvent);
  try {
    const store = createVideoStore({ ...state, logEvent });
    const tasks = await state.copy.readTasks(0, 100_000);
    const ids = new Set([...tasks.map(({ id }) => id), ...accepted.map((each) => each.videoId)]);
    const loaded = await Promise.all([...ids].map((id) => store.load(id)));
    return new Map(
      loaded.flatMap((video): [string, Video][] => (video ? [[video.id, video]] : [])),
    );
  } finally {
    await state.close();
  }
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
