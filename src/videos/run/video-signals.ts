import type { VideoStore } from '../../domain/ports.ts';
import { isNewCheck } from '../../domain/video/after-command.ts';
import { lacksReason } from '../../domain/video/after-poll.ts';
import { mayHaveReceipt } from '../../domain/video/after-submit.ts';
import type { VideoEvent } from '../../domain/video/effect.ts';
import type { Project, UserCommand, Video } from '../../domain/video/video.ts';
import type { FindCandidate } from './find-candidate.ts';
import type { Projects } from './projects.ts';

interface ReceiptDeps {
  readonly store: Pick<VideoStore, 'readReceipt'>;
  readonly projects: Projects;
}

interface SignalDeps extends ReceiptDeps {
  readonly findCandidate: FindCandidate;
}

/** Waking a rendering video has the same meaning: see `receive-hint.ts`. */
export const HINT: VideoEvent = { type: 'hint' };

/** The requester's command. A new check comes with its finding, so that one edit shows both. */
export async function commandEvents(
  { findCandidate }: Pick<SignalDeps, 'findCandidate'>,
  video: Video,
  command: UserCommand,
): Promise<VideoEvent[]> {
  const chosen: VideoEvent = { type: 'command', command };
  if (!isNewCheck(video, command)) return [chosen];
  return [{ type: 'candidate', candidate: await findCandidate(video) }, chosen];
}

/** The answer to a paid request, if the video's record lacks it. */
export async function receiptEvents(deps: ReceiptDeps, video: Video): Promise<VideoEvent[]> {
  const receipt = mayHaveReceipt(video) ? await deps.store.readReceipt(video.id) : undefined;
  if (!receipt) return [];
  // After a crash the link may be missing, and other videos could be offered the project.
  await deps.projects.link(receipt.project, video.id);
  return [{ type: 'receipt', receipt }];
}

/** A webhook, a receipt or a candidate that arrived since the run began. */
export async function pendingSignals(deps: SignalDeps, video: Video): Promise<VideoEvent | null> {
  if (video.project) return webhookEvent(deps, video, video.project);
  if (video.state !== 'unconfirmed') return null;
  const [receipt] = await receiptEvents(deps, video);
  if (receipt) return receipt;
  const candidate = await deps.findCandidate(video);
  return candidate?.id === video.candidate?.id ? null : { type: 'candidate', candidate };
}

/** What a webhook said about the project: to poll now, or why it failed. */
async function webhookEvent(
  { projects }: Pick<SignalDeps, 'projects'>,
  video: Video,
  project: Project,
): Promise<VideoEvent | null> {
  if (video.state === 'rendering') return (await projects.takeHint(project)) ? HINT : null;
  const detail = lacksReason(video) ? await projects.readReason(project) : undefined;
  return detail === undefined ? null : { type: 'reason', detail };
}
