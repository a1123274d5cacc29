import type { AdapterDeps, Sight } from './adapter.ts';

/** A project as either version answers it. */
export interface Project {
  readonly status: string | number | null;
  readonly videoUrl: string | null;
  readonly coverUrl: string | null;
  readonly title: string | null;
  readonly seconds: number | null;
  readonly reason: string | null;
  /** ms since the epoch */
  readonly createdAt: number | null;
}

/**
 * Reads what a project's answer says. A status that is unknown or missing means that it still
 * runs, and is noted once per project; a success without a usable link is `empty`.
 */
export function createSight({ link, note }: Pick<AdapterDeps, 'link' | 'note'>) {
  const noted = new Set<string>();
  return (projectId: string, project: Project, rid: string | null): Sight => {
    if (meaningOf(project) === undefined && !noted.has(projectId)) {
      note('jogg_status_unknown', { type: typeof project.status, rid });
      noted.add(projectId);
      for (const oldest of noted) if (noted.size > MOST_NOTED) noted.delete(oldest);
    }
    return sightOf(project, rid, link);
  };
}

const MOST_NOTED = 1_000;

function sightOf(project: Project, rid: string | null, link: AdapterDeps['link']): Sight {
  const { title, seconds } = project;
  switch (meaningOf(project)) {
    case 'success': {
      const videoUrl = link(project.videoUrl);
      if (videoUrl === null) return { kind: 'empty' };
      const result = { videoUrl, coverUrl: link(project.coverUrl), title, seconds };
      return { kind: 'succeeded', result };
    }
    case 'failed':
      return { kind: 'failed', failure: { reason: 'rendering', detail: project.reason, rid } };
    case 'deleted':
      return { kind: 'failed', failure: { reason: 'deleted', detail: null, rid } };
    case 'running':
    case undefined:
      return { kind: 'running' };
  }
}

function meaningOf({ status }: Project): Meaning | undefined {
  return STATUSES.get(String(status).trim().toLowerCase());
}

type Meaning = 'running' | 'success' | 'failed' | 'deleted';

/** v1's numbers, v2's words, and the other words seen in the field. */
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
