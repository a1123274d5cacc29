import { parseWebUrl } from '../../lib/network/web-url.ts';
import { escapeMrkdwn } from './escape.ts';
import { LIMITS } from './limits.ts';

/** A link that is safe to show. */
export interface SafeLink {
  readonly href: string;
  /** The real host of the link, for display. */
  readonly host: string;
}

/** Makes a link of an external address; null if the address is unsafe or too long for Slack. */
export function safeLink(address: string | null): SafeLink | null {
  const url = parseWebUrl(address);
  if (url === null) return null;
  // A bar would end the address inside Slack's `<address|label>`.
  const href = url.href.replaceAll('|', '%7C');
  return escapeMrkdwn(href).length > LIMITS.url ? null : { href, host: url.host };
}

/**
 * The address if Slack can show it as an image block, otherwise null. One rejected image makes
 * Slack reject the whole message. https://docs.slack.dev/reference/block-kit/blocks/image-block/
 */
export function safeImage(address: string | null): string | null {
  const link = safeLink(address);
  if (link === null || !/\.(png|jpe?g|gif)$/i.test(new URL(link.href).pathname)) return null;
  return link.href;
}
