import { z } from 'zod';
import { MAX_AUDIO_BYTES } from '../../domain/audio.ts';
import { isLocalHttp, parseWebUrl } from '../../lib/network/web-url.ts';
import { plain } from '../blocks/escape.ts';
import { FORM_ERRORS } from '../copy/form-copy.ts';

/** A file from the form; null for what Slack does not give. */
export interface AudioFile {
  readonly id: string;
  readonly name: string;
  readonly type: string | null;
  readonly bytes: number | null;
}

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

/** Reads a file of a `file_input`; null without a file. */
export function audioFileOf(value: unknown): AudioFile | null {
  const file = fileSchema.safeParse(value).data;
  if (file === undefined) return null;
  if (typeof file === 'string') return { id: file, name: '', type: null, bytes: null };
  const type = file.filetype?.toLowerCase() || null;
  return { id: file.id, name: plain(file.name ?? '', 100), type, bytes: file.size ?? null };
}

/** The errors of an audio file or address, by block id. */
export function audioErrors(input: {
  readonly hasScript: boolean;
  readonly audioUrl: string;
  readonly audioFile: AudioFile | null;
}): Record<string, string> {
  const { audioUrl, audioFile } = input;
  const errors: Record<string, string> = {};
  if (audioUrl !== '' && !isPublic(audioUrl)) errors['audio_url'] = FORM_ERRORS.audioLink;
  if (audioFile?.type && !TYPES.includes(audioFile.type))
    errors['audio_file'] = FORM_ERRORS.audioKind;
  if (audioFile?.bytes && audioFile.bytes > MAX_AUDIO_BYTES)
    errors['audio_file'] = FORM_ERRORS.audioSize;
  if (audioUrl !== '' && audioFile) errors['audio_file'] = FORM_ERRORS.audioTwice;
  if (input.hasScript && audioUrl !== '') errors['audio_url'] = FORM_ERRORS.audioAndScript;
  else if (input.hasScript && audioFile) errors['audio_file'] = FORM_ERRORS.audioAndScript;
  return errors;
}

function isPublic(address: string): boolean {
  const url = parseWebUrl(address);
  if (url === null || address.length > 2_000) return false;
  // The download also allows a local test server.
  return isLocalHttp(url) || (url.hostname.includes('.') && !/^[\d.]+$/.test(url.hostname));
}
