import { readFileSync } from 'node:fs';
import {
  App,
  HTTPReceiver,
  type RespondArguments,
  type SlackOptionsMiddlewareArgs,
} from '@slack/bolt';
import type { View } from '@slack/types';
import { SIGNING_SECRET } from './signed-requests.ts';

/** The app's recorded answers, as constants for the baseline. */
export interface BareAnswers {
  readonly help: RespondArguments;
  readonly view: View;
  /** By the typed text. */
  readonly suggestions: Readonly<Record<string, SuggestionAnswer>>;
}
type SuggestionAnswer = Parameters<SlackOptionsMiddlewareArgs<'block_suggestion'>['ack']>[0];

/**
 * The baseline: Bolt as its own guide starts it, with minimal listeners. It looks nothing up,
 * stores nothing and decides nothing. Each answer is a constant, equal to the app's.
 */
const { PORT = '0', SLACK_API_URL: slackApiUrl = '', ANSWERS } = process.env;

const receiver = new HTTPReceiver({
  signingSecret: SIGNING_SECRET,
  customRoutes: [
    { path: '/readyz', method: 'GET', handler: (_, response) => void response.end('ready\n') },
  ],
});
const app = new App({ token: 'xoxb-bench', receiver, clientOptions: { slackApiUrl } });
const answers: BareAnswers | null = ANSWERS ? JSON.parse(readFileSync(ANSWERS, 'utf8')) : null;

app.command('/jogg', async ({ command, ack, client }) => {
  if (answers === null) throw new Error('no answers were given');
  if (command.text === 'help') return ack(answers.help);
  await ack();
  await client.views.open({ trigger_id: command.trigger_id, view: answers.view });
});

app.options('avatar', async ({ options, ack }) => {
  await ack(answers?.suggestions[options.value]);
});

// Node writes a profile only if the process exits by itself.
process.once('SIGTERM', () => process.exit(0));
await app.start(Number(PORT));
