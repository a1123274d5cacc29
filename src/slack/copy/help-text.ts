import { escapeMrkdwn } from '../blocks/escape.ts';

/**
 * How to use the app, as mrkdwn for the asker alone. `command` is what was typed, `handle` the
 * app's, with its @.
 */
export function helpText(command: string, handle: string): string {
  const [name, app] = [escapeMrkdwn(command), escapeMrkdwn(handle)];
  return [
    '*Make a talking-avatar video*',
    `• \`${name}\` opens the form. The video arrives in this channel.`,
    `• \`${name} Hello team\` opens it with your words as the script.`,
    `• \`${name} status\` shows videos in progress and recent failures.`,
    `• \`${name} list\` shows all your videos, newest first. The app’s Home tab has their covers.`,
    `• \`${name} refresh\` loads new avatars and voices from Jogg.`,
    `• In a thread, mention ${app}, or use “Make a video from this” in a message’s menu.`,
    `• In a new channel, type \`/invite ${app}\` first.`,
    'Price: 1 credit per 2 minutes, rounded up. About 150 words are one minute.',
  ].join('\n');
}
