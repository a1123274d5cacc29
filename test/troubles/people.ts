import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../sandbox/jogg/random.ts';
import type { SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { ADA, GRACE, LINUS, MARKETING, TEAM } from '../../sandbox/slack/seed.ts';
import type { Message } from '../../sandbox/slack/world.ts';
import { videoIdOf } from '../../src/videos/video-id.ts';

/** A submitted form. `name` is both the script and the video's title. */
interface Submission {
  readonly videoId: string;
  readonly user: string;
  readonly name: string;
}

export type People = ReturnType<typeof createPeople>;

export const NAME = /Video \d+ [0-9a-f]{4}/;

const USERS = [ADA, GRACE, LINUS] as const;
const CHOICES = ['ask_again', 'give_up', 'look_again', 'leave it'] as const;
/** Each resend is a paid request, and those are limited. */
const MAX_RESENDS = 5;

/**
 * Three people who fill in forms one after the other while the app is disturbed. They retry what
 * gets no answer, and every third form is delivered twice.
 */
export function createPeople(deps: {
  readonly slack: SlackSandbox;
  readonly random: Random;
  readonly videos: number;
  /** The longest pause between two forms of a person, in ms. */
  readonly pauseMs: number;
  readonly isEnded: () => boolean;
}) {
  const { slack, random } = deps;
  const { driver } = slack;
  const accepted: Submission[] = [];
  const askedAgain: string[] = [];
  const gaveUp = new Set<string>();
  const decidedCards = new Set<string>();
  const decisions: Promise<void>[] = [];
  let problem = 'nobody answered';

  const retryUntilDone = async <T>(attempt: () => Promise<T | undefined>): Promise<T> => {
    for (;;) {
      const done = await attempt().catch((error: unknown) => {
        problem = String(error);
        return undefined;
      });
      if (done !== undefined) return done;
      if (deps.isEnded()) throw new Error('a person was not heard');
      await sleep(50);
    }
  };

  const submit = async (user: string, name: string): Promise<void> => {
    const open = () =>
      retryUntilDone(async () => (await driver.command({ user, channel: MARKETING })).viewId);
    let viewId = await open();
    const chosen = { avatar: { query: 'Our founder' }, voice: { query: '' } };
    const values = { script: name, video_name: name, aspect_ratio: 'portrait', ...chosen };
    const delivery = await retryUntilDone(async () => {
      // A command that seemed lost may have opened another form after all.
      const top = slack.views.stack(user).at(-1);
      if (top && top.id !== viewId) await driver.close({ viewId: top.id });
      // That form may have replaced this one: then it is filled in instead.
      if (!slack.views.find({ view_id: viewId })) viewId = await open();
      const sent = await driver.submit({ viewId, values });
      problem = JSON.stringify([sent.notice, sent.errors]);
      return sent.notice === undefined && sent.errors === undefined ? sent.delivery : undefined;
    });
    accepted.push({ videoId: videoIdOf(TEAM.id, viewId), user, name });
    if (delivery !== null && random.between(0, 2) === 0) await driver.deliverAgain(delivery.id);
  };

  const fillIn = async (user: string, person: number): Promise<void> => {
    for (let n = person; n < deps.videos; n += USERS.length) {
      await submit(user, `Video ${n} ${random.hex(4)}`);
      await sleep(random.between(0, deps.pauseMs));
    }
  };

  const choose = async ({ user, videoId, name }: Submission, card: Message): Promise<void> => {
    // People know the titles of their own videos and accept no other.
    const isThere = JSON.stringify(card.blocks ?? []).includes(`It’s this one: ${name}`);
    const actionId = isThere ? 'take_likely' : random.pick(CHOICES);
    const isTooMuch = actionId === 'ask_again' && askedAgain.length >= MAX_RESENDS;
    if (actionId === 'leave it' || isTooMuch) return;
    if (actionId === 'give_up') gaveUp.add(videoId);
    while (!deps.isEnded()) {
      // Counted before the press: a press whose answer is lost may have arrived, and the next press
      // is then for the next confirmation.
      if (actionId === 'ask_again') askedAgain.push(videoId);
      const press = { user, channel: MARKETING, messageTs: card.ts, actionId };
      // A missing button means that the question was settled meanwhile: that throws and ends it.
      if ((await driver.click(press)).notice === undefined) return;
      await sleep(50);
    }
  };
  const submitted = Promise.all(USERS.map(fillIn));
  submitted.catch(() => undefined);

  return {
    /** The accepted submissions, whose videos must not be lost. */
    accepted: accepted as readonly Submission[],
    problem: () => problem,
    /** The video id of each press of "Ask Jogg again". */
    askedAgain,
    gaveUp,
    /** Makes one choice on each card that offers one. Resolves when all are made. */
    async decide() {
      for (const card of slack.messages(MARKETING)) {
        const asked = accepted.find(({ videoId }) => videoId === videoOf(card));
        const shownCard = `${card.ts} ${JSON.stringify(card.blocks)}`;
        if (!asked || decidedCards.has(shownCard) || !shownCard.includes('"action_id":"ask_again"'))
          continue;
        decidedCards.add(shownCard);
        decisions.push(choose(asked, card).catch(() => undefined));
      }
      await Promise.all(decisions);
    },
  };
}

export function videoOf(message: Pick<Message, 'metadata'>): string {
  return String(message.metadata?.event_payload?.['video_id'] ?? '');
}
