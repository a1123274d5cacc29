import type { Renderer } from '../domain/ports.ts';
import { errorFields, type Note } from '../lib/log.ts';
import type { JoggAdapter } from './api/adapter.ts';
import { talkingAvatarOf } from './api/talking-avatar.ts';
import { classifyLook } from './classify-look.ts';
import { classifySubmit } from './classify-submit.ts';
import { JoggError } from './http/errors.ts';

export interface RendererDeps {
  /** Every version, so that a project is looked at with the one that started it. */
  readonly adapters: { readonly v1: JoggAdapter; readonly v2: JoggAdapter };
  /** The version new videos are asked for with. */
  readonly version: 'v1' | 'v2';
  readonly note: Note;
}

/** Jogg behind the port `Renderer`: errors become outcomes here, and are noted. */
export function createRenderer({ adapters, version, note }: RendererDeps): Renderer {
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
        if (!isHeldBack(error)) note('jogg_submit_failed', { version, ...fieldsOf(error) });
        return classifySubmit(error);
      }
    },
    look: async ({ id, version: startedBy }) => {
      try {
        return await adapters[startedBy].look(id);
      } catch (error) {
        if (!(error instanceof JoggError)) throw error;
        if (!isHeldBack(error))
          note('jogg_look_failed', { version: startedBy, ...fieldsOf(error) });
        return classifyLook(error);
      }
    },
  };
}

/** Not sent, for the key is refused: that was said once, and for all. */
function isHeldBack(error: unknown): boolean {
  return error instanceof JoggError && error.code === 'key' && error.arrived === 'no';
}

function fieldsOf(error: unknown) {
  if (!(error instanceof JoggError)) return errorFields(error);
  const { joggCode, httpStatus, rid, arrived } = error;
  return { ...errorFields(error), jogg_code: joggCode, http_status: httpStatus, rid, arrived };
}
