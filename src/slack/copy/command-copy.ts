import { truncate } from '../../lib/text.ts';
import { escapeMrkdwn } from '../blocks/escape.ts';
import { missingNames } from './form-notes.ts';

/**
 * The help, as mrkdwn for one person. `command`: the command as typed. `handle`: the app's handle,
 * with its @.
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
    'Price: 1 credit per 2 minutes, rounded up. About 150 words make one minute.',
  ].join('\n');
}

/** The button below the answer to a mention. */
export const MAKE_HERE = 'Make a video here';

/** The lines of the answer to a mention. `text`: the text beside the mention. */
export function mentionLines(text: string, isInThread: boolean): string[] {
  const where = isInThread ? 'in this thread' : 'in a thread under your message';
  if (text === '') return [`Make a video? It will appear ${where}.`];
  const missing = missingNames(text);
  return [
    `Make a video with these words? It will appear ${where}.`,
    `“${truncate(text, 200)}”`,
    ...(missing === undefined ? [] : [missing]),
  ];
}

/** Asks about a word that resembles a command: the text before and after the command's name. */
export const commandSuggestion = (
  typed: string,
): { readonly before: string; readonly after: string } => ({
  before: `“${typed}” isn’t a command. Did you mean `,
  after: '? If it’s your script, press the button.',
});

/** The button that uses the typed text as the script. */
export const TAKE_AS_SCRIPT = 'Use it as my script';
