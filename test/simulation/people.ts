import type { NewVideo, Video } from '../../src/domain/video/video.ts';
import type { AuthorizeVideo } from '../../src/videos/authorize-video.ts';
import type { CancelVideo } from '../../src/videos/cancel-video.ts';
import type { RequestVideo } from '../../src/videos/request-video.ts';
import type { ResolveUnconfirmed } from '../../src/videos/resolve-unconfirmed.ts';
import { videoIdOf } from '../../src/videos/video-id.ts';
import { facts } from '../domain/facts.ts';
import type { Dice } from './dice.ts';
import type { Process, World } from './machine.ts';
import type { Scenario } from './scenario.ts';

/** A form as its person knows it: what each sending of it was answered. */
export interface Form {
  readonly id: string;
  readonly answers: ('recorded' | 'duplicate' | 'error' | 'none')[];
  /** The queue has told the app that it was added. */
  added: boolean;
}

/** A button that was pressed, and what its person was told; null: nothing. */
export interface Press {
  readonly id: string;
  readonly confirmation: number;
  readonly choice: Choice;
  /** The likely project that the button offered, or null. */
  readonly project: string | null;
  readonly own: boolean;
  readonly at: number;
  answer: string | null;
}

type Choice = 'ask_again' | 'give_up' | 'look_again' | 'take_likely';

const REQUESTER = 'U1';
/** Where their buttons are pressed: none of a channel's. */
const FROM_HOME = {
  workspace: 'T1',
  standing: 'member',
  home: { team: 'T1', enterprise: null },
  channel: null,
  place: 'direct',
} as const;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const MOST_CONFIRMATIONS = 3;

/** They fill in their forms, some twice, and choose when they are shown a choice. */
export function createPeople(
  { machine, scenario, dice, record, timeline: { after } }: World,
  deps: {
    readonly request: (process: Process) => RequestVideo;
    readonly allowed: (process: Process) => AuthorizeVideo;
    readonly resolveUnconfirmed: (process: Process) => ResolveUnconfirmed;
  },
) {
  const forms: Form[] = [];
  const presses: Press[] = [];
  const seen = new Set<string>();

  function send(form: Form, tries: number): void | Promise<void> {
    const process = machine.awake();
    // Nobody answers within three seconds: the form stays open and its person presses again.
    const again = (): void => {
      if (tries > 0 && dice.happens(0.8))
        after(dice.between(3_000, 20_000), () => send(form, tries - 1));
    };
    if (!process) return again();
    const index = form.answers.push('none') - 1;
    const { life } = process;
    after(3_000, () => {
      if (form.answers[index] === 'none' && process.life !== life) again();
    });
    return machine.start(process, `form ${form.id}`, null, async () => {
      try {
        form.answers[index] = await deps.request(process)(factsOf(form.id, scenario));
      } catch {
        form.answers[index] = 'error';
        again();
      }
      record.logEvent(`form ${form.id} was answered ${form.answers[index]}`);
    });
  }

  function press(command: Omit<Press, 'at' | 'answer'>, tries: number): void | Promise<void> {
    const process = machine.awake();
    const pressed: Press = { ...command, at: machine.now(), answer: null };
    presses.push(pressed);
    const again = (): void => {
      if (tries > 0) after(dice.between(3_000, 60_000), () => press(command, tries - 1));
    };
    if (!process) return again();
    const { choice, confirmation, project } = command;
    const button = `button ${choice} ${confirmation} of ${command.id}`;
    return machine.start(process, button, null, async () => {
      try {
        const access = { ...FROM_HOME, user: command.own ? REQUESTER : 'U2' };
        const allowed = await deps.allowed(process)('resolve', command.id, access);
        const of = { choice, confirmation, ...(project === null ? {} : { project }) };
        pressed.answer =
          allowed.kind === 'no'
            ? allowed.reason
            : await deps.resolveUnconfirmed(process)(allowed.video, of);
      } catch {
        pressed.answer = 'error';
        again();
      }
      record.logEvent(`${button} was answered ${pressed.answer}`);
    });
  }

  return {
    forms: forms as readonly Form[],
    presses: presses as readonly Press[],
    begin(): void {
      for (let index = 0; index < scenario.videos; index += 1) {
        const id = videoIdOf('T1', `V${scenario.seed}/${index}`);
        const form: Form = { id, answers: [], added: false };
        forms.push(form);
        const at = dice.between(0, index === 0 ? 2_000 : MINUTE);
        after(at, () => send(form, 5));
        if (dice.happens(0.3)) after(at + dice.between(0, 3_000), () => send(form, 1));
      }
    },
    /** A choice has become visible to the requester. */
    seeChoice(video: Video): void {
      const { id, confirmations: confirmation } = video;
      const project = video.candidate?.id ?? null;
      const key = `${id}/${confirmation}/${project}`;
      if (seen.has(key) || scenario.manner === 'silent') return;
      seen.add(key);
      const last = confirmation >= MOST_CONFIRMATIONS;
      const decide = (): Choice => {
        if (project !== null && scenario.manner !== 'gives up' && dice.happens(0.7))
          return 'take_likely';
        if (!last && scenario.manner === 'any')
          return dice.pick<Choice>(['ask_again', 'give_up', 'look_again', 'ask_again']);
        return !last && scenario.manner === 'again' ? 'ask_again' : 'give_up';
      };
      const choice = decide();
      const wait = dice.happens(0.5) ? dice.between(100, 5_000) : dice.between(SECOND, 20 * MINUTE);
      const command = { id, confirmation, project, choice, own: true };
      after(wait, () => press(command, 4));
      if (dice.happens(0.4)) after(wait + dice.between(0, 1_500), () => press(command, 0));
      if (dice.happens(0.2))
        after(wait + dice.between(MINUTE, 30 * MINUTE), () => press(command, 0));
      const other = { ...command, choice: 'give_up' as const };
      if (dice.happens(0.15)) after(wait + dice.between(0, 3_000), () => press(other, 0));
      const strange = { ...command, choice: 'ask_again' as const, own: false };
      if (dice.happens(0.1)) after(dice.between(0, 10_000), () => press(strange, 0));
    },
  };
}

