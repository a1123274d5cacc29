import { isDict } from '../slack/rules/block-kit.ts';
import type { SlackSandbox } from '../slack/sandbox.ts';

const MESSAGES = /^(chat\.(postMessage|update|postEphemeral)|files\.completeUploadExternal)$/;
/** The errors that say something about the content, not about the place. */
const CONTENT =
  /^(invalid_(blocks|arguments|attachments|metadata|options|response|form)|no_text|msg_|view_too|metadata_|too_many_|markdown_)/;

/** How many messages and views the app has sent, and what nobody would take or hear. */
export function sentBy(slack: SlackSandbox): { count: number; complaints: string[] } {
  const taken = slack.log.filter(({ answer }) => answer?.['ok'] === true);
  const answers = slack.deliveries.flatMap(({ answer }) => (isDict(answer) ? [answer] : []));
  const responses = slack.responses.filter(({ error }) => error === null);
  const messages = [
    ...taken.filter(({ method }) => MESSAGES.test(method)).map((each) => each.arguments),
    ...answers.filter((each) => typeof each['text'] === 'string'),
    ...responses.map(({ body }) => body),
  ].filter(isDict);
  const views = [
    ...taken.filter(({ method }) => method.startsWith('views.')).map((each) => each.arguments),
    ...answers,
  ].filter(({ view }) => isDict(view));
  return {
    count: messages.length + views.length,
    complaints: [
      ...slack.log
        .filter(({ fault, answer }) => fault === null && CONTENT.test(String(answer?.['error'])))
        .map(({ method, answer }) => `${method}: ${JSON.stringify(answer)}`),
      ...slack.responses.flatMap(({ error }) => (error === null ? [] : `response URL: ${error}`)),
      ...slack.notices.filter(({ kind }) => CONTENT.test(kind)).map(({ text }) => text),
      ...messages
        .filter((each) => each['blocks'] !== undefined && !String(each['text'] ?? '').trim())
        .map((each) => `blocks without text: ${JSON.stringify(each)}`),
    ],
  };
}
