import { isShownIn } from '../domain/access.ts';
import { titleOf } from '../domain/title.ts';
import { endedWithoutResult } from '../domain/video/state.ts';
import type { Lineage } from '../domain/video/video.ts';
import type { AccessRequest } from './access-resolver.ts';
import type { Authorization, AuthorizeVideo } from './authorize-video.ts';

/** `parent` is null if the earlier video no longer exists. */
export type LineageOutcome =
  | { readonly kind: 'yes'; readonly parent: string | null; readonly lineage: Lineage | null }
  | Extract<Authorization, { kind: 'no' }>;

/**
 * The lineage that a form prefilled from an earlier video may store. It is checked again when the
 * form is submitted. The earlier video's name is shown only in a channel that shows that video.
 */
export type LineageOf = (
  parent: string,
  access: AccessRequest & { channel: string },
) => Promise<LineageOutcome>;

/** Checks that the person may remix the earlier video. */
export function createLineageOf(deps: { readonly authorize: AuthorizeVideo }): LineageOf {
  return async (parent, access) => {
    const authorization = await deps.authorize('remix', parent, access);
    if (authorization.kind === 'no')
      return authorization.reason === 'gone' || authorization.reason === 'unread'
        ? { kind: 'yes', parent: null, lineage: null }
        : authorization;
    const { video } = authorization;
    const name = isShownIn(video, access.channel) ? titleOf(video) : '';
    return {
      kind: 'yes',
      parent,
      lineage: { how: endedWithoutResult(video.state) ? 'retry' : 'remix', name },
    };
  };
}
