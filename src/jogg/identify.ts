import type { Identify } from '../domain/ports.ts';
import { errorFields, type Note } from '../lib/log.ts';
import type { JoggAdapter } from './adapter.ts';
import { JoggError } from './errors.ts';

/** Jogg behind the port `Identify`, with the version that new videos are asked for with. */
export function createIdentify(deps: {
  readonly adapter: Pick<JoggAdapter, 'version' | 'identify'>;
  readonly note: Note;
}): Identify {
  const { adapter, note } = deps;
  return async (projectId) => {
    try {
      return { version: adapter.version, ...(await adapter.identify(projectId)) };
    } catch (error) {
      if (!(error instanceof JoggError)) throw error;
      note('jogg_project_not_identified', { version: adapter.version, ...errorFields(error) });
      return null;
    }
  };
}
