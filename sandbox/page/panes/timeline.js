const GROUP_SECONDS = 5 * 60;

/** The messages that a channel shows: all except replies, oldest first. */
export const topLevel = (messages) => messages.filter((each) => !isReply(each));

/** A thread: its root, then its replies. */
export const threadOf = (messages, rootTs) =>
  messages.filter((each) => each.ts === rootTs || each.thread_ts === rootTs);

/** The replies under a root, for its "n replies" line. */
export const repliesOf = (messages, rootTs) =>
  messages.filter((each) => isReply(each) && each.thread_ts === rootTs);

/** Whether `message` continues `previous`: same author, within five minutes. */
export function continues(message, previous) {
  const isOfSame = message.user === previous?.user && message.bot_id === previous.bot_id;
  return isOfSame && Number(message.ts) - Number(previous.ts) < GROUP_SECONDS;
}

const isReply = (message) => message.thread_ts !== undefined && message.thread_ts !== message.ts;
