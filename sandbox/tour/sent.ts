import { elementsOf, isDict } from '../slack/rules/block-kit.ts';
import type { SlackSandbox } from '../slack/sandbox.ts';

/** What the app has sent, and what Slack would not have taken of it or nobody could read aloud. */
export interface Sent {
  readonly messages: number;
  readonly views: number;
  /** A sentence each. */
  readonly complaints: readonly string[];
}

const MESSAGES = new Set([
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'files.completeUploadExternal',
]);
const VIEWS = new Set(['views.open', 'views.push', 'views.update', 'views.publish']);
/** The errors that say something about the content, not about the place. */
const CONTENT =
  /^(invalid_(blocks|arguments|attachments|metadata|options|response|form)|no_text|msg_|view_too|metadata_|too_many_|markdown_)/;

/** Counts and checks everything the app has sent: calls, answers to interactions, response URLs. */
export function sentBy(slack: SlackSandbox): Sent {
  const calls = slack.log.filter(({ method }) => MESSAGES.has(method) || VIEWS.has(method));
  const taken = calls.filter(({ answer }) => answer?.['ok'] === true);
  const answers = slack.deliveries.flatMap(({ answer }) => (isDict(answer) ? [answer] : []));
  const inAnswers = answers.filter((each) => isDict(each['view']));
  const saidInAnswers = answers.filter((each) => typeof each['text'] === 'string');
  const responses = slack.responses.flatMap(({ body, error }) =>
    error === null && isDict(body) ? [body] : [],
  );
  const isMessage = ({ method }: { method: string }) => MESSAGES.has(method);
  const messages = [
    ...taken.filter(isMessage).map((each) => each.arguments),
    ...saidInAnswers,
    ...responses,
  ];
  const views = [
    ...taken.filter((each) => !isMessage(each)).map((each) => each.arguments['view']),
    ...inAnswers.map((each) => each['view']),
  ];
  const refused = slack.log
    .filter(({ fault, answer }) => fault === null && CONTENT.test(String(answer?.['error'] ?? '')))
    .map(({ method, answer }) => `${method}: ${JSON.stringify(answer)}`);
  return {
    messages: messages.length,
    views: views.length,
    complaints: [
      ...refused,
      ...slack.responses.flatMap(({ error }) => (error === null ? [] : `response URL: ${error}`)),
      ...slack.notices.filter(({ kind }) => CONTENT.test(kind)).map(({ text }) => text),
      ...messages.filter(isMute).map((each) => `blocks without text: ${JSON.stringify(each)}`),
      ...[...messages, ...views]
        .filter(isDict)
        .flatMap((each) => (Array.isArray(each['blocks']) ? each['blocks'].filter(isDict) : []))
        .flatMap((block) => [block, ...elementsOf(block)])
        .filter((each) => each['type'] === 'image' && !each['alt_text'])
        .map((each) => `an image without alt text: ${JSON.stringify(each)}`),
    ],
  };
}

/** Blocks without words are silent for a screen reader and empty in a notification. */
function isMute(message: Readonly<Record<string, unknown>>): boolean {
  return message['blocks'] !== undefined && !String(message['text'] ?? '').trim();
}
