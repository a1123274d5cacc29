import { sha256 } from '../lib/sha256.ts';

/**
 * The id of the video that a form makes. Repeated deliveries of the form give the same id, which
 * makes recording idempotent.
 */
export function videoIdOf(workspace: string, origin: string): string {
  return `v_${sha256(`${workspace}\n${origin}`).slice(0, 32)}`;
}
