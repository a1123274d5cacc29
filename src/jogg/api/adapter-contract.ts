import type { Avatar, Voice } from '../../domain/catalogue.ts';
import type { ProjectFacts } from '../../domain/video/candidate.ts';
import type { PollOutcome } from '../../domain/video/outcome.ts';
import type { LogEvent } from '../../lib/log.ts';
import type { Transport } from '../http/transport.ts';
import type { LinkReader } from '../schema/links.ts';
import type { TalkingAvatar } from './talking-avatar.ts';

/** What the adapter of each API version is made of. */
export interface AdapterDeps {
  readonly transport: Transport;
  readonly link: LinkReader;
  /** Told of what was skipped or not understood; never of its contents. */
  readonly logEvent: LogEvent;
}

/** What an answered look can say; the rest of `LookOutcome` comes from errors. */
export type ProjectStatus = Exclude<PollOutcome, { kind: 'absent' } | { kind: 'later' }>;

/** `quota` is only information: it has been seen to stay at 0 while videos were made. */
export interface Account {
  readonly name: string | null;
  readonly quota: number | null;
}

/**
 * One version of Jogg's API.
 * @throws {JoggError} from every method, where Jogg does not do as asked.
 */
export interface JoggAdapter {
  readonly version: 'v1' | 'v2';
  /** The paid request, sent once. Answers the project's id. */
  create(spec: TalkingAvatar): Promise<string>;
  poll(projectId: string): Promise<ProjectStatus>;
  /** What tells whose project it is. */
  identify(projectId: string): Promise<ProjectFacts>;
  publicAvatars(): Promise<Avatar[]>;
  /** Instant avatars that are ready. */
  customAvatars(): Promise<Avatar[]>;
  /** Photo avatars that are ready. */
  photoAvatars(): Promise<Avatar[]>;
  publicVoices(): Promise<Voice[]>;
  customVoices(): Promise<Voice[]>;
  /** Proves that the key is good, and tells what this version says of its account. */
  account(): Promise<Account>;
  /** What the account has left; null, without asking, where this version does not tell. */
  quota(): Promise<number | null>;
}

/** An address at which Jogg calls us; account-wide, not per video. */
export interface Endpoint {
  readonly id: string;
  readonly url: string;
  /** Chosen by Jogg; it cannot be changed. */
  readonly secret: string | null;
  readonly enabled: boolean;
  readonly events: readonly string[];
}

/**
 * The webhook endpoints of the account.
 * @throws {JoggError} from every method.
 */
export interface EndpointApi {
  list(): Promise<Endpoint[]>;
  create(spec: { url: string; events: readonly string[] }): Promise<Endpoint>;
  /** Makes the endpoint enabled, for these events. */
  update(id: string, spec: { url: string; events: readonly string[] }): Promise<Endpoint>;
}
