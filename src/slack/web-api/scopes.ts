/** A scope in the manifest. The app cannot work without a required scope. */
export interface Scope {
  readonly name: string;
  readonly required: boolean;
  readonly why: string;
}

/** All scopes, in the order of `manifest.yml`. */
export const SCOPES: readonly Scope[] = [
  { name: 'commands', required: true, why: '/jogg and the shortcuts' },
  { name: 'chat:write', required: true, why: 'the card, its thread, direct messages' },
  {
    name: 'app_mentions:read',
    required: false,
    why: 'answering when the app is mentioned',
  },
  {
    name: 'files:write',
    required: false,
    why: 'playing the video in Slack, not only linking to it',
  },
  {
    name: 'files:read',
    required: false,
    why: 'using your own audio file, checking that a video was posted, and sharing its file',
  },
  {
    name: 'users:read',
    required: false,
    why: "offering voices in people's own language, and names of people whom a message mentions",
  },
  {
    name: 'channels:read',
    required: false,
    why: 'saying in the form that the app is not in a channel, and names of mentioned channels',
  },
  {
    name: 'channels:join',
    required: false,
    why: 'joining a public channel when somebody presses the button for it',
  },
  {
    name: 'usergroups:read',
    required: false,
    why: 'names of user groups that a message mentions',
  },
  ...['channels:history', 'groups:history', 'im:history', 'mpim:history'].map((name) => ({
    name,
    required: false,
    why: 'checking whether a message arrived when the connection broke',
  })),
];
