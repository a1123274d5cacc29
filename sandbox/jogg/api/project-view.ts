import type { Habits } from '../habits.ts';
import type { Project } from '../projects/projects.ts';

/** How a project stands, in our words. */
type Phase = 'start' | 'waiting' | 'processing' | 'success' | 'failed';

const V1_CODES = { start: 1, waiting: 2, processing: 3, success: 4, failed: 5 } as const;

/** Why a render failed, where nobody said. */
export const USUAL_REASON = 'The voice could not be synthesised';

/** Where the files of a project are. */
export interface Links {
  video(project: Project): string;
  cover(project: Project): string;
}

/** `data` of v1's `GET /project`. */
export function viewV1(project: Project, habits: Habits, links: Links, now: number): unknown {
  const phase = phaseOf(project, now);
  const status = statusOf(project, V1_CODES[phase]);
  return {
    id: project.id,
    title: project.title,
    video_duration: phase === 'success' ? project.seconds : 0,
    video_url: phase === 'success' ? videoUrlOf(project, links) : '',
    cover_url: links.cover(project),
    [habits.v1.status]: status,
    status_desc: status === 99 ? 'deleted' : phase,
    created_at: Math.floor(project.createdAt / 1000),
  };
}

/** `data` of v2's `GET /avatar_video/{id}`. */
export function viewV2(project: Project, habits: Habits, links: Links, now: number): unknown {
  const phase = phaseOf(project, now);
  const usual = {
    start: 'pending',
    waiting: 'pending',
    processing: 'processing',
    success: habits.v2.success,
    failed: 'failed',
  }[phase];
  return {
    video_id: project.id,
    ...(habits.v2.title ? { title: project.title } : {}),
    status: statusOf(project, usual),
    video_url: phase === 'success' ? videoUrlOf(project, links) : '',
    cover_url: links.cover(project),
    duration: phase === 'success' ? project.seconds : 0,
    created_at: Math.floor(project.createdAt / 1000),
    ...(phase === 'failed' && habits.v2.errorInGet
      ? { error: { code: 50_000, message: project.outcome.reason ?? USUAL_REASON } }
      : {}),
  };
}

/** The link of a finished video, or what the test put there. */
export function videoUrlOf(project: Project, links: Links): unknown {
  const { outcome } = project;
  return 'videoUrl' in outcome ? outcome.videoUrl : links.video(project);
}

function phaseOf(project: Project, now: number): Phase {
  if (project.state === 'succeeded') return 'success';
  if (project.state === 'failed') return 'failed';
  const whole = project.endsAt - project.createdAt;
  const share = Number.isFinite(whole) ? (now - project.createdAt) / whole : 1;
  return share < 0.1 ? 'start' : share < 0.25 ? 'waiting' : 'processing';
}

function statusOf(project: Project, usual: unknown): unknown {
  const { outcome, state } = project;
  const due = state !== 'rendering' || outcome.render === 'never';
  return due && 'status' in outcome ? outcome.status : usual;
}
