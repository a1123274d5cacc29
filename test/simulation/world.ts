import type { Messenger, Renderer, TaskQueue, VideoStore } from '../../src/domain/ports.ts';
import type { Video } from '../../src/domain/video/video.ts';
import type { AuthorizeVideo } from '../../src/videos/authorize-video.ts';
import type { CancelVideo } from '../../src/videos/cancel-video.ts';
import type { ReceiveHint } from '../../src/videos/receive-hint.ts';
import type { RequestVideo } from '../../src/videos/request-video.ts';
import type { ResolveUnconfirmed } from '../../src/videos/resolve-unconfirmed.ts';
import type { RunVideo } from '../../src/videos/run-video.ts';
import type { createLedger, Message, Project } from './ledger.ts';
import type { Basis, Machine, Process } from './machine.ts';

/** The ports as the app sees them, to be bent by a seeded bug. */
export interface Ports {
  store: VideoStore;
  queue: TaskQueue;
  messenger: Messenger;
  renderer: Renderer;
  /** `fenced`: whether a lease is ever found lost. */
  readonly bent: { pollScale: number; fenced: boolean };
}

/** Bends the ports: the simulation must notice. */
export type Bug = (ports: Ports) => unknown;

/** The use cases, as one process has them. */
export interface App {
  readonly runVideo: RunVideo;
  readonly request: RequestVideo;
  readonly receive: ReceiveHint;
  readonly allowed: AuthorizeVideo;
  readonly resolveUnconfirmed: ResolveUnconfirmed;
  readonly cancel: CancelVideo;
  readonly load: VideoStore['load'];
}

/** What all parts of one simulated run share. */
export interface World extends Basis {
  readonly machine: Machine;
  readonly ledger: ReturnType<typeof createLedger>;
  readonly bent: Ports['bent'];
  /** Who hears of what happens in the worlds. */
  readonly hear: {
    saved(video: Video): void;
    shown(message: Message, video: Video): void;
    project(project: Project): void;
  };
  /** There is news, of that project if one is named: it may take its time to come to its end. */
  news(project?: string): void;
  /** Why Slack lets us say nothing in that channel, or null. */
  refusal(channel: string): string | null;
  /** The use cases in that process. */
  app(process: Process): App;
}
