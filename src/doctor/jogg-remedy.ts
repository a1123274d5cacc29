import { JoggError } from '../jogg/http/errors.ts';
import { networkProblem } from '../lib/network/network-error.ts';

const REMEDIES: Readonly<Record<string, string>> = {
  key: 'refused. Copy your key from app.jogg.ai → API into JOGG_API_KEY',
  permission: 'has no API access. Check the plan of the Jogg account',
  credit: 'has no credits left. Top up the Jogg account',
  rate: 'could not be checked, because Jogg allows no more requests now. Try again in a minute',
  no_answer:
    'could not be checked, because Jogg does not answer. Check the network and JOGG_API_URL',
};

/** What the operator can do about an error from Jogg. */
export function joggRemedy(error: unknown): string {
  const problem = networkProblem(error);
  if (problem) return `could not be checked (${problem.code}): ${problem.message}`;
  const fix = error instanceof JoggError ? REMEDIES[error.code] : undefined;
  return fix ?? 'could not be checked, because Jogg does not answer as expected. Try again later';
}
