import { JoggError } from '../jogg/http/errors.ts';
import { networkProblem } from '../lib/network-error.ts';

const REMEDIES: Readonly<Record<string, string>> = {
  key: 'is refused: copy the key from app.jogg.ai → API into JOGG_API_KEY',
  permission: 'has no API access: check the plan of the Jogg account',
  credit: 'has no credit left: top up the Jogg account',
  rate: 'is asked too often just now: try again in a minute',
  no_answer: 'could not be tried, because Jogg does not answer: check the network and JOGG_API_URL',
};

/** What to do about an error of Jogg's, for the operator. */
export function joggRemedy(error: unknown): string {
  const problem = networkProblem(error);
  if (problem) return `could not be tried (${problem.code}): ${problem.says}`;
  const fix = error instanceof JoggError ? REMEDIES[error.code] : undefined;
  return fix ?? 'could not be tried, because Jogg does not answer as it should: try again later';
}
