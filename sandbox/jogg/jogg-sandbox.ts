import { createFaultQueue } from '../fault-queue.ts';
import { createApi } from './api/api.ts';
import { notFound } from './api/jogg-error.ts';
import { routeTable } from './api/route-table.ts';
import type { World } from './api/routes.ts';
import { behaviourOf } from './behaviour.ts';
import { createCatalogue } from './catalogue/catalogue.ts';
import { createMediaFiles } from './media/files.ts';
import { createUploads, LARGEST_UPLOAD } from './media/uploads.ts';
import { createProjects } from './projects/projects.ts';
import { createRandom } from './random.ts';
import { htmlPage } from './server/call.ts';
import type { FaultSpec } from './server/faults.ts';
import { createJoggServer, type RequestLogEntry } from './server/server.ts';
import { createTimers } from './server/timers.ts';
import { createEndpoints } from './webhooks/endpoints.ts';
import { createWebhooks, type DeliverOptions } from './webhooks/webhooks.ts';

/** All options are optional. Times are in ms. */
export interface JoggSandboxOptions {
  /** The valid keys; `['jogg-sandbox-key']`. */
  apiKeys?: readonly string[];
  port?: number;
  /** How long a render takes, or the range; `[2400, 3600]`. */
  renderMs?: number | readonly [number, number];
  webhooks?: boolean;
  /** The delay before a webhook is sent again; 5,000. */
  webhookRetryMs?: number;
  /** How long a webhook waits for its answer; 5,000. */
  webhookTimeoutMs?: number;
  /** The same seed gives the same ids and jitter; 1. */
  seed?: number;
  now?: () => number;
  /** Which one to follow where documentation and field differ; `field`. */
  behaviour?: 'field' | 'documented';
  /** The initial balance; 800. */
  credits?: number;
  /** POSTs per minute and key; 20. */
  postsPerMinute?: number;
  /** The number of public avatars; 300. */
  publicAvatars?: number;
}

/** A running fake of Jogg, and the controls for tests and people. */
export type JoggSandbox = ReturnType<typeof createJoggSandbox>;

const USERNAME = 'sandbox@jogg-slack.test';

/** A strict fake of Jogg's API, v1 and v2: a real HTTP server on loopback. */
export function createJoggSandbox(options: JoggSandboxOptions = {}) {
  const { apiKeys = ['jogg-sandbox-key'], renderMs = [2400, 3600], seed = 1 } = options;
  const { webhookRetryMs: retryMs = 5000, webhookTimeoutMs: timeoutMs = 5000 } = options;
  const now = options.now ?? (() => Date.now());
  const behaviour = behaviourOf(options.behaviour ?? 'field');
  const account = {
    credits: options.credits ?? 800,
    holder: { email: USERNAME, username: 'sandbox' },
  };
  const random = createRandom(seed * 31 + 17);
  const timers = createTimers();
  const catalogue = createCatalogue(options.publicAvatars ?? 300);
  const endpoints = createEndpoints({ behaviour, random, now, username: USERNAME });
  const log: RequestLogEntry[] = [];
  const faults = createFaultQueue<FaultSpec>();
  const uploads = createUploads({ random });
  let url: string | undefined;
  const origin = () => {
    if (url === undefined) throw new Error('the Jogg sandbox is not started');
    return url;
  };

  const project = (id: string) => projects.find(id);
  const media = createMediaFiles({ catalogue, project, origin });
  const { links } = media;
  const webhooks = createWebhooks({
    ...{ endpoints: endpoints.all, enabled: options.webhooks ?? true },
    ...{ behaviour, links, random, timers, now, retryMs, timeoutMs },
  });
  const projects = createProjects({
    ...{ account, random, timers, now },
    renderMs: () =>
      typeof renderMs === 'number' ? renderMs : random.between(renderMs[0], renderMs[1]),
    idPrefix: (version) => (version === 1 ? '' : behaviour.documented ? 'video_' : 'vd_'),
    onEnd: (project) => webhooks.announce(project),
  });
  const world: World = {
    ...{ account, catalogue, endpoints, projects, uploads, behaviour, links, origin, now },
  };
  const server = createJoggServer({
    api: createApi({
      ...{ world, routes: routeTable(world), apiKeys: new Set(apiKeys), random },
      postsPerMinute: options.postsPerMinute ?? 20,
    }),
    media(call) {
      const uploaded = uploads.serve(call);
      if (uploaded !== undefined) return uploaded;
      const readable = call.method === 'GET' || call.method === 'HEAD';
      return readable ? media.serve(call) : htmlPage(405, 'Method Not Allowed');
    },
    ...{ takeFault: faults.take, log, timers, now, uploadLimit: LARGEST_UPLOAD },
  });
  const projectById = (id: string) => {
    const project = projects.all.get(id);
    if (project === undefined) throw notFound(`project ${id}`);
    return project;
  };

  return {
    async start(): Promise<{ url: string }> {
      url = `http://127.0.0.1:${await server.start(options.port ?? 0)}`;
      return { url };
    },
    /** Stops at once: cuts every connection and cancels every timer. */
    async stop(): Promise<void> {
      timers.stop();
      await server.stop();
    },
    /** Its URL, without a trailing slash; throws before `start`. */
    get url() {
      return origin();
    },
    ...{ apiKeys, log, deliveries: webhooks.log, projects: projects.all, catalogue },
    endpoints: endpoints.all,
    /** Each setting may be changed at any time. */
    behaviour,
    get credits() {
      return account.credits;
    },
    set credits(amount) {
      account.credits = amount;
    },
    fault: faults.add,
    outcome: projects.queue,
    finish: (id: string): Promise<void> => projects.end(projectById(id)),
    /** Sends a webhook by hand: again, with another event, to one address. */
    deliver: async (id: string, how: DeliverOptions = {}) => webhooks.deliver(projectById(id), how),
    /** Holds webhooks back from now on. */
    holdWebhooks: webhooks.hold,
    /** Sends the held webhooks, one after the other. */
    releaseWebhooks: webhooks.release,
    webhooksIdle: webhooks.idle,
  };
}
