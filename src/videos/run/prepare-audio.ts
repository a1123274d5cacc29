import type { PrepareAudio, RateLimiter } from '../../domain/ports.ts';
import type { PrepareOutcome } from '../../domain/video/outcome.ts';
import { AUDIO_TYPES, audioKind } from './audio-kind.ts';

/** Why an audio file cannot be used; each reason has its own sentence. */
export type AudioRejection = 'gone' | 'scope' | 'too_large' | 'kind' | 'address' | 'unreachable';

export interface PrepareAudioDeps {
  /** Downloads a whole file from Slack. Never throws. */
  readonly slackFile: (
    id: string,
  ) => Promise<
    | { readonly kind: 'done'; readonly bytes: Uint8Array }
    | { readonly kind: 'later'; readonly afterMs: number | null }
    | { readonly kind: 'refused'; readonly why: AudioRejection }
  >;
  /** Downloads the whole content of a public address. Never throws. */
  readonly address: (
    url: string,
  ) => Promise<
    | { readonly kind: 'done'; readonly bytes: Uint8Array }
    | { readonly kind: 'refused'; readonly why: AudioRejection }
  >;
  readonly uploadAudio: (media: {
    readonly filename: string;
    readonly contentType: string;
    readonly bytes: Uint8Array;
  }) => Promise<PrepareOutcome>;
  /** The limiter of requests that Jogg counts. */
  readonly postLimiter: RateLimiter;
}

/**
 * Checks the content of an audio file from Slack or an address, and uploads it to Jogg. Unusable
 * audio is rejected before anything is paid.
 */
export function createPrepareAudio(deps: PrepareAudioDeps): PrepareAudio {
  return async (audio) => {
    const file =
      audio.kind === 'url' ? await deps.address(audio.url) : await deps.slackFile(audio.id);
    if (file.kind === 'later') return file;
    if (file.kind === 'refused') return rejection(file.why);
    const kind = audioKind(file.bytes);
    if (kind === null) return rejection('kind');
    const waitMs = await deps.postLimiter.take();
    if (waitMs > 0) return { kind: 'later', afterMs: waitMs };
    const { bytes } = file;
    return deps.uploadAudio({ filename: `audio.${kind}`, contentType: AUDIO_TYPES[kind], bytes });
  };
}

function rejection(why: AudioRejection): PrepareOutcome {
  return { kind: 'refused', failure: { reason: 'audio', detail: why, rid: null } };
}
