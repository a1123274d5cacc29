import type { Identify } from '../domain/ports.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { JoggAdapter } from './api/adapter-contract.ts';
import { isNotFound, JoggError } from './http/errors.ts';

type Version = JoggAdapter['version'];

/**
 * Implements the port `Identify`. Asks the current API version first, then the other one, because
 * the project may be older than a change of version. Resolves with the version that knows the
 * project, or null if neither does.
 */
export function createIdentify(deps: {
  readonly adapters: Readonly<Record<Version, Pick<JoggAdapter, 'identify'>>>;
  readonly version: Version;
  readonly logEvent: LogEvent;
}): Identify {
  const { adapters, version: current, logEvent } = deps;
  const other = current === 'v1' ? 'v2' : 'v1';
  const ask = async (projectId: string, version: Version) => ({
    version,
    ...(await adapters[version].identify(projectId)),
  });
  return async (projectId) => {
    try {
      return await ask(projectId, current).catch((error: unknown) => {
        if (isNotFound(error)) return ask(projectId, other);
        throw error;
      });
    } catch (error) {
      if (!(error instanceof JoggError)) throw error;
      logEvent('jogg_project_not_identified', { version: current, ...errorFields(error) });
      return null;
    }
  };
}
