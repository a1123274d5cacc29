import type { Behaviour } from '../behaviour.ts';
import type { Project } from '../projects/projects.ts';

/** The status of a project: v1's description, v1's number and v2's word. */
const PHASES = {
  start: [1, 'pending'],
  waiting: [2, 'pending'],
  processing: [3, 'processing'],
  success: [4, 'success'],
  failed: [5, 'failed'],
} as const;

export const DEFAULT_REASON = 'The voice could not be synthesised';

export interface Links {
  video(project: Project): string;
  cover(project: Project): string;
}

/** `data` of v1's `GET /project` and of v2's `GET /avatar_video/{id}`. */
export function payloadOf(
  project: Project,
  behaviour: Behaviour,
  links: Links,
  now: number,
): unknown {
  const { id, title, outcome, order } = project;
  const phase = phaseOf(project, now);
  const [number, word] = PHASES[phase];
  const done = phase === 'success';
  const seconds = done ? project.seconds : 0;
  const common = {
    video_url: done ? videoUrlOf(project, links) : '',
    cover_url: links.cover(project),
    created_at: Math.floor(project.createdAt / 1000),
  };
  if (order.version === 1) {
    const status = statusOf(project, number);
    const more = { [behaviour.v1.status]: status, status_desc: status === 99 ? 'deleted' : phase };
    return { id, title, video_duration: seconds, ...common, ...more };
  }
  const message = outcome.reason ?? DEFAULT_REASON;
  return {
    ...{ video_id: id, duration: seconds, ...common },
    ...(behaviour.v2.title ? { title } : {}),
    status: statusOf(project, done && behaviour.documented ? 'completed' : word),
    ...(phase === 'failed' && behaviour.documented ? { error: { code: 50_000, message } } : {}),
  };
}

/** The link of a finished video, or the value that a test has set. */
export const videoUrlOf = (project: Project, links: Links): unknown =>
  'videoUrl' in project.outcome ? project.outcome.videoUrl : links.video(project);

function phaseOf(project: Project, now: number): keyof typeof PHASES {
  if (project.state === 'succeeded') return 'success';
  if (project.state === 'failed') return 'failed';
  const total = project.endsAt - project.createdAt;
  const progress = Number.isFinite(total) ? (now - project.createdAt) / total : 1;
  return progress < 0.1 ? 'start' : progress < 0.25 ? 'waiting' : 'processing';
}

function statusOf({ outcome, state }: Project, actual: unknown): unknown {
  const due = state !== 'rendering' || outcome.render === 'never';
  return due && 'status' in outcome ? outcome.status : actual;
}
