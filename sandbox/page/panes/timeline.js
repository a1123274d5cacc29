const GROUP_SECONDS = 5 * 60;

/** What a channel shows, oldest first: everything but replies that are not broadcast. */
export function topLevel(messages) {
  return sorted(messages.filter((each) => !isReply(each) || each.subtype === 'thread_broadcast'));
}

/** A thread: its root first, then its replies, oldest first. */
export function threadOf(messages, rootTs) {
  return sorted(messages.filter((each) => each.ts === rootTs || each.thread_ts === rootTs));
}

/** The replies under a root, for its "n replies" line. */
export function repliesOf(messages, rootTs) {
  return sorted(messages.filter((each) => isReply(each) && each.thread_ts === rootTs));
}

/** Whether `message` stands under the name of `previous`: same author, five minutes at most. */
export function continues(message, previous) {
  if (previous === undefined) return false;
  return (
    message.user === previous.user &&
    message.bot_id === previous.bot_id &&
    Number(message.ts) - Number(previous.ts) < GROUP_SECONDS
  );
}

const isReply = (message) => message.thread_ts !== undefined && message.thread_ts !== message.ts;

function sorted(messages) {
  return messages.toSorted((a, b) => Number(a.ts) - Number(b.ts));
}
