import { z } from 'zod';

const rawPost = z.looseObject({ status: z.unknown(), looks: z.unknown() });
const rawVideo = z.looseObject({
  face: z.unknown(),
  likely: z.unknown(),
  look: z.looseObject({ odd: z.unknown() }),
  posts: z.record(z.string(), rawPost),
});
const STATUSES: ReadonlyMap<unknown, string> = new Map([
  ['doubt', 'in_doubt'],
  ['astray', 'misplaced'],
]);

/** A stored video with the current field names. Version 0.1 named some fields differently. */
export function upgradedVideo(raw: unknown): unknown {
  const old = rawVideo.safeParse(raw);
  if (!old.success) return raw;
  const { face, likely, look, posts, ...rest } = old.data;
  const { odd, ...poll } = look;
  return {
    ...rest,
    cardVersion: face,
    candidate: likely ?? null,
    poll: { ...poll, anomalies: odd },
    posts: Object.fromEntries(
      Object.entries(posts).map(([slot, { looks, status, ...post }]) => [
        slot,
        { ...post, searches: looks, status: STATUSES.get(status) ?? status },
      ]),
    ),
  };
}
