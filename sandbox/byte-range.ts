const TYPES: Readonly<Record<string, string>> = {
  ...{ mp4: 'video/mp4', webm: 'video/webm', png: 'image/png', jpg: 'image/jpeg' },
  ...{ gif: 'image/gif', txt: 'text/plain', wav: 'audio/wav' },
};
/** The media type of a file, by its extension. */
export const mediaTypeOf = (name: string): string =>
  TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';

/** Answers with all bytes (200), one range (206) or an unsatisfiable range (416). RFC 9110 §14. */
export function rangeResponse(
  bytes: Buffer,
  type: string,
  range: string | undefined,
): { status: number; headers: Record<string, string>; body: Buffer } {
  const headers = { 'content-type': type, 'accept-ranges': 'bytes' };
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  const isNone = first === '' && last === '';
  const isBackward = first !== '' && last !== '' && Number(last) < Number(first);
  if (isNone || isBackward) return { status: 200, headers, body: bytes };
  const from = first === '' ? Math.max(0, bytes.length - Number(last)) : Number(first);
  const to =
    first === '' || last === '' ? bytes.length - 1 : Math.min(Number(last), bytes.length - 1);
  const place = (which: string) => ({ ...headers, 'content-range': `bytes ${which}` });
  if (from > to) return { status: 416, headers: place(`*/${bytes.length}`), body: Buffer.alloc(0) };
  const body = bytes.subarray(from, to + 1);
  return { status: 206, headers: place(`${from}-${to}/${bytes.length}`), body };
}
