interface Sentence {
  readonly what: string;
  readonly remedy: string;
}

const WHAT = 'Your audio could not be used, so nothing was made';
const AGAIN = 'then run /jogg again.';

const SENTENCES: Readonly<Record<string, Sentence>> = {
  gone: {
    what: `${WHAT}: the file is gone from Slack, or the app may not open it.`,
    remedy: 'Run /jogg again and put the file into the form once more.',
  },
  scope: {
    what: `${WHAT}: the app lacks the permission to read files in Slack (files:read).`,
    remedy: `Ask whoever runs the app to install it in this workspace again, ${AGAIN}`,
  },
  too_large: {
    what: `${WHAT}: the file is larger than 20 MB.`,
    remedy: `Make it an mp3, or shorter, ${AGAIN}`,
  },
  address: {
    what: `${WHAT}: its address cannot be used. It must be a public https address that leads straight to the file.`,
    remedy: `Upload the file to Slack instead, or give another address, ${AGAIN}`,
  },
  unreachable: {
    what: `${WHAT}: nothing usable was found at its address.`,
    remedy: `Open the address in a browser to check it, or upload the file to Slack, ${AGAIN}`,
  },
  kind: {
    what: `${WHAT}: it is not an mp3, a wav or an m4a, whatever its name says.`,
    remedy: `Save it as an mp3, ${AGAIN}`,
  },
  storage: {
    what: `${WHAT}: Jogg's storage refused it, twice.`,
    remedy: `Save it as an mp3 of at most 10 minutes, ${AGAIN} If that does not help, tell whoever runs the app to look for jogg_upload_failed in its log.`,
  },
};

/** Why the audio could not be used; null for a reason in Jogg's own words. */
export function audioSentence(detail: string | null): Sentence | null {
  return SENTENCES[detail ?? ''] ?? null;
}
