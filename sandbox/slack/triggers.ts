import { secret } from './ids.ts';
import { ApiError } from './methods/api-call.ts';

/** What a person did when a trigger id was made. */
export interface Trigger {
  readonly user: string;
  /** The conversation the person looked at. */
  readonly channel: string | null;
}

/** Good once, for a time. https://docs.slack.dev/interactivity/handling-user-interaction */
export type Triggers = ReturnType<typeof createTriggers>;

export function createTriggers(now: () => number, goodForMs: number) {
  const issued = new Map<string, { trigger: Trigger; at: number; used: boolean }>();
  return {
    issue(trigger: Trigger): string {
      const id = `${now()}.${issued.size}.${secret()}`;
      issued.set(id, { trigger, at: now(), used: false });
      return id;
    },
    has: (id: string): boolean => issued.has(id),
    /** @throws ApiError `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id` */
    use(id: string): Trigger {
      const known = issued.get(id);
      if (known === undefined) throw new ApiError('invalid_trigger_id');
      if (known.used) throw new ApiError('exchanged_trigger_id');
      if (now() - known.at > goodForMs) throw new ApiError('expired_trigger_id');
      known.used = true;
      return known.trigger;
    },
  };
}
