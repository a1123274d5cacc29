import { secret } from './ids.ts';
import { ApiError } from './methods/api-call.ts';

/** The person and channel of the interaction that issued a trigger id. */
export interface Trigger {
  readonly user: string;
  readonly channel: string | null;
}
export type Triggers = OneTimeIds<Trigger>;

/** What a person has allowed on the consent page. */
export interface Grant {
  /** `T…`, or `E…` for a whole organization. */
  readonly place: string;
  readonly scopes: readonly string[];
  readonly installer: string;
  readonly redirectUri: string | undefined;
}
export type Grants = OneTimeIds<Grant>;

type OneTimeIds<Value> = ReturnType<typeof createOneTimeIds<Value>>;

/** Ids that can be used once, within a lifetime; `errors` are Slack's for all other uses. */
export function createOneTimeIds<Value>(
  now: () => number,
  lifetimeMs: number,
  errors: { readonly unknown: string; readonly used: string; readonly expired: string },
) {
  const issued = new Map<string, { value: Value; at: number; used: boolean }>();
  return {
    issue(value: Value): string {
      const id = `${now()}.${issued.size}.${secret()}`;
      issued.set(id, { value, at: now(), used: false });
      return id;
    },
    has: (id: string): boolean => issued.has(id),
    /** Uses an id, unless `check` throws. @throws ApiError */
    use(id: string, check: (value: Value) => void = () => {}): Value {
      const known = issued.get(id);
      if (known === undefined) throw new ApiError(errors.unknown);
      if (known.used) throw new ApiError(errors.used);
      if (now() - known.at > lifetimeMs) throw new ApiError(errors.expired);
      check(known.value);
      known.used = true;
      return known.value;
    },
  };
}

/** https://docs.slack.dev/interactivity/handling-user-interaction */
export const createTriggers = (now: () => number, lifetimeMs: number) =>
  createOneTimeIds<Trigger>(now, lifetimeMs, {
    unknown: 'invalid_trigger_id',
    used: 'exchanged_trigger_id',
    expired: 'expired_trigger_id',
  });

/** Codes are valid for ten minutes. https://docs.slack.dev/authentication/installing-with-oauth */
export const createGrants = (now: () => number) =>
  createOneTimeIds<Grant>(now, 10 * 60_000, {
    ...{ unknown: 'invalid_code', used: 'code_already_used', expired: 'invalid_code' },
  });
