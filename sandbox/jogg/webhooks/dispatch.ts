import { notFound } from '../api/refusal.ts';
import type { Habits } from '../habits.ts';
import type { Project } from '../projects/projects.ts';
import type { Endpoint } from './endpoints.ts';
import { type DeliveryLogEntry, eventNames, type Letter, type Webhooks } from './webhooks.ts';

/** A webhook sent by hand: whatever is not said is as Jogg would send it. */
export interface DeliverOptions {
  event?: string;
  /** One address only; else every enabled one subscribed to the event. */
  endpointId?: string;
  times?: number;
  body?: Buffer | string;
  /** Replaces the signature; `null` sends none. A function is given the right one. */
  signature?: string | null | ((right: string) => string | null);
  headers?: Record<string, string>;
}

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
    async release(order = (letters: Letter[]) => letters): Promise<DeliveryLogEntry[]> {
      const letters = order(held ?? []);
      held = undefined;
      const sent: DeliveryLogEntry[] = [];
      for (const letter of letters) sent.push(await track(webhooks.send(letter, true)));
      return sent;
    },
    /** Sends by hand, without retries; throws where no address fits. */
    async deliver(project: Project, options: DeliverOptions): Promise<DeliveryLogEntry[]> {
      const event = options.event ?? eventNames(project, deps.habits)[0] ?? '';
      const addresses = [...endpoints.values()].filter((endpoint) =>
        options.endpointId === undefined
          ? endpoint.status === 'enabled' && endpoint.events.includes(event)
          : endpoint.endpoint_id === options.endpointId,
      );
      if (addresses.length === 0) throw notFound(`no endpoint for ${event}`);
      const letters = addresses
        .map((endpoint) => webhooks.letter(project, endpoint, event))
        .map((letter) => altered(letter, options))
        .flatMap((letter) => Array<Letter>(options.times ?? 1).fill(letter));
      return track(Promise.all(letters.map((letter) => webhooks.send(letter, false))));
    },
  };
}

function altered(letter: Letter, options: DeliverOptions): Letter {
  const right = letter.signature ?? '';
  const { body = letter.body, headers = {}, signature: given = right } = options;
  const signature = typeof given === 'function' ? given(right) : given;
  return { ...letter, body, headers, signature };
}
