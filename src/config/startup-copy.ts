import type { Bot } from '../slack/web-api/bot-identity.ts';

/** Where an operator makes Slack check the address of the app. */
export function requestUrlFix(appId: string | null): string {
  const place =
    appId === null
      ? 'api.slack.com/apps → your app → Event Subscriptions'
      : `api.slack.com/apps/${appId}/event-subscriptions`;
  return `verify the Request URL at ${place}. It is your public address followed by /slack/events`;
}

/**
 * What a person at the terminal reads once the app is ready: who it is, how Slack reaches it, and
 * what to do next. `bot` is null while Slack does not answer. `reached`: whether a request of
 * Slack's has ever come over HTTP.
 */
export function startupLines(status: {
  readonly bot: Bot | null;
  readonly appId: string | null;
  readonly mode: 'socket' | 'http';
  readonly port: number;
  readonly hasRequests: boolean;
}): string[] {
  const { bot, mode, hasRequests } = status;
  if (bot === null)
    return [
      "Running, but Slack doesn't answer yet. The app keeps trying and says so when it does.",
      'If this goes on, run npm run doctor: it says what to check.',
    ];
  const handle = printable(bot.handle);
  const next = `in Slack, type /invite @${handle} in a channel, then type /jogg there`;
  const isWaiting = mode === 'http' && !hasRequests;
  return [
    `Connected to ${printable(bot.workspace)} as @${handle} ${connectionText(status)}.`,
    ...(isWaiting
      ? [`No request from Slack has arrived yet: ${requestUrlFix(status.appId)}.`]
      : []),
    `${isWaiting ? 'Then' : 'Next'}: ${next}.`,
  ];
}

/**
 * What that person reads where any workspace may install the app: how many have, and where to.
 * `installAt` is null where nobody can reach the app.
 */
export function multiWorkspaceStartupLines(status: {
  readonly workspaces: number;
  readonly installAt: string | null;
  readonly mode: 'socket' | 'http';
  readonly port: number;
}): string[] {
  const { workspaces, installAt } = status;
  const next = workspaces === 0 ? 'a workspace' : 'another workspace';
  const install = installAt === null ? [] : [`Install it in ${next} at ${installAt}.`];
  return [`Running ${connectionText(status)} for ${workspaceCount(workspaces)}.`, ...install];
}

const workspaceCount = (number: number): string =>
  number === 0 ? 'no workspace yet' : `${number} workspace${number === 1 ? '' : 's'}`;

/** How Slack reaches the app. */
function connectionText({
  mode,
  port,
}: {
  readonly mode: 'socket' | 'http';
  readonly port: number;
}) {
  return mode === 'socket' ? 'over Socket Mode' : `over HTTP on port ${port}`;
}

/** A name on one line of a terminal, whatever is in it. */
function printable(name: string): string {
  return name.replace(/\p{C}/gu, '').slice(0, 80);
}
