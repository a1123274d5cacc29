import type { Avatar, Voice } from '../../domain/catalogue.ts';
import type { ProjectFacts } from '../../domain/video/candidate.ts';
import type { PollOutcome } from '../../domain/video/outcome.ts';
import type { LogEvent } from '../../lib/log.ts';
import type { Transport } from '../http/transport.ts';
import type { LinkReader } from '../schema/links.ts';
import type { TalkingAvatar } from './talking-avatar.ts';

/** The dependencies of the adapter of each API version. */
export interface AdapterDeps {
  readonly transport: Transport;
  readonly link: LinkReader;
  /** Logs skipped and unknown items, never their contents. */
  readonly logEvent: LogEvent;
}

/** The outcomes of an answered poll. The other outcomes come from errors. */
export type ProjectStatus = Exclude<PollOutcome, { kind: 'absent' } | { kind: 'later' }>;

/** `quota` is only informational: it sometimes stays at 0 although the account can make videos. */
export interface Account {
  readonly name: string | null;
  readonly quota: number | null;
}

/**
 * One version of Jogg's API.
 * @throws {JoggError} from every method.
 */
export interface JoggAdapter {
  readonly version: 'v1' | 'v2';
  /** Sends the paid request once. Resolves with the project's id. */
  create(spec: TalkingAvatar): Promise<string>;
  poll(projectId: string): Promise<ProjectStatus>;
  /** The facts that show which video a project belongs to. */
  identify(projectId: string): Promise<ProjectFacts>;
  publicAvatars(): Promise<Avatar[]>;
  /** Instant avatars that are ready. */
  customAvatars(): Promise<Avatar[]>;
  /** Photo avatars that are ready. */
  photoAvatars(): Promise<Avatar[]>;
  publicVoices(): Promise<Voice[]>;
  customVoices(): Promise<Voice[]>;
  /** Proves that the key is valid. Resolves with what this version provides of the account. */
  account(): Promise<Account>;
  /** The remaining credits; null, without a request, if this version does not provide them. */
  quota(): Promise<number | null>;
}

/** A URL at which Jogg calls us. It belongs to the account, not to a video. */
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
  /** Enables the endpoint and sets its URL and events. */
  update(id: string, spec: { url: string; events: readonly string[] }): Promise<Endpoint>;
}
