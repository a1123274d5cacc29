import { createHash } from 'node:crypto';

/**
 * The id of the video that one form makes. However often Slack delivers the form, the id is the
 * same, which makes recording idempotent.
 */
export function videoIdOf(workspace: string, origin: string): string {
  return `v_${createHash('sha256').update(`${workspace}\n${origin}`).digest('hex').slice(0, 32)}`;
}
