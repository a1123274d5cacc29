import { noCredit } from '../api/jogg-error.ts';
import type { Order } from '../api/order.ts';
import type { Random } from '../random.ts';
import type { Timers } from '../server/timers.ts';
import { cuedOutcome, type Outcome } from './outcome.ts';

/** One render. Times are ms since the epoch. */
export interface Project {
  readonly id: string;
  readonly order: Order;
  readonly title: string;
  readonly seconds: number;
  readonly credits: number;
  readonly createdAt: number;
  endsAt: number;
  state: 'rendering' | 'succeeded' | 'failed';
  polls: number;
  readonly outcome: Outcome;
  readonly fileName: string;
}

/** An outcome for the next `times` (1) projects whose script matches. */
export interface OutcomeSpec extends Outcome {
  match?: RegExp | string;
  times?: number;
}

export type Projects = ReturnType<typeof createProjects>;

/** Starts renders and ends them when their time is up. `onEnd` is called once for each. */
export function createProjects(deps: {
  account: { credits: number };
  random: Random;
  timers: Timers;
  now: () => number;
  renderMs: () => number;
  idPrefix: (version: 1 | 2) => string;
  onEnd: (project: Project) => Promise<void>;
}) {
  const { account, random, timers, now } = deps;
  const all = new Map<string, Project>();
  const queued: OutcomeSpec[] = [];

  const end = async (project: Project): Promise<void> => {
    if (project.state !== 'rendering') return;
    project.endsAt = Math.min(project.endsAt, now());
    project.state = project.outcome.render === 'fail' ? 'failed' : 'succeeded';
    await deps.onEnd(project);
  };

  return {
    all: all as ReadonlyMap<string, Project>,
    queue: (spec: OutcomeSpec): void => void queued.push({ ...spec }),
    end,
    /** Returns the project; ends its render first if its time is up. */
    find(id: string): Project | undefined {
      const project = all.get(id);
      if (project !== undefined && now() >= project.endsAt) void end(project);
      return project;
    },
    /** Creates a project, charges for it and starts its render. @throws JoggError */
    create(order: Order): Project {
      const outcome = { ...cuedOutcome(order.script), ...takeOutcome(queued, order.script) };
      const price = priceOf(order.script);
      if (account.credits < price.credits) throw noCredit();
      account.credits -= price.credits;
      const renderMs = (outcome.renderMs ?? deps.renderMs()) * (outcome.slowness ?? 1);
      const createdAt = now();
      const project: Project = {
        id: newId(outcome, random, deps.idPrefix(order.version)),
        order,
        title: order.name === '' ? `Avatar video ${isoDate(createdAt)}` : order.name,
        seconds: price.seconds,
        credits: price.credits,
        createdAt,
        endsAt: outcome.render === 'never' ? Number.POSITIVE_INFINITY : createdAt + renderMs,
        state: 'rendering',
        polls: 0,
        outcome,
        fileName: `${createdAt}-${random.hex(16)}`,
      };
      all.set(project.id, project);
      if (outcome.render !== 'never') timers.after(renderMs, () => void end(project));
      return project;
    },
  };
}

function takeOutcome(queued: OutcomeSpec[], script: string): Outcome {
  const at = queued.findIndex(({ match = '' }) =>
    typeof match === 'string' ? script.includes(match) : match.test(script),
  );
  const spec = queued[at];
  if (spec === undefined) return {};
  spec.times = (spec.times ?? 1) - 1;
  if (spec.times <= 0) queued.splice(at, 1);
  const { match: _match, times: _times, ...outcome } = spec;
  return outcome;
}

function newId(outcome: Outcome, random: Random, prefix: string): string {
  if (outcome.answer === 'numeric_id') return String(random.between(1_000_000, 9_999_999));
  return `${prefix}${random.hex(outcome.answer === 'long_id' ? 10_240 : 32)}`;
}

function isoDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

const WORDS_PER_SECOND = 2.5;
const CHARACTERS_PER_SECOND = 4.5;
const SECONDS_PER_CREDIT = 120;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;
const CUE = /\[[a-z]+(: *[^\]]+)?\]/g;

/**
 * The duration and the price of a script: 1 credit per 120 s, rounded up, at 2.5 words a second,
 * without the cues. Audio (an empty script) counts as 10 s, because nothing fetches it here.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/Pricing
 */
function priceOf(script: string): { seconds: number; credits: number } {
  if (script === '') return { seconds: 10, credits: 1 };
  const spoken = script.replaceAll(CUE, ' ');
  const characters = spoken.match(UNSPACED)?.length ?? 0;
  const words = spoken.replaceAll(UNSPACED, ' ').match(/\S+/g)?.length ?? 0;
  const exact = words / WORDS_PER_SECOND + characters / CHARACTERS_PER_SECOND;
  const seconds = Math.max(1, Math.ceil(exact));
  return { seconds, credits: Math.ceil(seconds / SECONDS_PER_CREDIT) };
}
