import { escapeMrkdwn } from '../blocks/escape.ts';

/** How to use the app, as mrkdwn for the asker alone. `command` is what was typed. */
export function helpText(command: string): string {
  const name = escapeMrkdwn(command);
  return [
    '*Make a talking-avatar video with Jogg*',
    `• \`${name}\` opens the form: script, avatar, voice, shape. The video comes back to this channel.`,
    `• \`${name} some words\` opens it with these words as the script.`,
    `• \`${name} status\` tells how your videos stand: under way, failed, how long it takes.`,
    `• \`${name} list\` shows all your videos, newest first. The Home tab of the app shows them with covers.`,
    `• \`${name} refresh\` asks Jogg for its newest avatars and voices.`,
    `• \`${name} help\` shows this.`,
    'Slack has no slash commands in threads: there, mention the app, or use “Make a video from this” in the menu of a message.',
    'Each started 2 minutes of video cost 1 credit of the Jogg account; about 150 words are one minute.',
  ].join('\n');
}
