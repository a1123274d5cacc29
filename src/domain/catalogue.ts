import { z } from 'zod';

/** The shapes a video can have, as people and our form name them. */
export const SHAPES = ['portrait', 'landscape', 'square'] as const;
export const shapeSchema = z.enum(SHAPES);
export type Shape = z.infer<typeof shapeSchema>;

/** The origin of an avatar: Jogg's library, an instant avatar, a photo avatar. */
export const AVATAR_KINDS = ['public', 'custom', 'photo'] as const;
export const avatarKindSchema = z.enum(AVATAR_KINDS);
export type AvatarKind = z.infer<typeof avatarKindSchema>;

/** An avatar, independent of Jogg's API version; unknown fields are `null`. */
export const avatarSchema = z.object({
  kind: avatarKindSchema,
  id: z.string().min(1),
  name: z.string(),
  coverUrl: z.string().nullable(),
  previewUrl: z.string().nullable(),
  shape: shapeSchema.nullable(),
  style: z.string().nullable(),
  gender: z.string().nullable(),
  age: z.string().nullable(),
});
export type Avatar = z.infer<typeof avatarSchema>;

/** A voice. `own`: cloned by the account. Unknown fields are `null`. */
export const voiceSchema = z.object({
  id: z.string().min(1),
  own: z.boolean(),
  name: z.string(),
  sampleUrl: z.string().nullable(),
  language: z.string().nullable(),
  gender: z.string().nullable(),
  age: z.string().nullable(),
  accent: z.string().nullable(),
  use: z.string().nullable(),
});
export type Voice = z.infer<typeof voiceSchema>;

/** Everything a person can choose from, and when Jogg last listed it (ms since the epoch). */
export const catalogueSchema = z.object({
  avatars: z.array(avatarSchema),
  voices: z.array(voiceSchema),
  loadedAt: z.number(),
});
export type Catalogue = z.infer<typeof catalogueSchema>;

/** The value of an avatar option in the form, e.g. `public:81`. */
export const avatarValue = (avatar: { kind: AvatarKind; id: string }): string =>
  `${avatar.kind}:${avatar.id}`;
