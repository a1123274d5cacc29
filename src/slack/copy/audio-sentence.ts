interface Sentence {
  readonly what: string;
  readonly remedy: string;
}

const WHAT = 'Your audio could not be used';

const SENTENCES: Readonly<Record<string, Sentence>> = {
  gone: {
    what: `${WHAT}: the file is gone from Slack, or the app may not open it.`,
    remedy: 'Try again and put the file into the form once more.',
  },
  scope: {
    what: `${WHAT}: the app may not read files in Slack (files:read).`,
    remedy: 'Ask whoever runs the app to install it here again, then try again.',
  },
  too_large: {
    what: `${WHAT}: the file is larger than 20 MB.`,
    remedy: 'Make it an mp3, or shorter, then try again.',
  },
  address: {
    what: `${WHAT}: its link must be public, start with https and lead straight to the file.`,
    remedy: 'Upload the file to Slack instead, or try another link.',
  },
  unreachable: {
    what: `${WHAT}: nothing usable was found behind its link.`,
    remedy: 'Open the link in a browser to check it, or upload the file to Slack.',
  },
  kind: {
    what: `${WHAT}: it is not an mp3, a wav or an m4a, whatever its name says.`,
    remedy: 'Save it as an mp3, then try again.',
  },
  storage: {
    what: `${WHAT}: Jogg’s storage refused it twice.`,
    remedy:
      'Save it as an mp3 of at most 10 minutes and try again. If that fails, tell whoever runs the app (jogg_upload_failed).',
  },
};

/** Why the audio could not be used; null for a reason in Jogg's own words. */
export function audioSentence(detail: string | null): Sentence | null {
  const known = detail ?? '';
  return Object.hasOwn(SENTENCES, known) ? (SENTENCES[known] ?? null) : null;
}
