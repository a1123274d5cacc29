import { createHash } from 'node:crypto';

/**
 * The id of the video that one form makes. The same form gives the same id however often Slack
 * delivers it, which is what makes recording it idempotent.
 */
export function videoIdOf(workspace: string, origin: string): string {
  return `v_${createHash('sha256').update(`${workspace}\n${origin}`).digest('hex').slice(0, 32)}`;
}
