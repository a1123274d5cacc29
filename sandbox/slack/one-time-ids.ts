import { secret } from './ids.ts';
import { ApiError } from './methods/api-call.ts';

/** What a person did when a trigger id was made. */
export interface Trigger {
  readonly user: string;
  readonly channel: string | null;
}
export type Triggers = Tickets<Trigger>;

/** What somebody has allowed on the consent page. */
export interface Grant {
  /** `T…`, or `E…` for a whole organization. */
  readonly place: string;
  readonly scopes: readonly string[];
  readonly installer: string;
  readonly redirectUri: string | undefined;
}
export type Grants = Tickets<Grant>;

type Tickets<Kept> = ReturnType<typeof createTickets<Kept>>;

/** Words that stand for something once, for a time; with what Slack says of others. */
export function createTickets<Kept>(
  now: () => number,
  goodForMs: number,
  errors: { readonly unknown: string; readonly used: string; readonly late: string },
) {
  const issued = new Map<string, { kept: Kept; at: number; used: boolean }>();
  return {
    issue(kept: Kept): string {
      const id = `${now()}.${issued.size}.${secret()}`;
      issued.set(id, { kept, at: now(), used: false });
      return id;
    },
    has: (id: string): boolean => issued.has(id),
    /** `check` may refuse it; then it is not used. @throws ApiError */
    use(id: string, check: (kept: Kept) => void = () => {}): Kept {
      const known = issued.get(id);
      if (known === undefined) throw new ApiError(errors.unknown);
      if (known.used) throw new ApiError(errors.used);
      if (now() - known.at > goodForMs) throw new ApiError(errors.late);
      check(known.kept);
      known.used = true;
      return known.kept;
    },
  };
}

/** https://docs.slack.dev/interactivity/handling-user-interaction */
export const createTriggers = (now: () => number, goodForMs: number) =>
  createTickets<Trigger>(now, goodForMs, {
    ...{ unknown: 'invalid_trigger_id', used: 'exchanged_trigger_id', late: 'expired_trigger_id' },
  });

/** Codes are good for ten minutes. https://docs.slack.dev/authentication/installing-with-oauth */
export const createGrants = (now: () => number) =>
  createTickets<Grant>(now, 10 * 60_000, {
    ...{ unknown: 'invalid_code', used: 'code_already_used', late: 'invalid_code' },
  });
