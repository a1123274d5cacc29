/** A scope the manifest asks for: without a required one the app cannot work. */
export interface Scope {
  readonly name: string;
  readonly required: boolean;
  readonly why: string;
}

/** Every scope, in the order of `manifest.yml`. */
export const SCOPES: readonly Scope[] = [
  { name: 'commands', required: true, why: '/jogg and the shortcuts' },
  { name: 'chat:write', required: true, why: 'the card, its thread, direct messages' },
  {
    name: 'app_mentions:read',
    required: false,
    why: 'a button when the app is mentioned',
  },
  {
    name: 'files:write',
    required: false,
    why: 'the video itself in the thread, not only its link',
  },
  {
    name: 'files:read',
    required: false,
    why: 'your own audio file instead of a script; whether a file was shown',
  },
  {
    name: 'users:read',
    required: false,
    why: "people's language, so that its voices come first; their names where a message mentions them",
  },
  { name: 'channels:read', required: false, why: 'names of channels that a message mentions' },
  {
    name: 'usergroups:read',
    required: false,
    why: 'names of user groups that a message mentions',
  },
  ...['channels:history', 'groups:history', 'im:history', 'mpim:history'].map((name) => ({
    name,
    required: false,
    why: 'finding our own message again when the answer to it was lost',
  })),
];
