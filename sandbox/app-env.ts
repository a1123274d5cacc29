/** Variables that any program needs; the user's own settings for this app stay out. */
const SYSTEM = [
  ...['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'LC_ALL', 'TZ', 'SystemRoot'],
  // Node's compile cache. https://nodejs.org/api/module.html#module-compile-cache
  'NODE_COMPILE_CACHE',
];

/** The credentials that the fake Slack issued when the app was created. */
export const SANDBOX_CLIENT = { id: '1000.2000', secret: 'sandbox-client-secret-only-here' };

export const SANDBOX_KEYS = {
  botToken: 'xoxb-sandbox-0000000000-only-here',
  appToken: 'xapp-1-SANDBOX-0000000000-only-here',
  signingSecret: 'sandbox-signing-secret-only-here',
  joggApiKey: 'sandbox-jogg-key-only-here',
  /** The key of another account, for a workspace that sets its own. */
  ownJoggApiKey: 'own-jogg-key-only-here-7q4x',
} as const;

/** The app's environment: system variables from `parentEnv`, and the sandbox's settings. */
export function appEnv(options: {
  readonly parentEnv: Readonly<Record<string, string | undefined>>;
  readonly slackApiUrl: string;
  readonly joggUrl: string;
  readonly port: number;
  readonly stateFile: string;
  readonly socket: boolean;
  readonly webhook: boolean;
  readonly pollScale: number;
  /** With many workspaces: the key that seals their tokens, as base64. */
  readonly sealingKey?: string | undefined;
}): Record<string, string> {
  const system = SYSTEM.flatMap((name) => {
    const value = options.parentEnv[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const { sealingKey } = options;
  const singleWorkspace = { SLACK_BOT_TOKEN: SANDBOX_KEYS.botToken };
  const manyWorkspaces = {
    SLACK_CLIENT_ID: SANDBOX_CLIENT.id,
    SLACK_CLIENT_SECRET: SANDBOX_CLIENT.secret,
    TOKEN_ENCRYPTION_KEY: sealingKey ?? '',
  };
  return {
    ...Object.fromEntries(system),
    ...(sealingKey === undefined ? singleWorkspace : manyWorkspaces),
    ...(options.socket
      ? { SLACK_APP_TOKEN: SANDBOX_KEYS.appToken }
      : { SLACK_SIGNING_SECRET: SANDBOX_KEYS.signingSecret }),
    SLACK_API_URL: options.slackApiUrl,
    JOGG_API_KEY: SANDBOX_KEYS.joggApiKey,
    JOGG_API_URL: options.joggUrl,
    JOGG_API_VERSION: options.parentEnv['JOGG_API_VERSION'] === 'v2' ? 'v2' : 'v1',
    ...(options.webhook ? { PUBLIC_URL: `http://127.0.0.1:${options.port}` } : {}),
    STATE_URL: `sqlite://${options.stateFile}`,
    PORT: String(options.port),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    POLL_INTERVAL_SCALE: String(options.pollScale),
  };
}
