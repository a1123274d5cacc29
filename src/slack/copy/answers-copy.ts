/** What the app answers to a command, a mention, a shortcut or a press, to one person alone. */
export const ANSWERS = {
  notOpened: 'Slack didn’t open the form in time. Please try again.',
  notSaved: 'We couldn’t save this. Please try again.',
  refreshing: 'Loading new avatars and voices from Jogg…',
  notRefreshed:
    'Jogg didn’t answer as expected, so the lists stay as they are. Try again in a minute.',
  namesAsked: 'Asking Slack for the names in this message…',
  noVideoOfMessage:
    'This is one of the app’s own messages, but not of a video. Use the buttons of a card instead.',
  mentionTooLong:
    'We couldn’t keep so many words. Use “Make a video from this” in your message’s menu instead.',
  mentionLost: 'We no longer have the words of that mention. Copy them from your message.',
  shareNotReady: 'Only a finished video can be shared.',
  shareWhere: 'Choose a channel.',
  shareTitle: 'Share video',
  shareWaiting: 'Slack takes its time. You will read here in a moment how it went.',
  shared: 'The video is shared.',
  shareNotSaved: 'We couldn’t save this. Check that channel before you try again.',
  maybeShared: 'It may be there already. Check that channel: we don’t post it again.',
  shareLater: 'Slack asked us to slow down, so nothing was posted. Try again in a minute.',
  shareUnknown:
    'Slack’s answer got lost, so we don’t know if the video is there. Check that channel.',
} as const;

/** The names of the two shortcuts, as manifest.yml has them. */
export const SHORTCUTS = {
  make: 'Make a video',
  fromMessage: 'Make a video from this',
} as const;

/** The form did not open: what to do again. */
export const chooseAgain = (shortcut: string): string =>
  `Slack didn’t open the form in time. Please choose “${shortcut}” again.`;

/** The lists are up to date. */
export const refreshedWords = (avatars: number, voices: number): string =>
  `Up to date: ${avatars} avatars and ${voices} voices.`;

/** The title of a modal that answers where there is no message. */
export const NOTICE_TITLE = 'Your video';
