import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../sandbox/jogg/random.ts';
import type { SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { ADA, GRACE, LINUS, MARKETING, TEAM } from '../../sandbox/slack/seed.ts';
import type { Message } from '../../sandbox/slack/world.ts';
import { videoIdOf } from '../../src/videos/video-id.ts';

/** A form that closed, as a person sees it. `name` is both its script's and its video's. */
interface Asked {
  readonly videoId: string;
  readonly user: string;
  readonly name: string;
}

export type People = ReturnType<typeof createPeople>;

/** How the videos of a run are called. */
export const NAME = /Video \d+ [0-9a-f]{4}/;

const PERSONS = [ADA, GRACE, LINUS] as const;
const CHOICES = ['ask_again', 'give_up', 'look_again', 'leave it'] as const;
/** Each is a paid request, and those are limited. */
const MOST_AGAIN = 5;

/**
 * Three people who each fill in forms, one after the other, while the app comes and goes: what does
 * not answer is pressed again, and every third form is sent twice for no reason.
 */
export function createPeople(deps: {
  readonly slack: SlackSandbox;
  readonly random: Random;
  readonly videos: number;
  /** The longest that anybody rests between two forms, in ms. */
  readonly pauseMs: number;
  readonly ended: () => boolean;
}) {
  const { slack, random } = deps;
  const { driver } = slack;
  const accepted: Asked[] = [];
  const askedAgain: string[] = [];
  const gaveUp = new Set<string>();
  const decided = new Set<string>();
  const pressing: Promise<void>[] = [];
  let problem = 'nobody answered';

  const persist = async <T>(attempt: () => Promise<T | undefined>): Promise<T> => {
    for (;;) {
      const done = await attempt().catch((error: unknown) => {
        problem = String(error);
        return undefined;
      });
      if (done !== undefined) return done;
      if (deps.ended()) throw new Error('a person was not heard');
      await sleep(50);
    }
  };

  const submit = async (user: string, name: string): Promise<void> => {
    const open = () =>
      persist(async () => (await driver.command({ user, channel: MARKETING })).viewId);
    let viewId = await open();
    const chosen = { avatar: { query: 'Our founder' }, voice: { query: '' } };
    const values = { script: name, video_name: name, aspect_ratio: 'portrait', ...chosen };
    const delivery = await persist(async () => {
      // A command that seemed to be lost may have opened another form after all.
      const top = slack.views.stack(user).at(-1);
      if (top && top.id !== viewId) await driver.close({ viewId: top.id });
      // That other form may have come in the place of this one: then it is filled in instead.
      if (!slack.views.find({ view_id: viewId })) viewId = await open();
      const sent = await driver.submit({ viewId, values });
      problem = JSON.stringify([sent.notice, sent.errors]);
      return sent.notice === undefined && sent.errors === undefined ? sent.delivery : undefined;
    });
    accepted.push({ videoId: videoIdOf(TEAM.id, viewId), user, name });
    if (delivery !== null && random.between(0, 2) === 0) await driver.deliverAgain(delivery.id);
  };

  const fillIn = async (user: string, person: number): Promise<void> => {
    for (let n = person; n < deps.videos; n += PERSONS.length) {
      await submit(user, `Video ${n} ${random.hex(4)}`);
      await sleep(random.between(0, deps.pauseMs));
    }
  };

  const choose = async ({ user, videoId, name }: Asked, card: Message): Promise<void> => {
    // A person knows the name of her own video, and takes no other.
    const isThere = JSON.stringify(card.blocks ?? []).includes(`It’s this one: ${name}`);
    const actionId = isThere ? 'take_likely' : random.pick(CHOICES);
    const isTooMuch = actionId === 'ask_again' && askedAgain.length >= MOST_AGAIN;
    if (actionId === 'leave it' || isTooMuch) return;
    if (actionId === 'give_up') gaveUp.add(videoId);
    while (!deps.ended()) {
      // Counted before it is pressed: a press whose answer is lost may have been heard, and the
      // next one is then for the next confirmation.
      if (actionId === 'ask_again') askedAgain.push(videoId);
      const press = { user, channel: MARKETING, messageTs: card.ts, actionId };
      // A button that is there no more has been settled meanwhile: that throws, and ends it.
      if ((await driver.click(press)).notice === undefined) return;
      await sleep(50);
    }
  };
  const submitted = Promise.all(PERSONS.map(fillIn));
  submitted.catch(() => undefined);

  return {
    /** From here on the videos of these must not be lost. */
    accepted: accepted as readonly Asked[],
    /** What stood in the way of the last thing that somebody tried. */
    problem: () => problem,
    /** A video for each time that its requester pressed "Ask Jogg again". */
    askedAgain,
    /** The videos whose requester pressed "Give up". */
    gaveUp,
    /** Decides about each card that offers a choice, once; resolves when all are decided. */
    async decide() {
      for (const card of slack.messages(MARKETING)) {
        const asked = accepted.find(({ videoId }) => videoId === videoOf(card));
        const seen = `${card.ts} ${JSON.stringify(card.blocks)}`;
        if (!asked || decided.has(seen) || !seen.includes('"action_id":"ask_again"')) continue;
        decided.add(seen);
        pressing.push(choose(asked, card).catch(() => undefined));
      }
      await Promise.all(pressing);
    },
  };
}

/** Whose message this is. */
export function videoOf(message: Pick<Message, 'metadata'>): string {
  return String(message.metadata?.event_payload?.['video_id'] ?? '');
}