/**
 * Most requesters change their mind, soon or late, some twice. What is returned is told of every
 * stored video: some press right while a run goes on with it.
 */
export function beginCancelling(
  { machine, timeline: { after } }: World,
  dice: Dice,
  deps: {
    readonly videos: readonly string[];
    readonly load: (id: string) => Promise<Video | undefined>;
    readonly cancel: (process: Process) => CancelVideo;
    /** A person was told that the video is being cancelled. */
    readonly onPromised: (id: string, confirmation: number) => void;
  },
): (video: Video) => void {
  const press = (id: string, tries: number): void | Promise<void> => {
    const process = machine.awake();
    const again = (): void => {
      if (tries > 0) after(dice.between(3_000, 60_000), () => press(id, tries - 1));
    };
    if (!process) return again();
    return machine.start(process, `button cancel of ${id}`, null, async () => {
      try {
        const video = await deps.load(id);
        if (!video) return again();
        const { confirmations } = video;
        const outcome = await deps.cancel(process)(video, confirmations);
        if (outcome !== 'over') deps.onPromised(id, confirmations);
      } catch {
        again();
      }
    });
  };
  for (const id of deps.videos) {
    if (dice.happens(0.2)) continue;
    const at = dice.happens(0.5) ? dice.between(0, 10_000) : dice.between(0, 10 * 60_000);
    after(at, () => press(id, 4));
    if (dice.happens(0.3)) after(at + dice.between(0, 5_000), () => press(id, 0));
  }
  return ({ id, state, poll }) => {
    const busy = state === 'announced' || (state === 'rendering' && poll.asked);
    if (busy && dice.happens(0.2)) after(dice.between(0, 300), () => press(id, 0));
  };
}

/** The world knows by its name whose paid request this is. */
function factsOf(id: string, { origin, inThread, ownAudio }: Scenario): NewVideo {
  const audio = ownAudio ? ({ kind: 'file', id: 'F1', name: 'hello.mp3' } as const) : null;
  const threadTs = inThread && origin === 'C1' ? '1.0' : null;
  const order = { ...facts.order, audio, name: id };
  return { ...facts, id, requester: REQUESTER, origin: { channel: origin, threadTs }, order };
}
