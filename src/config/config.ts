import type { LogLevel } from '../lib/log.ts';
import type { ProxySettings } from '../lib/network/proxies.ts';

/** Which workspaces the app serves: one, or each that installs it. */
export type Access =
  | { readonly kind: 'token'; readonly botToken: string }
  | {
      readonly kind: 'oauth';
      readonly clientId: string;
      readonly clientSecret: string;
      /** 32 bytes each: the first seals, each opens. */
      readonly sealingKeys: readonly Uint8Array[];
      readonly publicUrl: string;
    };

export interface Config {
  readonly slack: {
    readonly access: Access;
    readonly apiUrl: string;
    /** Socket Mode when there is an app token, else HTTP with the signing secret. */
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
  /** Where finished videos may be downloaded from, to show them as files. */
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

/**
 * One variable that stops the start: its name, what is wrong and how to fix it; never its value.
 */
export interface Problem {
  readonly variable: string;
  readonly fix: string;
}

/** Thrown with every problem at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'config';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`${problems.length} settings are missing or wrong`);
    this.problems = problems;
  }
}
