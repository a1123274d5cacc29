/** The kind of an audio file, read from its first bytes: names and media types can be wrong. */
export type AudioKind = 'mp3' | 'wav' | 'm4a';

/** The media type that each kind is uploaded as. */
export const AUDIO_TYPES: Readonly<Record<AudioKind, string>> = {
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  m4a: 'audio/mp4',
};

/**
 * Null for kinds that Jogg does not accept.
 * https://docs.jogg.ai/api-reference/v2/API%20Documentation/AvatarVideosWithAudioSource
 */
export function audioKind(bytes: Uint8Array): AudioKind | null {
  const at = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (at(0, 4) === 'RIFF' && at(8, 12) === 'WAVE') return 'wav';
  if (at(4, 8) === 'ftyp') return 'm4a';
  if (at(0, 3) === 'ID3') return 'mp3';
  // The sync word of an MPEG audio frame, layer III.
  return bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2 ? 'mp3' : null;
}
