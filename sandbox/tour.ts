import type { DemoWorld } from './demo-world.ts';
import { messageOf, RunFailure } from './once-run.ts';
import { isDict } from './slack/rules/block-kit.ts';
import type { SlackSandbox } from './slack/sandbox.ts';
import { FORM_STEPS } from './tour/form-steps.ts';
import { createGuide, type Steps } from './tour/guide.ts';
import { RESULT_STEPS, SAFETY_STEPS } from './tour/result-steps.ts';
import { STATUS_STEPS } from './tour/status-steps.ts';

const STEPS: Steps = { ...FORM_STEPS, ...RESULT_STEPS, ...SAFETY_STEPS, ...STATUS_STEPS };

/**
 * Walks through everything the app does and prints what a person sees, with numbered headings.
 * @throws RunFailure naming the step that failed, or what Slack would have rejected
 */
export async function runTour(
  world: DemoWorld,
  print: (line: string) => void,
  steps: Steps = STEPS,
): Promise<void> {
  const guide = createGuide(world, print);
  const all = Object.entries(steps);
  for (const [at, [title, run]] of all.entries()) {
    print(`${at === 0 ? '' : '\n'}${at + 1}. ${title}`);
    try {
      await run(guide);
    } catch (error) {
      const why = [messageOf(error), ...sentMessages(world.slack).violations].join('; ');
      throw new RunFailure(`step ${at + 1} (${title}): ${why}`, { cause: error });
    }
  }
  const { count, violations } = sentMessages(world.slack);
  if (violations.length > 0)
    throw new RunFailure(`Slack would not accept all of it: ${violations.join('; ')}`);
  print(`\n${all.length} steps, ${count} messages and views, all within Slack's limits`);
}

const MESSAGES = /^(chat\.(postMessage|update|postEphemeral)|files\.completeUploadExternal)$/;
/** Errors about the content, not about the channel. */
const CONTENT =
  /^(invalid_(blocks|arguments|attachments|metadata|options|response|form)|no_text|msg_|view_too|metadata_|too_many_|markdown_)/;

/** The number of messages and views sent, and those that Slack or a screen reader would reject. */
function sentMessages(slack: SlackSandbox): { count: number; violations: string[] } {
  const accepted = slack.log.filter(({ answer }) => answer?.['ok'] === true);
  const answers = slack.deliveries.flatMap(({ answer }) => (isDict(answer) ? [answer] : []));
  const responses = slack.responses.filter(({ error }) => error === null);
  const messages = [
    ...accepted.filter(({ method }) => MESSAGES.test(method)).map((each) => each.arguments),
    ...answers.filter((each) => typeof each['text'] === 'string'),
    ...responses.map(({ body }) => body),
  ].filter(isDict);
  const views = [
    ...accepted.filter(({ method }) => method.startsWith('views.')).map((each) => each.arguments),
    ...answers,
  ].filter(({ view }) => isDict(view));
  return {
    count: messages.length + views.length,
    violations: [
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
