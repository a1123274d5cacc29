import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import { draftSchema } from '../listeners/form/drafts.ts';
import { openFormSchema } from '../listeners/form/open-forms.ts';
import { createAnswers } from '../store/answers.ts';
import { createCatalogueStore } from '../store/catalogue-store.ts';
import { createDocuments } from '../store/documents.ts';
import { createFirstRequest } from '../store/first-request.ts';
import { createHolds } from '../store/limits/holds.ts';
import { createOnceKeys } from '../store/limits/once-keys.ts';
import { createTurns } from '../store/limits/turns.ts';
import { createLongWords } from '../store/long-words.ts';
import type { OpenState } from '../store/open-state.ts';
import { createPersonVideos } from '../store/person-videos.ts';
import { createPreferences } from '../store/preferences.ts';
import { createRenderTimes } from '../store/render-times.ts';
import { createUnconfirmed } from '../store/unconfirmed.ts';
import { createVideoStore } from '../store/video-store.ts';
import { timedState } from './timed-state.ts';

/** A person may leave a form open over lunch. */
const OPEN_FORM_MS = 3 * 3_600_000;
/** How long a form that was closed without sending is offered again. */
const DRAFT_MS = 24 * 3_600_000;

export type Stores = ReturnType<typeof openStores>;

/**
 * Opens the state and every store in it.
 * @throws {StoreError} where it cannot be opened.
 */
export function openStores(deps: {
  readonly stateUrl: string;
  readonly open: OpenState;
  readonly clock: Clock;
  readonly random: Random;
  readonly logEvent: LogEvent;
  readonly onStore: (op: string, seconds: number) => void;
}) {
  const { random, logEvent } = deps;
  const opened = deps.open(deps.stateUrl, logEvent, { clock: deps.clock, random });
  const state = timedState(opened, deps);
  const clock: Clock = { ...deps.clock, now: () => deps.clock.now() + state.skewMs() };
  const documents = { ...state, logEvent };
  return {
    state,
    /** The clock of all processes that share the state, for times that are stored. */
    clock,
    videos: createVideoStore(documents),
    unconfirmed: createUnconfirmed({ ...documents, clock }),
    renderTimes: createRenderTimes(documents),
    personVideos: createPersonVideos(documents),
    catalogue: createCatalogueStore(documents),
    preferences: createPreferences(documents),
    firstRequest: createFirstRequest(documents),
    openForms: createDocuments(documents, 'open-form', openFormSchema, OPEN_FORM_MS),
    drafts: createDocuments(documents, 'draft', draftSchema, DRAFT_MS),
    answers: createAnswers(documents),
    longWords: createLongWords(documents),
    holds: createHolds(documents),
    shares: createOnceKeys({ ...state, about: 'share' }),
    registrations: createTurns(state, 'webhook'),
    mentions: createOnceKeys({ ...state, about: 'mention', keptMs: 3_600_000 }),
    quarantineNotices: createOnceKeys({ ...state, about: 'quarantined' }),
  };
}
