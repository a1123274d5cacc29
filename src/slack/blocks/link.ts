import { parseWebUrl } from '../../lib/network/addresses.ts';
import { escapeMrkdwn } from './escape.ts';
import { LIMITS } from './limits.ts';

/** An address that may be shown as a link. */
export interface SafeLink {
  readonly href: string;
  /** The host that really is behind it, for people to see. */
  readonly host: string;
}

/**
 * An address from outside as a link, or null where it must not be one or is too long for Slack.
 */
export function safeLink(address: string | null): SafeLink | null {
  const url = parseWebUrl(address);
  if (url === null) return null;
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
