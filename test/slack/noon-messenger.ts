import type { Messenger } from '../../src/domain/ports.ts';
import { createMessenger } from '../../src/slack/delivery/messenger.ts';
import { type Call, fakeSlack } from './fake-slack.ts';
import { NOON } from './sample-video.ts';

/** A messenger at noon whose Slack answers `answer`, and what it was asked. */
export function noonMessenger(
  answer: (method: string) => unknown,
  mayRead = true,
): { port: Messenger; calls: Call[]; workspaces: string[] } {
  const { client, calls } = fakeSlack(answer);
  const workspaces: string[] = [];
  const port = createMessenger({
    clientFor: async (workspace) => {
      workspaces.push(workspace);
      return client;
    },
    clock: { now: () => NOON, monotonic: () => NOON, sleep: async () => {} },
    usualMs: async () => 60_000,
    mayReadHistory: async () => mayRead,
    mayReadFiles: async () => mayRead,
    logEvent: () => {},
  });
  return { port, calls, workspaces };
}
