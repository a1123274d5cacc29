import type { Behaviour } from '../behaviour.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Uploads } from '../media/uploads.ts';
import type { Project, Projects } from '../projects/projects.ts';
import type { Call, Reply } from '../server/call.ts';
import type { Endpoints } from '../webhooks/endpoints.ts';
import type { Order } from './order.ts';
import type { Links } from './project-view.ts';

export interface World {
  readonly account: { credits: number; holder: { email: string; username: string } };
  readonly catalogue: Catalogue;
  readonly endpoints: Endpoints;
  readonly projects: Projects;
  readonly uploads: Uploads;
  readonly behaviour: Behaviour;
  readonly links: Links;
  /** The sandbox's URL, without a trailing slash. */
  readonly origin: () => string;
  readonly now: () => number;
}

/** A request after the key and rate-limit checks, with its parsed body and the id in its path. */
export interface RouteRequest {
  readonly call: Call;
  readonly body: unknown;
  readonly id: string;
}

/** Handlers by method and path; a last `:id` stands for one segment. They throw `JoggError`. */
export type Routes = Readonly<Record<string, (ask: RouteRequest) => unknown>>;

/** Marks an answer that is sent without the envelope. */
export const BARE = Symbol('bare');
export interface Bare {
  readonly [BARE]: Reply;
}

export function findRoute(routes: Routes, method: string, path: string) {
  const at = path.lastIndexOf('/');
  const id = path.slice(at + 1);
  const exact = routes[`${method} ${path}`];
  if (exact !== undefined) return { route: exact, id: '' };
  const route = id === '' ? undefined : routes[`${method} ${path.slice(0, at)}/:id`];
  return route && { route, id: decodeURIComponent(id) };
}

/** The project of this id and version, unless its outcome says that it is still unknown. */
export function findProject(world: World, id: string, version: 1 | 2): Project | undefined {
  const project = world.projects.find(id);
  if (project === undefined || project.order.version !== version) return undefined;
  project.polls += 1;
  return project.polls > (project.outcome.unknownPolls ?? 0) ? project : undefined;
}

/** Creates the project and answers the call, or loses the answer if the outcome says so. */
export async function create(world: World, order: Order): Promise<unknown> {
  const project = world.projects.create(order);
  if (project.outcome.webhook === 'before_answer') await world.projects.end(project);
  if (project.outcome.lostAnswer === true) throw new LostAnswer();
  return createAnswer(project);
}

/** The request took effect, but its answer must not arrive. */
export class LostAnswer extends Error {
  override readonly name = 'LostAnswer';
}

function createAnswer({ id, order, outcome }: Project): unknown {
  const field = order.version === 1 ? 'project_id' : 'video_id';
  const overrides = {
    ...{ numeric_id: { [field]: Number(id) }, no_id: {}, null_data: null, no_data: undefined },
    project: order.version === 1 ? { project: id } : { project_id: id },
    long_id: { [field]: id },
  };
  return outcome.answer === undefined ? { [field]: id } : overrides[outcome.answer];
}
