import { z } from 'zod';
import { plain } from '../blocks/escape.ts';
import { LOOPBACK } from '../blocks/link.ts';

/** A file that somebody put into the form; null for what Slack did not tell. */
export interface AudioFile {
  readonly id: string;
  readonly name: string;
  readonly type: string | null;
  readonly bytes: number | null;
}

/** Jogg takes no more. https://docs.jogg.ai/api-reference/v2/API%20Documentation/UploadMedia */
const MOST_BYTES = 20 * 1024 * 1024;
const TYPES: readonly string[] = ['mp3', 'wav', 'm4a'];

const fileSchema = z.union([
  z.string().min(1),
  z.object({
    id: z.string().min(1),
    name: z.string().nullish().catch(null),
    filetype: z.string().nullish().catch(null),
    size: z.number().nullish().catch(null),
  }),
]);

/** Reads one of the files of a `file_input`; null for none. */
export function audioFileOf(value: unknown): AudioFile | null {
  const file = fileSchema.safeParse(value).data;
  if (file === undefined) return null;
  if (typeof file === 'string') return { id: file, name: '', type: null, bytes: null };
  const type = file.filetype?.toLowerCase() || null;
  return { id: file.id, name: plain(file.name ?? '', 100), type, bytes: file.size ?? null };
}

/** What is wrong with a recording, by the field it stands in. */
export function audioErrors(given: {
  readonly hasScript: boolean;
  readonly audioUrl: string;
  readonly audioFile: AudioFile | null;
}): Record<string, string> {
  const { audioUrl, audioFile } = given;
  const errors: Record<string, string> = {};
  if (audioUrl !== '' && !isPublic(audioUrl))
    errors['audio_url'] = 'Give an address that begins with https:// and that everybody may open.';
  if (audioFile?.type && !TYPES.includes(audioFile.type))
    errors['audio_file'] = 'Give an mp3, a wav or an m4a.';
  if (audioFile?.bytes && audioFile.bytes > MOST_BYTES)
    errors['audio_file'] = 'Give a file of at most 20 MB: an mp3 is the smallest.';
  if (audioUrl !== '' && audioFile)
    errors['audio_file'] = 'Give an address or a file, not both: empty one of them.';
  if (given.hasScript && audioUrl !== '')
    errors['audio_url'] = 'Give a script or your own audio, not both: empty one of them.';
  else if (given.hasScript && audioFile)
    errors['audio_file'] = 'Give a script or your own audio, not both: empty one of them.';
  return errors;
}

function isPublic(address: string): boolean {
  if (!URL.canParse(address) || address.length > 2_000) return false;
  const { protocol, username, password, hostname } = new URL(address);
  // A stand-in for Jogg on this machine; the download itself checks whether there is one.
  if (protocol === 'http:' && LOOPBACK.includes(hostname)) return username === '';
  const plainName = hostname.includes('.') && !/^[\d.]+$/.test(hostname);
  return protocol === 'https:' && username === '' && password === '' && plainName;
}
