import { scopedId } from '../../src/domain/scope.ts';
import type { NewVideo, UserCommand, Video } from '../../src/domain/video/video.ts';
import { videoIdOf } from '../../src/videos/video-id.ts';
import { sampleNewVideo } from '../domain/sample-new-video.ts';
import type { App } from './app.ts';
import type { Form, World } from './ledger.ts';
import { HOUR, MINUTE } from './scenario.ts';

const MAX_CONFIRMATIONS = 3;
const SOON: readonly [number, number] = [3_000, 60_000];

/** Starts the people and Jogg's webhooks. */
export function startCallers(world: World, app: App): void {
  startWebhooks(world, app);
  startPeople(world, app);
}

/** People submit forms, some twice, choose when they are asked, and cancel. */
function startPeople(world: World, app: App): void {
  const { machine, scenario, rng, ledger, timeline } = world;
  const { after } = timeline;
  const seenChoices = new Set<string>();

  const send = (form: Form, tries: number): void | Promise<void> =>
    machine.request(`form ${form.id}`, { tries, wait: [3_000, 20_000] }, async (process) => {
      const index = form.answers.push('none') - 1;
      const asked = app(process).request(newVideoOf(form.id, world));
      const answer = await asked.catch(() => 'error' as const);
      form.answers[index] = answer;
      return answer === 'error' ? asked : answer;
    });

  /** Presses a button of a video's card: a choice, or Cancel. */
  const press = (id: string, command: UserCommand | 'cancel', tries: number) => {
    const isCancel = command === 'cancel';
    const button = isCancel ? command : command.choice;
    return machine.request(`${button} of ${id}`, { tries, wait: SOON }, async (process) => {
      const { load, resolveUnconfirmed, cancel } = app(process);
      const video = await load(id);
      if (!video) throw new Error('there is none yet');
      const { confirmations: nth } = video;
      const { promised } = ledger.entryOf(id);
      const answer = isCancel
        ? await cancel(video, nth)
        : await resolveUnconfirmed(video, { ...command, at: machine.now() });
      if (!isCancel) ledger.presses.push({ id, command, answer });
      else if (answer !== 'over' && !promised.has(nth)) promised.set(nth, machine.now());
      return answer;
    });
  };

  const decide = (isOffered: boolean, isLast: boolean): UserCommand['choice'] => {
    if (isOffered && scenario.behavior !== 'gives up' && rng.happens(0.7)) return 'take_likely';
    if (isLast || scenario.behavior === 'gives up') return 'give_up';
    if (scenario.behavior === 'again') return 'ask_again';
    return rng.pick(['ask_again', 'give_up', 'look_again', 'ask_again']);
  };

  /** Schedules the requester's reaction to a visible choice. */
  function seeChoice({ id, confirmations: confirmation, candidate }: Video): void {
    const key = `${id}/${confirmation}/${candidate?.id}`;
    if (seenChoices.has(key) || scenario.behavior === 'silent') return;
    seenChoices.add(key);
    const choice = decide(candidate !== null, confirmation >= MAX_CONFIRMATIONS);
    const of = { confirmation, ...(candidate && { project: candidate.id }) };
    const soon = rng.between(...(rng.happens(0.5) ? ([100, 5_000] as const) : SOON));
    const wait = rng.happens(0.25) ? rng.between(MINUTE, 3 * HOUR) : soon;
    const at = (ms: number, of: UserCommand, tries = 0) => after(ms, () => press(id, of, tries));
    at(wait, { choice, ...of }, 4);
    if (rng.happens(0.4)) at(wait + rng.between(0, 1_500), { choice, ...of });
    if (rng.happens(0.2)) at(wait + rng.between(MINUTE, 30 * MINUTE), { choice, ...of });
    if (rng.happens(0.15)) at(wait + rng.between(0, 3_000), { choice: 'give_up', ...of });
  }

  for (let index = 0; index < scenario.videos; index += 1) {
    const id = videoIdOf('T1', `V${scenario.seed}/${index}`);
    const form: Form = { id, answers: [], added: false };
    ledger.forms.push(form);
    const at = rng.between(0, index === 0 ? 2_000 : MINUTE);
    after(at, () => send(form, 5));
    if (rng.happens(0.3)) after(at + rng.between(0, 3_000), () => send(form, 1));
    // Most people cancel, early or late, some twice.
    if (!scenario.cancels || rng.happens(0.2)) continue;
    const late = rng.between(0, rng.happens(0.5) ? 10_000 : 10 * MINUTE);
    after(late, () => press(form.id, 'cancel', 4));
    if (rng.happens(0.3)) after(late + rng.between(0, 5_000), () => press(form.id, 'cancel', 0));
  }
  ledger.hooks.shown = ({ cardVersion }, video) => {
    if (cardVersion.startsWith('unconfirmed') && video.state === 'unconfirmed') seeChoice(video);
  };
  // Some people cancel while a run is in progress.
  ledger.hooks.saved = ({ id, state, poll }) => {
    const isBusy = state === 'announced' || (state === 'rendering' && poll.asked);
    if (scenario.cancels && isBusy && rng.happens(0.2))
      after(rng.between(0, 300), () => press(id, 'cancel', 0));
  };
}

/** The title tells the simulated services which video a request belongs to. */
function newVideoOf(id: string, { scope, scenario }: World): NewVideo {
  const { origin, inThread, ownAudio } = scenario;
  const name = scopedId(scope, id);
  const audio = ownAudio ? ({ kind: 'file', id: 'F1', name } as const) : null;
  const threadTs = inThread && origin === 'C1' ? '1.0' : null;
  const order = { ...sampleNewVideo.order, audio, name, script: `Hello from ${name}` };
  return { ...sampleNewVideo, id, requester: 'U1', origin: { channel: origin, threadTs }, order };
}

/** Sends each webhook up to ten times, late and in any order, and forged ones. */
function startWebhooks({ machine, ...world }: World, app: App): void {
  const { scenario, rng, record, ledger, timeline } = world;
  const { after } = timeline;

  ledger.hooks.project = ({ id: ended, account, endsAt }) => {
    if (!scenario.webhook) return;
    /** Jogg retries three times, 5 s apart, after an error. */
    const deliver = (id: string, tries: number) =>
      machine.request(`webhook ${id}`, { tries, wait: [5_000, 5_000] }, async (process) => {
        const answer = await app(process).receiveAt(account)(id);
        if (answer === 'known' && id.startsWith('forged'))
          record.violate('a webhook is a hint', `a made-up project ${id} is known`);
        return answer;
      });
    const toEnd = endsAt - machine.now();
    const times = rng.weigh([0, 2], [1, 6], [rng.between(2, 10), 2]);
    for (let nth = 0; nth < times && Number.isFinite(toEnd); nth += 1) {
      const isLate = rng.happens(0.15);
      const late = isLate ? rng.between(MINUTE, 30 * MINUTE) : rng.between(0, 3_000);
      after(toEnd + late, () => deliver(ended, 3));
    }
    if (!rng.happens(0.3)) return;
    for (const id of [`forged-${ended}`, ended])
      after(rng.between(0, 5 * MINUTE), () => deliver(id, 0));
  };
}
