import type { LogLevel } from '../lib/log.ts';
import type { ProxySettings } from '../lib/network/proxies.ts';

/** Which workspaces the app serves: one, or every workspace that installs it. */
export type Access =
  | { readonly kind: 'token'; readonly botToken: string }
  | {
      readonly kind: 'oauth';
      readonly clientId: string;
      readonly clientSecret: string;
      /** 32 bytes each. The first key seals; all of them open. */
      readonly sealingKeys: readonly Uint8Array[];
      readonly publicUrl: string;
    };

/** Any workspace may install the app. */
export type OAuthAccess = Extract<Access, { kind: 'oauth' }>;

export interface Config {
  readonly slack: {
    readonly access: Access;
    readonly apiUrl: string;
    /** Socket Mode if an app token is set, otherwise HTTP with the signing secret. */
    readonly mode:
      | { readonly kind: 'socket'; readonly appToken: string }
      | { readonly kind: 'http'; readonly signingSecret: string };
  };
  readonly jogg: {
    readonly apiKey: string;
    readonly apiUrl: string;
    readonly version: 'v1' | 'v2';
    readonly webhookSecrets: readonly string[];
  };
  readonly publicUrl: string | null;
  /** The hosts from which the app downloads finished videos. */
  readonly videoHosts: readonly string[];
  readonly proxies: ProxySettings;
  readonly stateUrl: string;
  readonly port: number;
  readonly host: string;
  /** Whether results say that they are AI-generated. */
  readonly aiLabel: boolean;
  readonly logLevel: LogLevel;
  readonly pollIntervalScale: number;
}

/** A variable that prevents the start. `fix` says what is wrong and what to do, never the value. */
export interface Problem {
  readonly variable: string;
  readonly fix: string;
}

/** Lists all problems of the settings at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`${problems.length} settings are missing or wrong`);
    this.problems = problems;
  }
}
