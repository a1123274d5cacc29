import { pluralize, printable } from '../lib/text.ts';
import type { Bot } from '../slack/web-api/bot-identity.ts';

/** Tells the operator where to let Slack verify the app's Request URL. */
export function requestUrlFix(appId: string | null): string {
  const where =
    appId === null
      ? 'api.slack.com/apps → your app → Event Subscriptions'
      : `api.slack.com/apps/${appId}/event-subscriptions`;
  return `verify the Request URL at ${where}. It is your public address followed by /slack/events`;
}

/**
 * The lines on the terminal once the app is ready: who it is, how Slack reaches it, and what to do
 * next. `bot` is null while Slack does not answer. `hasRequests`: whether Slack has ever sent a
 * request over HTTP.
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
 * The same for an app that any workspace can install: how many workspaces have installed it, and
 * the link to install it. `installAt` is null if the app has no public URL.
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
  number === 0 ? 'no workspace yet' : pluralize(number, 'workspace');

/** How Slack connects to the app. */
function connectionText({
  mode,
  port,
}: {
  readonly mode: 'socket' | 'http';
  readonly port: number;
}) {
  return mode === 'socket' ? 'over Socket Mode' : `over HTTP on port ${port}`;
}
