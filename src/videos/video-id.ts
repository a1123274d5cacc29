import { createHash } from 'node:crypto';

/**
 * The id of the video that a form makes. Repeated deliveries of the form give the same id, which
 * makes recording idempotent.
 */
export function videoIdOf(workspace: string, origin: string): string {
  return `v_${createHash('sha256').update(`${workspace}\n${origin}`).digest('hex').slice(0, 32)}`;
}
