/** Who the token is: names of Slack's, for people alone. */
export interface Bot {
  readonly workspace: string;
  /** Without the @. */
  readonly handle: string;
}

/** Where an operator makes Slack check the address of the app. */
export function verifyAt(appId: string | null): string {
  const place =
    appId === null
      ? 'api.slack.com/apps → your app → Event Subscriptions'
      : `api.slack.com/apps/${appId}/event-subscriptions`;
  return `verify the Request URL at ${place}: it is your public address with /slack/events behind it`;
}

/**
 * What a person at the terminal reads once the app is ready: who it is, how Slack reaches it, and
 * what to do next. `reached`: whether a request of Slack's has ever come over HTTP.
 */
export function startWords(facts: {
  readonly bot: Bot | null;
  readonly appId: string | null;
  readonly mode: 'socket' | 'http';
  readonly port: number;
  readonly reached: boolean;
}): string[] {
  const { bot, mode, port, reached } = facts;
  const as = bot ? `connected to ${plain(bot.workspace)} as @${plain(bot.handle)}` : 'running';
  const way =
    mode === 'socket' ? 'by Socket Mode' : `over HTTP: Slack's requests come to port ${port}`;
  const lines = [`jogg-slack is ${as}, ${way}.`];
  if (bot === null) lines.push('Slack could not be asked yet who the app is; the log says why.');
  const invite = `/invite @${bot ? plain(bot.handle) : 'Jogg'}`;
  const next = `type ${invite} in a channel of Slack, then /jogg`;
  if (mode === 'socket' || reached) return [...lines, `Next: ${next}.`];
  return [
    ...lines,
    'No request of Slack has ever arrived here.',
    `Next: ${verifyAt(facts.appId)}. Then ${next}.`,
  ];
}

/** A name on one line of a terminal, whatever is in it. */
function plain(name: string): string {
  return name.replace(/\p{C}/gu, '').slice(0, 80);
}
