import { escapeMrkdwn } from '../blocks/escape.ts';

/** How to use the app, as mrkdwn for the asker alone. `command` is what was typed. */
export function helpText(command: string): string {
  const name = escapeMrkdwn(command);
  return [
    '*Make a talking-avatar video with Jogg*',
    `• \`${name}\` opens the form. The video arrives in this channel.`,
    `• \`${name} your script\` opens the form with your script in it.`,
    `• \`${name} status\` shows videos in progress and recent failures.`,
    `• \`${name} list\` shows all your videos, newest first. The app’s Home tab has their covers.`,
    `• \`${name} refresh\` gets the newest avatars and voices from Jogg.`,
    `• \`${name} help\` shows this.`,
    'In a thread, mention the app or choose “Make a video from this” in a message’s menu.',
    '1 credit per 2 minutes, rounded up. About 150 words are 1 minute.',
  ].join('\n');
}
