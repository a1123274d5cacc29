import { draftSchema } from '../listeners/form/drafts.ts';
import { openFormSchema } from '../listeners/form/open-forms.ts';
import { createEditBudget } from '../store/limits/edit-budget.ts';
import { createHolds } from '../store/limits/holds.ts';
import { createOnceKeys } from '../store/limits/once-keys.ts';
import { createDocuments } from '../store/records/documents.ts';
import { createLongScripts } from '../store/records/long-scripts.ts';
import { createPersonVideos } from '../store/records/person-videos.ts';
import { createPreferences } from '../store/records/preferences.ts';
import { createResponseUrls } from '../store/records/response-urls.ts';
import { createVideoStore } from '../store/records/video-store.ts';
import { scopedState } from '../store/tenants/scoped-state.ts';
import type { Shared } from './open-shared.ts';

/** A person may leave a form open over lunch. */
const OPEN_FORM_MS = 3 * 3_600_000;
/** How long a form that was closed without submitting is offered again. */
const DRAFT_MS = 24 * 3_600_000;

export type TenantStores = ReturnType<typeof createTenantStores>;

/** The stores of one tenant, scoped to its part of the state. */
export function createTenantStores(
  { state, clock, logEvent }: Pick<Shared, 'state' | 'clock' | 'logEvent'>,
  scope: string,
) {
  const scoped = { ...scopedState(state, scope), logEvent };
  return {
    videos: createVideoStore(scoped),
    personVideos: createPersonVideos(scoped),
    preferences: createPreferences(scoped),
    openForms: createDocuments(scoped, 'open-form', openFormSchema, OPEN_FORM_MS),
    drafts: createDocuments(scoped, 'draft', draftSchema, DRAFT_MS),
    responseUrls: createResponseUrls(scoped),
    longScripts: createLongScripts(scoped),
    holds: createHolds(scoped),
    edits: createEditBudget({ ...scoped, clock }),
    shares: createOnceKeys({ ...scoped, action: 'share' }),
    mentions: createOnceKeys({ ...scoped, action: 'mention', ttlMs: 3_600_000 }),
    quarantineNotices: createOnceKeys({ ...scoped, action: 'quarantined' }),
  };
}
