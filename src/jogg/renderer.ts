import type { Renderer } from '../domain/ports.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { JoggAdapter } from './api/adapter-contract.ts';
import { talkingAvatarOf } from './api/talking-avatar.ts';
import { classifyPoll } from './classify-poll.ts';
import { classifySubmit } from './classify-submit.ts';
import { JoggError } from './http/errors.ts';

export interface RendererDeps {
  /** Both versions, because a project is polled with the version that started it. */
  readonly adapters: { readonly v1: JoggAdapter; readonly v2: JoggAdapter };
  /** The version for new videos. */
  readonly version: 'v1' | 'v2';
  readonly logEvent: LogEvent;
}

/** Implements the port `Renderer`. Logs errors and converts them to outcomes. */
export function createRenderer({ adapters, version, logEvent }: RendererDeps): Renderer {
  return {
    version,
    submit: async (order, audioUrl = null) => {
      try {
        return {
          kind: 'done',
          version,
          projectId: await adapters[version].create(talkingAvatarOf(order, audioUrl)),
        };
      } catch (error) {
        if (!isShortCircuited(error))
          logEvent('jogg_submit_failed', { version, ...joggErrorFields(error) });
        return classifySubmit(error);
      }
    },
    poll: async ({ id, version: startedBy }) => {
      try {
        return await adapters[startedBy].poll(id);
      } catch (error) {
        if (!(error instanceof JoggError)) throw error;
        if (!isShortCircuited(error))
          logEvent('jogg_look_failed', { version: startedBy, ...joggErrorFields(error) });
        return classifyPoll(error);
      }
    },
  };
}

/** Whether the key guard stopped the request. It has already logged the rejected key. */
function isShortCircuited(error: unknown): boolean {
  return error instanceof JoggError && error.code === 'key' && error.arrived === 'no';
}

function joggErrorFields(error: unknown) {
  if (!(error instanceof JoggError)) return errorFields(error);
  const { joggCode, httpStatus, rid, arrived } = error;
  return { ...errorFields(error), jogg_code: joggCode, http_status: httpStatus, rid, arrived };
}
