import { notFound } from '../api/refusal.ts';
import type { Habits } from '../habits.ts';
import type { Project } from '../projects/projects.ts';
import type { Endpoint } from './endpoints.ts';
import { type DeliveryLogEntry, eventNames, type Letter, type Webhooks } from './webhooks.ts';

/** Sends webhooks when renders end, or holds them back to be sent in another order. */
export function createDispatch(deps: {
  webhooks: Webhooks;
  endpoints: ReadonlyMap<string, Endpoint>;
  habits: Habits;
  enabled: boolean;
}) {
  const { webhooks, endpoints } = deps;
  const underWay = new Set<Promise<unknown>>();
  let held: Letter[] | undefined;

  const track = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    return work.finally(() => underWay.delete(work));
  };

  return {
    /** Resolves when all of them are sent, retries and all. */
    async announce(project: Project): Promise<void> {
      if (!deps.enabled || project.outcome.webhook === 'never') return;
      const letters = webhooks.lettersFor(project, endpoints.values());
      const copies = project.outcome.webhookCopies ?? 1;
      const mail = letters.flatMap((letter) => Array<Letter>(copies).fill(letter));
      if (held !== undefined) held.push(...mail);
      else await track(Promise.all(mail.map((letter) => webhooks.send(letter, true))));
    },
    async idle(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    hold(): void {
      held ??= [];
    },
    /** Sends what was held, one after the other, and holds no longer. */
    async release(): Promise<void> {
      const letters = held ?? [];
      held = undefined;
      for (const letter of letters) await track(webhooks.send(letter, true));
    },
    /** Sends by hand, without retries; throws where no address fits. */
    async deliver(project: Project, how: DeliverOptions): Promise<DeliveryLogEntry[]> {
      const event = how.event ?? eventNames(project, deps.habits)[0] ?? '';
      const addresses = [...endpoints.values()].filter(({ endpoint_id, status, events }) =>
        how.endpointId === undefined
          ? status === 'enabled' && events.includes(event)
          : endpoint_id === how.endpointId,
      );
      if (addresses.length === 0) throw notFound(`no endpoint for ${event}`);
      const letters = addresses.map((endpoint) => webhooks.letter(project, endpoint, event));
      return track(Promise.all(letters.map((letter) => webhooks.send(letter, false))));
    },
  };
}

/**
 * A webhook sent by hand: the event that Jogg would send, and every enabled address subscribed to
 * it, unless one is named.
 */
export interface DeliverOptions {
  readonly event?: string;
  readonly endpointId?: string;
}
