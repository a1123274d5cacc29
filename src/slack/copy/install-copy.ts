/** Why the app must be reinstalled: Slack refuses to renew its token, or does not answer. */
export type ReinstallReason = 'refused' | 'unanswered';

/** A direct message to the installer, sent while the token still works. */
export const reinstallMessage = (address: string, reason: ReinstallReason): string =>
  [
    `Please install this app again: ${address}`,
    {
      refused: 'Slack won’t renew its access to this workspace, so it will stop working soon.',
      unanswered:
        'Slack doesn’t answer when we renew its access to this workspace, so it may stop working soon. If it still works tomorrow, you don’t need to do anything.',
    }[reason],
    'Videos in progress wait and continue after that.',
  ].join('\n');

/** How an installation ended. */
export type InstallOutcome =
  | { readonly kind: 'installed'; readonly name: string | null; readonly openUrl: string }
  | { readonly kind: 'cancelled' | 'spent' | 'elsewhere' | 'stateless' | 'unstored' | 'unanswered' }
  /** `error`: Slack's error name, if there is one. */
  | { readonly kind: 'refused'; readonly error: string | null };

/** A page in plain text. */
export interface InstallPage {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly next: { readonly label: string; readonly address: string };
  readonly tone: 'good' | 'neutral' | 'bad';
}

/** The page and its HTTP status. `installUrl`: where an installation begins. */
export function installPage(
  outcome: InstallOutcome,
  installUrl: string,
): { readonly status: number; readonly page: InstallPage } {
  const retry = { label: 'Try again', address: installUrl };
  const install = { label: 'Install the app', address: installUrl };
  switch (outcome.kind) {
    case 'installed':
      return {
        status: 200,
        page: {
          title: `Jogg is installed${outcome.name === null ? '' : ` in ${outcome.name}`}`,
          paragraphs: [
            'Open Slack and type /jogg in any channel to make your first video.',
            'In a private channel, the form tells you how to add the app.',
          ],
          next: { label: 'Open Slack', address: outcome.openUrl },
          tone: 'good',
        },
      };
    case 'cancelled':
      return {
        status: 200,
        page: {
          title: 'Nothing was installed',
          paragraphs: ['You cancelled on Slack’s page. You can install the app at any time.'],
          next: install,
          tone: 'neutral',
        },
      };
    case 'spent':
      return {
        status: 400,
        page: {
          title: 'This link has been used or is too old',
          paragraphs: [
            'The link works once, for ten minutes. If the app works in Slack, you’re done.',
            'If it doesn’t, install it again.',
          ],
          next: { label: 'Install again', address: installUrl },
          tone: 'bad',
        },
      };
    case 'elsewhere':
      return {
        status: 400,
        page: {
          title: 'Start the installation in this browser',
          paragraphs: [
            'The installation began in another browser, or this one keeps no cookies for this site. Nothing was installed.',
          ],
          next: retry,
          tone: 'bad',
        },
      };
    case 'stateless':
      return {
        status: 400,
        page: {
          title: 'One more step',
          paragraphs: [
            'Slack’s admin page doesn’t tell us who you are, so nothing was installed yet.',
            'Start here, and choose your organization or workspace on Slack’s page.',
          ],
          next: install,
          tone: 'neutral',
        },
      };
    case 'refused':
      return {
        status: 400,
        page: {
          title: 'Slack refused the installation',
          paragraphs: [
            outcome.error === null
              ? 'Slack didn’t say why. Nothing was installed.'
              : `Slack says “${outcome.error}”. Nothing was installed.`,
            'Try again. If this keeps happening, ask the person who runs this app.',
          ],
          next: retry,
          tone: 'bad',
        },
      };
    case 'unanswered':
      return {
        status: 502,
        page: {
          title: 'Slack doesn’t answer',
          paragraphs: ['We couldn’t finish the installation. Try again in a minute.'],
          next: retry,
          tone: 'bad',
        },
      };
    case 'unstored':
      return {
        status: 503,
        page: {
          title: 'We couldn’t save the installation',
          paragraphs: ['Our database doesn’t answer. Try again in a minute.'],
          next: retry,
          tone: 'bad',
        },
      };
  }
}
