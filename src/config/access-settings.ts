import { isLocalHttp } from '../lib/network/addresses.ts';
import type { Problem } from './config.ts';
import { BOT_TOKEN, CREDENTIALS } from './settings-schema.ts';

/** What lets other workspaces install the app; in place of one workspace's token. */
const OAUTH_SETTINGS = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'TOKEN_ENCRYPTION_KEY'] as const;
const FIXES: Readonly<Record<(typeof OAUTH_SETTINGS)[number], string>> = {
  SLACK_CLIENT_ID: CREDENTIALS,
  SLACK_CLIENT_SECRET: CREDENTIALS,
  TOKEN_ENCRYPTION_KEY: 'Make one with: openssl rand -base64 32',
};

/**
 * What is wrong with the settings that say which workspaces the app serves: one, whose token they
 * hold, or each that installs it. Reads no values but that of `PUBLIC_URL`.
 */
export function accessProblems(
  isSet: (name: string) => boolean,
  publicUrl: string | undefined,
): readonly Problem[] {
  const oauthSet = OAUTH_SETTINGS.filter(isSet);
  const hasToken = isSet('SLACK_BOT_TOKEN');
  const [first] = oauthSet;
  if (first === undefined)
    return hasToken ? [] : [{ variable: 'SLACK_BOT_TOKEN', fix: `missing. ${BOT_TOKEN}` }];
  if (hasToken)
    return [
      {
        variable: 'SLACK_BOT_TOKEN',
        fix: `is set beside ${first}. For one workspace, remove ${OAUTH_SETTINGS.join(', ')}. For many, which install the app themselves, remove SLACK_BOT_TOKEN`,
      },
    ];
  const missing = OAUTH_SETTINGS.filter((name) => !isSet(name)).map((variable) => ({
    variable,
    fix: `missing: it is needed beside ${first}. ${FIXES[variable]}`,
  }));
  return [...missing, ...publicUrlProblems(publicUrl)];
}

function publicUrlProblems(publicUrl: string | undefined): readonly Problem[] {
  if (publicUrl === undefined)
    return [
      {
        variable: 'PUBLIC_URL',
        fix: 'missing: workspaces install the app at this address, followed by /slack/install. Set it to the public https address of this app',
      },
    ];
  const url = URL.parse(publicUrl);
  if (url?.protocol !== 'http:' || isLocalHttp(url)) return [];
  return [
    {
      variable: 'PUBLIC_URL',
      fix: 'must begin with https://: over http, browsers drop the cookie that an installation needs',
    },
  ];
}
