/**
 * Formats a time as Slack's `<!date^…>` does, in the reader's time zone.
 * https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 */
export function formatDate(seconds, format, at) {
  return format.replaceAll(/\{(\w+)\}/g, (whole, token) => {
    return TOKENS[token]?.(seconds, at) ?? whole;
  });
}

export const dayLabel = (seconds, at) =>
  pretty(seconds, at, { weekday: 'long', month: 'long', day: 'numeric' });

const TIME = { hour: 'numeric', minute: '2-digit' };
export const timeLabel = (seconds, at) => written(seconds, at, TIME);

const written = (seconds, { timeZone }, options) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(seconds * 1000);

const dayOf = (seconds, at) =>
  written(seconds, at, { year: 'numeric', month: '2-digit', day: '2-digit' });

function pretty(seconds, at, options) {
  const day = dayOf(seconds, at);
  if (day === dayOf(at.now, at)) return 'Today';
  if (day === dayOf(at.now - 86_400, at)) return 'Yesterday';
  if (day === dayOf(at.now + 86_400, at)) return 'Tomorrow';
  return written(seconds, at, options);
}

const SHORT = { day: 'numeric', month: 'short', year: 'numeric' };
const LONG = { day: 'numeric', month: 'long', year: 'numeric' };

const TOKENS = {
  date: (seconds, at) => written(seconds, at, LONG),
  date_short: (seconds, at) => written(seconds, at, SHORT),
  date_pretty: (seconds, at) => pretty(seconds, at, LONG),
  date_short_pretty: (seconds, at) => pretty(seconds, at, SHORT),
  time: timeLabel,
  time_secs: (seconds, at) => written(seconds, at, { ...TIME, second: '2-digit' }),
};
