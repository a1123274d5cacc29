import { isLocalHttp } from '../lib/network/web-url.ts';
import type { Problem } from './config.ts';
import { BOT_TOKEN, CREDENTIALS } from './settings-schema.ts';

/** The settings with which any workspace can install the app, instead of one bot token. */
const OAUTH_SETTINGS = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'TOKEN_ENCRYPTION_KEY'] as const;
const FIXES: Readonly<Record<(typeof OAUTH_SETTINGS)[number], string>> = {
  SLACK_CLIENT_ID: CREDENTIALS,
  SLACK_CLIENT_SECRET: CREDENTIALS,
  TOKEN_ENCRYPTION_KEY: 'Make one with: openssl rand -base64 32',
};

/**
 * The problems of the settings that choose the workspaces: a bot token for one workspace, or OAuth
 * settings for every workspace that installs the app. Of their values it reads only `PUBLIC_URL`.
 */
export function accessProblems(
  isSet: (name: string) => boolean,
  publicUrl: string | undefined,
): readonly Problem[] {
  const oauthSet = OAUTH_SETTINGS.filter(isSet);
  const hasToken = isSet('SLACK_BOT_TOKEN');
  const [firstOauth] = oauthSet;
  if (firstOauth === undefined)
    return hasToken ? [] : [{ variable: 'SLACK_BOT_TOKEN', fix: `missing. ${BOT_TOKEN}` }];
  if (hasToken)
    return [
      {
        variable: 'SLACK_BOT_TOKEN',
        fix: `is set together with ${firstOauth}. For one workspace, remove ${OAUTH_SETTINGS.join(', ')}. For many, which install the app themselves, remove SLACK_BOT_TOKEN`,
      },
    ];
  const missing = OAUTH_SETTINGS.filter((name) => !isSet(name)).map((variable) => ({
    variable,
    fix: `missing: it is needed together with ${firstOauth}. ${FIXES[variable]}`,
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
