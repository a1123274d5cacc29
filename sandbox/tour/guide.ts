import type { DemoWorld } from '../demo-world.ts';
import { RunFailure } from '../once-run.ts';
import { patience } from '../patience.ts';
import { ADA, APP, GRACE, LINUS, MARKETING, VISITOR } from '../slack/seed.ts';
import type { View } from '../slack/views.ts';
import type { Message } from '../slack/world.ts';

/** One step of the tour. Throws a `RunFailure` where what it shows is not as it should be. */
export interface Step {
  readonly title: string;
  run(guide: Guide): Promise<void>;
}

/** Walks through a world: prints what a person sees, and checks it. */
export type Guide = ReturnType<typeof createGuide>;

/** The longest each sight may take on a quiet machine. */
const SEEN_MS = 30_000;
const WIDEST = 320;
const NAMES: Readonly<Record<string, string>> = {
  [ADA]: 'Ada',
  [GRACE]: 'Grace',
  [LINUS]: 'Linus',
  [VISITOR]: 'Vera (of another organisation)',
};

export function createGuide(world: DemoWorld, print: (line: string) => void) {
  const { slack } = world;
  const { driver } = slack;

  /** Prints lines as the outer world shows them; very long ones are cut, and say so. */
  const show = (text: string): void => {
    for (const line of text.split('\n')) print(`    ${cut(line)}`);
  };
  const say = (text: string): void => print(`  ${text}`);
  const check = (holds: unknown, words: string): void => {
    if (!holds) throw new RunFailure(words);
  };
  const until = async <T>(words: string, read: () => T): Promise<NonNullable<T>> => {
    const began = Date.now();
    for (;;) {
      try {
        // Not everything that is waited for changes something in Slack.
        return await driver.waitFor(read, 100);
      } catch {
        if (Date.now() - began > patience(SEEN_MS)) throw new RunFailure(words);
      }
    }
  };
  const view = (shown: View, errors?: Readonly<Record<string, string>>): string => {
    const text = driver.viewText(shown, errors);
    show(text);
    return text;
  };
  const message = (shown: Message): string => {
    const text = driver.messageText(shown);
    show(text);
    return text;
  };

  /** Our cards in a channel, oldest first. */
  const cards = (channel: string = MARKETING): Message[] =>
    slack
      .messages(channel)
      .filter((each) => each.user === APP.botUser && each.blocks?.[0]?.block_id === 'card');
  const textOf = (each: Message): string => driver.messageText(each);
  /** The card of the latest video of that name, once it says `pattern`. */
  const card = (name: string, pattern: RegExp = /./, channel: string = MARKETING) =>
    until(`the card of “${name}” never said ${pattern}`, () =>
      cards(channel).findLast(
        (each) => headOf(textOf(each)).includes(name) && pattern.test(textOf(each)),
      ),
    );
  /** What only this person was told since `ts`, once it says `pattern`. */
  const told = (user: string, channel: string, pattern: RegExp, since = '') =>
    until(`${nameOf(user)} was not told ${pattern}`, () =>
      slack
        .messages(channel)
        .findLast((each) => each.for === user && each.ts > since && pattern.test(textOf(each))),
    );

  const press = (at: Message, actionId: string, user: string = ADA, channel: string = MARKETING) =>
    driver.click({ channel, messageTs: at.ts, actionId, user });

  return {
    world,
    slack,
    driver,
    jogg: world.jogg,
    show,
    say,
    check,
    until,
    view,
    message,
    textOf,
    cards,
    card,
    told,
    thread: (channel: string, ts: string): string => {
      const text = driver.threadText(channel, ts);
      show(text);
      return text;
    },
    /** The modal on top of what a person has open, once it says `pattern`. */
    modal: (user: string = ADA, pattern: RegExp = /./) =>
      until(`nothing opened in front of ${nameOf(user)} that says ${pattern}`, () => {
        const top = slack.views.stack(user).at(-1);
        return top && pattern.test(driver.viewText(top)) ? top : undefined;
      }),
    home: (user: string, pattern: RegExp) =>
      until(`the Home tab of ${nameOf(user)} never said ${pattern}`, () => {
        const tab = slack.views.home(user);
        return tab && pattern.test(driver.viewText(tab)) ? tab : undefined;
      }),
    /** A person presses a button of a message. */
    press,
    /** Somebody presses what is not theirs: a sentence for them alone, and no form. */
    refused: async (
      at: Message,
      actionId: string,
      user: string,
      pattern: RegExp,
      channel: string = MARKETING,
    ): Promise<void> => {
      const before = slack.messages(channel).at(-1)?.ts;
      await press(at, actionId, user, channel);
      const answer = await told(user, channel, pattern, before);
      say(`${nameOf(user)} presses ${actionId}:`);
      message(answer);
      check(slack.views.stack(user).length === 0, `something opened for ${nameOf(user)}`);
    },
    /** A reply of ours in a thread, once it says `pattern`. */
    reply: (channel: string, ts: string, pattern: RegExp) =>
      until(`the thread has no reply that says ${pattern}`, () =>
        slack
          .thread(channel, ts)
          .find(
            (each) => each.user === APP.botUser && each.ts !== ts && pattern.test(textOf(each)),
          ),
      ),
    /** How many paid requests Jogg has taken or refused. */
    paid: (): number => paidRequests(world).length,
    paidRequests: () => paidRequests(world),
    dismiss: async (user: string = ADA): Promise<void> => {
      for (const each of [...slack.views.stack(user)].reverse())
        await driver.close({ viewId: each.id });
    },
  };
}

/** The id of the video that a card is about. */
export function videoIn(card: { metadata?: { event_payload: Record<string, unknown> } }): string {
  return String(card.metadata?.event_payload['video_id'] ?? '');
}

function nameOf(user: string): string {
  return NAMES[user] ?? user;
}

function paidRequests({ jogg }: DemoWorld) {
  return jogg.log.filter(({ method, path }) => method === 'POST' && path.includes('create_video'));
}

const headOf = (text: string): string => text.split('\n')[0] ?? '';

function cut(line: string): string {
  const characters = [...line];
  if (characters.length <= WIDEST) return line;
  return `${characters.slice(0, WIDEST).join('')} … (${characters.length.toLocaleString('en')} characters)`;
}
