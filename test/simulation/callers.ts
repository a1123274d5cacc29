import { scopedId } from '../../src/domain/scope.ts';
import type { NewVideo, UserCommand, Video } from '../../src/domain/video/video.ts';
import { videoIdOf } from '../../src/videos/video-id.ts';
import { sampleNewVideo } from '../domain/sample-new-video.ts';
import type { App } from './app.ts';
import type { Form, World } from './ledger.ts';
import { HOUR, MINUTE } from './scenario.ts';

const MOST_CONFIRMATIONS = 3;
const SOON: readonly [number, number] = [3_000, 60_000];

/** People and Jogg's webhooks. */
export function beginCallers(world: World, app: App): void {
  beginWebhooks(world, app);
  beginPeople(world, app);
}

/** They fill in their forms, some twice, choose when they are shown a choice, and cancel. */
function beginPeople(world: World, app: App): void {
  const { machine, scenario, dice, ledger, timeline } = world;
  const { after } = timeline;
  const seen = new Set<string>();

  const send = (form: Form, tries: number): void | Promise<void> =>
    machine.request(`form ${form.id}`, { tries, wait: [3_000, 20_000] }, async (process) => {
      const index = form.answers.push('none') - 1;
      const asked = app(process).request(factsOf(form.id, world));
      const answer = await asked.catch(() => 'error' as const);
      form.answers[index] = answer;
      return answer === 'error' ? asked : answer;
    });

  /** Presses a button of a video's card: one of a choice, or Cancel. */
  const press = (id: string, command: UserCommand | 'cancel', tries: number) => {
    const isCancel = command === 'cancel';
    const button = isCancel ? command : command.choice;
    return machine.request(`${button} of ${id}`, { tries, wait: SOON }, async (process) => {
      const { load, resolveUnconfirmed, cancel } = app(process);
      const video = await load(id);
      if (!video) throw new Error('there is none yet');
      const { confirmations: nth } = video;
      const { promised } = ledger.account(id);
      const answer = isCancel
        ? await cancel(video, nth)
        : await resolveUnconfirmed(video, { ...command, at: machine.now() });
      if (!isCancel) ledger.presses.push({ id, command, answer });
      else if (answer !== 'over' && !promised.has(nth)) promised.set(nth, machine.now());
      return answer;
    });
  };

  const decide = (isOffered: boolean, isLast: boolean): UserCommand['choice'] => {
    if (isOffered && scenario.manner !== 'gives up' && dice.happens(0.7)) return 'take_likely';
    if (isLast || scenario.manner === 'gives up') return 'give_up';
    if (scenario.manner === 'again') return 'ask_again';
    return dice.pick(['ask_again', 'give_up', 'look_again', 'ask_again']);
  };

  /** A choice has become visible to the requester. */
  function seeChoice({ id, confirmations: confirmation, candidate }: Video): void {
    const key = `${id}/${confirmation}/${candidate?.id}`;
    if (seen.has(key) || scenario.manner === 'silent') return;
    seen.add(key);
    const choice = decide(candidate !== null, confirmation >= MOST_CONFIRMATIONS);
    const of = { confirmation, ...(candidate && { project: candidate.id }) };
    const soon = dice.between(...(dice.happens(0.5) ? ([100, 5_000] as const) : SOON));
    const wait = dice.happens(0.25) ? dice.between(MINUTE, 3 * HOUR) : soon;
    const at = (ms: number, of: UserCommand, tries = 0): void =>
      after(ms, () => press(id, of, tries));
    at(wait, { choice, ...of }, 4);
    if (dice.happens(0.4)) at(wait + dice.between(0, 1_500), { choice, ...of });
    if (dice.happens(0.2)) at(wait + dice.between(MINUTE, 30 * MINUTE), { choice, ...of });
    if (dice.happens(0.15)) at(wait + dice.between(0, 3_000), { choice: 'give_up', ...of });
  }

  for (let index = 0; index < scenario.videos; index += 1) {
    const form: Form = {
      id: videoIdOf('T1', `V${scenario.seed}/${index}`),
      answers: [],
      added: false,
    };
    ledger.forms.push(form);
    const at = dice.between(0, index === 0 ? 2_000 : MINUTE);
    after(at, () => send(form, 5));
    if (dice.happens(0.3)) after(at + dice.between(0, 3_000), () => send(form, 1));
    // Most change their mind, soon or late, some twice.
    if (!scenario.cancels || dice.happens(0.2)) continue;
    const late = dice.between(0, dice.happens(0.5) ? 10_000 : 10 * MINUTE);
    after(late, () => press(form.id, 'cancel', 4));
    if (dice.happens(0.3)) after(late + dice.between(0, 5_000), () => press(form.id, 'cancel', 0));
  }
  ledger.hear.shown = ({ cardVersion }, video) => {
    if (cardVersion.startsWith('unconfirmed') && video.state === 'unconfirmed') seeChoice(video);
  };
  // Some press right while a run goes on.
  ledger.hear.saved = ({ id, state, poll }) => {
    const isBusy = state === 'announced' || (state === 'rendering' && poll.asked);
    if (scenario.cancels && isBusy && dice.happens(0.2))
      after(dice.between(0, 300), () => press(id, 'cancel', 0));
  };
}

/** The world knows by its name whose paid request or recording this is. */
function factsOf(id: string, { scope, scenario }: World): NewVideo {
  const { origin, inThread, ownAudio } = scenario;
  const name = scopedId(scope, id);
  const audio = ownAudio ? ({ kind: 'file', id: 'F1', name } as const) : null;
  const threadTs = inThread && origin === 'C1' ? '1.0' : null;
  const order = { ...sampleNewVideo.order, audio, name, script: `Hello from ${name}` };
  return { ...sampleNewVideo, id, requester: 'U1', origin: { channel: origin, threadTs }, order };
}

/** Jogg's webhooks: none to ten of each, late, in any order; and those that somebody made up. */
function beginWebhooks({ machine, ...world }: World, app: App): void {
  const { scenario, dice, record, ledger, timeline } = world;
  const { after } = timeline;

  ledger.hear.project = ({ id: ended, account, endsAt }) => {
    if (!scenario.webhook) return;
    /** Jogg tries three times more, 5 s apart, where it is not answered well. */
    const deliver = (id: string, tries: number) =>
      machine.request(`webhook ${id}`, { tries, wait: [5_000, 5_000] }, async (process) => {
        const answer = await app(process).receiveAt(account)(id);
        if (answer === 'known' && id.startsWith('forged'))
          record.violate('a webhook is a hint', `a made-up project ${id} is known`);
        return answer;
      });
    const toEnd = endsAt - machine.now();
    const times = dice.weigh([0, 2], [1, 6], [dice.between(2, 10), 2]);
    for (let nth = 0; nth < times && Number.isFinite(toEnd); nth += 1) {
      const isLate = dice.happens(0.15);
      const late = isLate ? dice.between(MINUTE, 30 * MINUTE) : dice.between(0, 3_000);
      after(toEnd + late, () => deliver(ended, 3));
    }
    if (!dice.happens(0.3)) return;
    for (const id of [`forged-${ended}`, ended])
      after(dice.between(0, 5 * MINUTE), () => deliver(id, 0));
  };
}
