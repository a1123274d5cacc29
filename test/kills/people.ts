import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../sandbox/jogg/random.ts';
import type { SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { ADA, GRACE, LINUS, MARKETING, TEAM } from '../../sandbox/slack/seed.ts';
import type { Message } from '../../sandbox/slack/world.ts';
import { videoIdOf } from '../../src/videos/video-id.ts';

/** A form that closed, as a person sees it. `name` is both its script's and its video's. */
export interface Asked {
  readonly videoId: string;
  readonly user: string;
  readonly name: string;
}

export type People = ReturnType<typeof createPeople>;

/** How the videos of a run are called. */
export const NAME = /Video \d+ [0-9a-f]{4}/;

const PERSONS = [ADA, GRACE, LINUS] as const;
const CHOICES: readonly [string, ...string[]] = ['ask_again', 'give_up', 'look_again', 'leave it'];

/**
 * Three people who each fill in forms, one after the other, while the app comes and goes: what does
 * not answer is pressed again, and every third form is sent twice for no reason.
 */
export function createPeople(deps: {
  readonly slack: SlackSandbox;
  readonly random: Random;
  readonly videos: number;
  /** How many may press "Ask Jogg again": each is a paid request, and those are limited. */
  readonly mayAskAgain: number;
  /** What people choose from where a card offers a choice. */
  readonly choices?: readonly [string, ...string[]];
  /** The longest that anybody rests between two forms, in ms. */
  readonly pauseMs?: number;
  readonly ended: () => boolean;
}) {
  const { slack, random } = deps;
  const { driver } = slack;
  const accepted: Asked[] = [];
  const byVideo = new Map<string, Asked>();
  const askedAgain = new Map<string, number>();
  const decided = new Set<string>();
  const pressing = new Set<Promise<unknown>>();
  let again = 0;
  let problem = 'nobody answered';

  const persist = async <T>(attempt: () => Promise<T | undefined>): Promise<T> => {
    for (;;) {
      const done = await attempt().catch((error: unknown) => {
        problem = String(error);
        return undefined;
      });
      if (done !== undefined) return done;
      if (deps.ended()) throw new Error('a person was not heard');
      await sleep(20);
    }
  };

  const submit = async (user: string, name: string): Promise<void> => {
    const open = () =>
      persist(async () => (await driver.command({ user, channel: MARKETING })).viewId);
    let viewId = await open();
    const avatar = { query: 'Our founder' };
    const chosen = { avatar, voice: { query: '' }, aspect_ratio: 'portrait' };
    const values = { script: name, video_name: name, ...chosen };
    let times = 0;
    const delivery = await persist(async () => {
      // A command that seemed to be lost may have opened another form after all.
      const top = slack.views.stack(user).at(-1);
      if (top && top.id !== viewId) await driver.close({ viewId: top.id });
      // That other form may have come in the place of this one: then it is filled in instead.
      if (!slack.views.find({ view_id: viewId })) viewId = await open();
      const sent = await driver.submit({ viewId, values });
      if (sent.delivery !== null) times += 1;
      problem = JSON.stringify([sent.notice, sent.errors]);
      return sent.notice === undefined && sent.errors === undefined ? sent.delivery : undefined;
    });
    const asked = { videoId: videoIdOf(TEAM.id, viewId), user, name };
    accepted.push(asked);
    byVideo.set(asked.videoId, asked);
    again += times - 1;
    if (delivery === null || random.between(0, 2) > 0) return;
    again += 1;
    await driver.deliverAgain(delivery.id);
  };

  const fillIn = async (user: string, person: number): Promise<void> => {
    for (let n = person; n < deps.videos; n += PERSONS.length) {
      await submit(user, `Video ${n} ${random.hex(4)}`);
      await sleep(random.between(0, deps.pauseMs ?? 1_500));
    }
  };

  const choiceOf = ({ name }: Asked, card: Message): string => {
    // A person knows the name of her own video, and takes no other.
    const buttons = JSON.stringify(card.blocks ?? []);
    if (buttons.includes(`It’s this one: ${name}`)) return 'take_likely';
    const choice = random.pick(deps.choices ?? CHOICES);
    const total = [...askedAgain.values()].reduce((sum, each) => sum + each, 0);
    return choice === 'ask_again' && total >= deps.mayAskAgain ? 'leave it' : choice;
  };

  const pressed = async (asked: Asked, card: Message): Promise<void> => {
    const { user, videoId } = asked;
    const actionId = choiceOf(asked, card);
    if (actionId === 'leave it') return;
    const press = { user, channel: MARKETING, messageTs: card.ts, actionId };
    while (!deps.ended()) {
      // Counted before it is pressed: a press whose answer is lost may have been heard, and the
      // next one is then for the next confirmation.
      if (actionId === 'ask_again') askedAgain.set(videoId, (askedAgain.get(videoId) ?? 0) + 1);
      // A button that is there no more has been settled meanwhile: that throws, and ends it.
      if ((await driver.click(press)).notice === undefined) return;
      await sleep(20);
    }
  };

  return {
    /** From here on the videos of these must not be lost. */
    accepted: accepted as readonly Asked[],
    /** How often a form was sent that had been sent before. */
    again: () => again,
    /** What stood in the way of the last thing that somebody tried. */
    problem: () => problem,
    /** Videos by how often their requester pressed "Ask Jogg again". */
    askedAgain,
    /** Resolves when every form is accepted. */
    submitted: Promise.all(PERSONS.map(fillIn)),
    /** Decides about each card that offers a choice, once; resolves when all are decided. */
    async decide() {
      for (const card of slack.messages(MARKETING)) {
        const asked = byVideo.get(videoOf(card));
        if (!asked) continue;
        const seen = `${card.ts} ${JSON.stringify(card.blocks)}`;
        if (decided.has(seen) || !seen.includes('"action_id":"ask_again"')) continue;
        decided.add(seen);
        const press = pressed(asked, card)
          .catch(() => undefined)
          .finally(() => pressing.delete(press));
        pressing.add(press);
      }
      await Promise.all(pressing);
    },
  };
}

/** Whose message this is. */
export function videoOf(message: Pick<Message, 'metadata'>): string {
  return String(message.metadata?.event_payload?.['video_id'] ?? '');
}
