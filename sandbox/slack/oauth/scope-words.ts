/** What Slack says of each bot scope. https://docs.slack.dev/reference/scopes */
const WORDS: Readonly<Record<string, string>> = {
  'app_mentions:read': 'View messages that mention @APP in conversations that APP is in',
  'channels:history':
    'View messages and other content in public channels that APP has been added to',
  'channels:join': 'Join public channels in a workspace',
  'channels:read': 'View basic information about public channels in a workspace',
  'chat:write': 'Send messages as @APP',
  'chat:write.public': "Send messages to channels @APP isn't a member of",
  commands: 'Add shortcuts and slash commands that people can use',
  'files:read': 'View files shared in channels and conversations that APP has been added to',
  'files:write': 'Upload, edit, and delete files as APP',
  'groups:history':
    'View messages and other content in private channels that APP has been added to',
  'groups:read': 'View basic information about private channels that APP has been added to',
  'im:history': 'View messages and other content in direct messages that APP has been added to',
  'mpim:history':
    'View messages and other content in group direct messages that APP has been added to',
  'usergroups:read': 'View user groups in a workspace',
  'users:read': 'View people in a workspace',
};

/** A scope in Slack's words; `undefined` for one that Slack does not know. */
export const wordsOf = (scope: string, app: string): string | undefined =>
  WORDS[scope]?.replaceAll('APP', app);

/** Whether it lets the app see something; the others let it do something. */
export const isView = (scope: string): boolean => /:(read|history)$/.test(scope);
