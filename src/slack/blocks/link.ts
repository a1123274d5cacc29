import { escapeMrkdwn } from './escape.ts';
import { LIMITS } from './limits.ts';

/** An address that may be shown as a link. */
export interface SafeLink {
  readonly href: string;
  /** The host that really is behind it, for people to see. */
  readonly host: string;
}

/** Plain http is only for a stand-in on this very machine. */
export const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * An address from outside as a link, or null where it must not be one: only https, without user
 * name or password, and short enough for Slack.
 */
export function safeLink(address: string | null): SafeLink | null {
  if (address === null || !URL.canParse(address)) return null;
  const url = new URL(address);
  const local = url.protocol === 'http:' && LOOPBACK.includes(url.hostname);
  if ((url.protocol !== 'https:' && !local) || url.username !== '' || url.password !== '')
    return null;
  // A bar would end the address inside Slack's `<address|label>`.
  const href = url.href.replaceAll('|', '%7C');
  return escapeMrkdwn(href).length > LIMITS.url ? null : { href, host: url.host };
}

/**
 * An address that Slack can show as an image block, or null: one refused image refuses the whole
 * message. https://docs.slack.dev/reference/block-kit/blocks/image-block/
 */
export function safeImage(address: string | null): string | null {
  const link = safeLink(address);
  if (link === null || !/\.(png|jpe?g|gif)$/i.test(new URL(link.href).pathname)) return null;
  return link.href;
}
