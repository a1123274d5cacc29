/**
 * What may be gone after a crash of the machine, and never after one of the process. A limit begins
 * anew. A hint is followed by a wake, which waits for the disk with all that was written before it,
 * and only then is its sender answered; taken, it may come back and costs one more poll. An open
 * form is what Slack last sent of it.
 */
const FORGETTABLE: ReadonlySet<string> = new Set([
  'hint',
  'token-bucket',
  'edit-budget',
  'open-form',
]);

/** Whether writes of a namespace need not wait for the disk, of which one may take 10 ms. */
export const isForgettable = (namespace: string): boolean => FORGETTABLE.has(namespace);
