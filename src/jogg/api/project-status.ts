import type { Result } from '../../domain/video/video.ts';
import { BoundedMap } from '../../lib/bounded-map.ts';
import type { AdapterDeps, ProjectStatus } from './adapter-contract.ts';

/** A project, in the form that both API versions are converted to. */
export interface ProjectAnswer {
  readonly status: string | number | null;
  readonly videoUrl: string | null;
  readonly coverUrl: string | null;
  readonly title: string | null;
  readonly seconds: number | null;
  readonly reason: string | null;
  /** In ms since the epoch. */
  readonly createdAt: number | null;
}

/**
 * Creates the parser of a project's status. A success without a usable link is `empty`. An unknown
 * or missing status means `running`; with a usable link it means `unclear`, unless its text says
 * that the render goes on or failed. Unknown statuses are logged once per project.
 */
export function createProjectStatus({ link, logEvent }: Pick<AdapterDeps, 'link' | 'logEvent'>) {
  const logged = new BoundedMap<string, true>(MAX_LOGGED);
  return (projectId: string, project: ProjectAnswer, rid: string | null): ProjectStatus => {
    if (meaningOf(project) === undefined && !logged.has(projectId)) {
      logEvent('jogg_status_unknown', { type: typeof project.status, rid });
      logged.set(projectId, true);
    }
    return statusOf(project, rid, link);
  };
}

const MAX_LOGGED = 1_000;

function statusOf(
  project: ProjectAnswer,
  rid: string | null,
  link: AdapterDeps['link'],
): ProjectStatus {
  switch (meaningOf(project)) {
    case 'success': {
      const result = resultOf(project, link);
      return result === null ? { kind: 'empty' } : { kind: 'succeeded', result };
    }
    case 'failed':
      return { kind: 'failed', failure: { reason: 'rendering', detail: project.reason, rid } };
    case 'deleted':
      return { kind: 'failed', failure: { reason: 'deleted', detail: null, rid } };
    case 'running':
      return { kind: 'running' };
    case undefined: {
      const result = NOT_DONE.test(statusText(project)) ? null : resultOf(project, link);
      return result === null ? { kind: 'running' } : { kind: 'unclear', result };
    }
  }
}

function resultOf(project: ProjectAnswer, link: AdapterDeps['link']): Result | null {
  const { title, seconds } = project;
  const videoUrl = link(project.videoUrl);
  return videoUrl === null ? null : { videoUrl, coverUrl: link(project.coverUrl), title, seconds };
}

function meaningOf({ status }: ProjectAnswer): Meaning | undefined {
  return STATUSES.get(statusText({ status }));
}

function statusText({ status }: Pick<ProjectAnswer, 'status'>): string {
  return String(status).trim().toLowerCase();
}

/** Undocumented statuses that do not mean success, even with a link. */
const NOT_DONE =
  /ing$|queue|wait|pend|start|progress|draft|fail|error|reject|abort|cancel|delet|expire|timed?.?out|block/;

type Meaning = 'running' | 'success' | 'failed' | 'deleted';

/** The numbers of v1, the words of v2, and undocumented words that Jogg also sends. */
const STATUSES: ReadonlyMap<string, Meaning> = new Map([
  ['1', 'running'],
  ['2', 'running'],
  ['3', 'running'],
  ['4', 'success'],
  ['5', 'failed'],
  ['99', 'deleted'],
  ['pending', 'running'],
  ['processing', 'running'],
  ['completed', 'success'],
  ['success', 'success'],
  ['succeeded', 'success'],
  ['failed', 'failed'],
  ['error', 'failed'],
  ['cancelled', 'failed'],
  ['canceled', 'failed'],
  ['deleted', 'deleted'],
]);
