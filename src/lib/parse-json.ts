/** Parses JSON; `undefined` if the text is not JSON. Ignores a byte order mark before bytes. */
export function parseJson(json: string | ArrayBuffer | Uint8Array): unknown {
  try {
    return JSON.parse(typeof json === 'string' ? json : new TextDecoder().decode(json));
  } catch {
    return undefined;
  }
}
