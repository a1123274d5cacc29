/** Answers to a command, a mention, a shortcut or a button, visible to one person only. */
export const ANSWERS = {
  notOpened: 'Slack didn’t open the form in time. Please try again.',
  notSavedNorPaid: 'We couldn’t save this, and nothing was paid. Please try again.',
  notSaved: 'We couldn’t save this. Please try again.',
  refreshing: 'Loading new avatars and voices from Jogg…',
  notRefreshed:
    'Jogg didn’t answer as expected, so the lists stay as they are. Try again in a minute.',
  loadingNames: 'Asking Slack for the names in this message…',
  noVideoOfMessage:
    'This message of the app isn’t about a video. Use the buttons on a video’s card instead.',
  mentionTooLong:
    'That message is too long for a button. Choose “Make a video from this” in its menu instead.',
  mentionLost: 'We no longer have your words. Copy them from your message, then type /jogg.',
  againNotReady: 'Only a finished video can be made again.',
  againTitle: 'Make it again',
  tooLateToCancel: 'Too late: this video is no longer in progress. Its card says how it ended.',
  remixNotice: 'This makes a new video and costs credits again. The original stays.',
  notFailed: 'This video didn’t fail, so there’s nothing to try again.',
  retryStarted: 'On it: a new card shows how it goes.',
  alreadyRetried: 'You’ve already tried this again. Its own card shows how it goes.',
  checking: 'We’re checking. To see what we found, press “Check again” once more in a minute.',
  sentAgain: 'On it: we’re sending it to Jogg once more.',
  givenUp: 'Given up: you won’t see a result.',
  candidateTaken: 'Got it: the card shows your video in a moment.',
  alreadyDecided: 'This is already settled. The card says how.',
  takenByAnother:
    'That video turned out to belong to another request. We’re checking for a different one.',
  formWithoutChannel: 'This form has lost its channel. Copy your script, then type /jogg again.',
  videosNotShown: 'We can’t show your videos right now. Please try again.',
  exampleScript:
    'Hello! I’m a talking avatar, made in Slack from a few typed words. Now it’s your turn: write what I should say.',
  shareNotReady: 'Only a finished video can be shared.',
  shareWhere: 'Choose a channel.',
  shareTitle: 'Share video',
  shareWaiting: 'Still sharing… You’ll see here in a moment how it went.',
  shared: 'The video is shared.',
  shareNotSaved: 'We couldn’t save this. Check that channel before you try again.',
  maybeShared: 'It may already be there. Check that channel: we don’t post it twice.',
  shareLater: 'Slack asked us to slow down, so nothing was posted. Try again in a minute.',
  shareUnknown:
    'Slack’s answer got lost, so we don’t know if the video is there. Check that channel.',
} as const;

/** The answer in a workspace without the app. `installUrl`: where to install it, if known. */
export const notInstalled = (installUrl: string | null) => ({
  title: 'Not installed',
  text: `The app isn’t installed in this workspace. Ask an admin to install it${installUrl === null ? '' : `: ${installUrl}`}.`,
});

/** The names of the two shortcuts, as in manifest.yml. */
export const SHORTCUTS = {
  make: 'Make a video',
  fromMessage: 'Make a video from this',
} as const;

/** The form did not open in time. */
export const chooseAgain = (shortcut: string): string =>
  `Slack didn’t open the form in time. Please choose “${shortcut}” again.`;

/** The avatars and voices are up to date. */
export const refreshedText = (avatars: number, voices: number): string =>
  `Up to date: ${avatars} avatars and ${voices} voices.`;

/** The app has chosen another voice. */
export const voiceChanged = (voice: string): string => `The voice is now ${voice}.`;

/** The title of a modal that answers if there is no message. */
export const NOTICE_TITLE = 'Your video';
