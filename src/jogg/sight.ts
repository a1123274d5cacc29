import type { AdapterDeps, Sight } from './adapter.ts';

/** A project as either version answers it. */
export interface Project {
  readonly status: string | number | null;
  readonly videoUrl: string | null;
  readonly coverUrl: string | null;
  readonly title: string | null;
  readonly seconds: number | null;
  readonly reason: string | null;
}

/**
 * What a project's answer says. A status that is unknown or missing means that it still runs; a
 * success without a usable link is `empty`.
 */
export function sightOf(
  project: Project,
  rid: string | null,
  { link, note }: Pick<AdapterDeps, 'link' | 'note'>,
): Sight {
  const { title, seconds } = project;
  switch (STATUSES.get(String(project.status).trim().toLowerCase())) {
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
      return { kind: 'running' };
    case undefined:
      note('jogg_status_unknown', { type: typeof project.status, rid });
      return { kind: 'running' };
  }
}

/** v1's numbers, v2's words, and the other words seen in the field. */
const STATUSES: ReadonlyMap<string, 'running' | 'success' | 'failed' | 'deleted'> = new Map([
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
