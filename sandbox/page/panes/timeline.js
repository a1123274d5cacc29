const GROUP_SECONDS = 5 * 60;

/**
 * A message as the sandbox keeps it; only what the page needs.
 * @typedef {{ ts: string, thread_ts?: string | undefined, user?: string | undefined,
 *   bot_id?: string | undefined, subtype?: string | undefined }} Message
 */

/**
 * What a channel shows: everything that is not a reply, oldest first. A broadcast reply shows too.
 * @template {Message} M @param {readonly M[]} messages
 */
export function topLevel(messages) {
  return sorted(messages.filter((each) => !isReply(each) || each.subtype === 'thread_broadcast'));
}

/**
 * A thread: its root first, then its replies, oldest first.
 * @template {Message} M @param {readonly M[]} messages @param {string} rootTs
 */
export function threadOf(messages, rootTs) {
  return sorted(messages.filter((each) => each.ts === rootTs || each.thread_ts === rootTs));
}

/**
 * The replies under a root, for its "n replies" line.
 * @template {Message} M @param {readonly M[]} messages @param {string} rootTs
 */
export function repliesOf(messages, rootTs) {
  return sorted(messages.filter((each) => isReply(each) && each.thread_ts === rootTs));
}

/**
 * Whether `message` stands under the name of `previous`: same author, five minutes at most.
 * @param {Message} message @param {Message | undefined} previous
 */
export function continues(message, previous) {
  if (previous === undefined) return false;
  return (
    message.user === previous.user &&
    message.bot_id === previous.bot_id &&
    Number(message.ts) - Number(previous.ts) < GROUP_SECONDS
  );
}

const isReply = (/** @type {Message} */ message) =>
  message.thread_ts !== undefined && message.thread_ts !== message.ts;

/** @template {Message} M @param {readonly M[]} messages */
function sorted(messages) {
  return messages.toSorted((a, b) => Number(a.ts) - Number(b.ts));
}
