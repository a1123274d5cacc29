import { plain } from '../blocks/escape.ts';

/** A workspace's own Jogg account, as people may see it. */
export interface OwnKey {
  readonly last4: string;
}

/** What Home and the form say about the Jogg account of a workspace; only its admins see it. */
export const JOGG_KEY_COPY = {
  heading: 'Jogg account',
  shared: 'This workspace uses the Jogg account of the person who runs the app.',
  own: ({ last4 }: OwnKey): string =>
    `This workspace uses its own Jogg account. Its key ends in ${plain(last4, 4)}.`,
  noAdmins:
    'The app can’t see who is an admin here. Add the scope users:read, then install it again.',
  set: 'Use your own Jogg key',
  change: 'Change the key',
  remove: 'Stop using this key',
  removeTitle: 'Stop using this key?',
  removeText:
    'New videos will use the Jogg account of the person who runs the app. Videos in progress aren’t affected.',
  keepKey: 'Keep it',
  title: 'Your Jogg key',
  label: 'API key',
  hint: 'Find it at app.jogg.ai → API. We check it, store it encrypted, and show only its last four characters.',
  about: 'Once it’s saved, this Jogg account pays for the workspace’s new videos.',
  save: 'Save',
  cancel: 'Cancel',
  unsendable: 'This isn’t a Jogg key. Paste it without spaces.',
  refused: 'Jogg refuses this key. Copy it again from app.jogg.ai → API.',
  unanswered: 'Jogg doesn’t answer right now, so nothing is saved. Try again in a minute.',
  notSaved: 'We couldn’t save the key. Try again in a minute.',
  notAdmin: 'Only an admin of this workspace can set its Jogg key.',
} as const;
