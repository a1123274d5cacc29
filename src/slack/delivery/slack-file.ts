import type { FilesInfoResponse } from '@slack/web-api';
import type { Dispatcher } from 'undici';
import { MAX_AUDIO_BYTES } from '../../domain/audio.ts';
import { createAgent } from '../../lib/network/agent.ts';
import type { Proxies } from '../../lib/network/proxies.ts';
import { readAtMost } from '../../lib/network/read-at-most.ts';
import { request } from '../../lib/network/undici.ts';
import { parseWebUrl } from '../../lib/network/web-url.ts';
import { asRepeatable, classifyError } from '../web-api/classify.ts';
import { isTokenError, PROBE_INTERVAL_MS } from '../web-api/token-error.ts';

/** The content of a file in Slack. `why`: the key of the sentence for the requester. */
export type SlackFile =
  | { readonly kind: 'done'; readonly bytes: Uint8Array }
  | { readonly kind: 'later'; readonly afterMs: number | null }
  | { readonly kind: 'refused'; readonly why: 'gone' | 'scope' | 'too_large' };

/** The part of Slack's client that this file uses. */
interface FilesClient {
  readonly files: { info(args: { file: string }): Promise<FilesInfoResponse> };
}

const CONNECT_TIMEOUT_MS = 3_000;
const IDLE_TIMEOUT_MS = 10_000;
const TOTAL_TIMEOUT_MS = 60_000;

/** A client and its token, with which to read the file. */
interface Reader {
  readonly client: FilesClient;
  readonly botToken: string;
}

/**
 * Downloads a file with the reader's token. Sends the token only over https to Slack's hosts, or to
 * the exact host of `apiUrl`. Does not follow redirects. Never throws.
 */
export function createSlackFiles(deps: {
  readonly apiUrl: string;
  readonly proxies: Proxies;
  readonly now: () => number;
}): (reader: Reader, id: string) => Promise<SlackFile> {
  const dispatcher = createAgent({ proxies: deps.proxies, connectMs: CONNECT_TIMEOUT_MS });
  return async (reader, id) => {
    let info: FilesInfoResponse;
    try {
      info = await reader.client.files.info({ file: id });
    } catch (error) {
      const failure = classifyError(error, deps.now());
      if (failure.kind === 'refused' && isTokenError(failure.error))
        return { kind: 'later', afterMs: PROBE_INTERVAL_MS };
      if (failure.kind !== 'refused') return asRepeatable(failure);
      return { kind: 'refused', why: failure.error === 'missing_scope' ? 'scope' : 'gone' };
    }
    const { file } = info;
    if ((file?.size ?? 0) > MAX_AUDIO_BYTES) return { kind: 'refused', why: 'too_large' };
    const address = slackAddress(
      file?.url_private_download ?? file?.url_private ?? '',
      deps.apiUrl,
    );
    if (address === null) return { kind: 'refused', why: 'gone' };
    try {
      return await download(address, reader, dispatcher);
    } catch {
      // Slack is down, or the answer was incomplete. A download may be repeated.
      return { kind: 'later', afterMs: null };
    }
  };
}

/** The address if the token may be sent to it, otherwise null. */
export function slackAddress(address: string, apiUrl: string): URL | null {
  const api = new URL(apiUrl);
  const isApi = ({ protocol, host }: URL) => protocol === api.protocol && host === api.host;
  const url = parseWebUrl(address, isApi);
  if (url === null || isApi(url)) return url;
  const roots = ['slack.com', api.hostname];
  const isSlackHost = roots.some(
    (root) => url.hostname === root || url.hostname.endsWith(`.${root}`),
  );
  return url.port === '' && isSlackHost ? url : null;
}

async function download(
  address: URL,
  { botToken }: Reader,
  dispatcher: Dispatcher,
): Promise<SlackFile> {
  const { statusCode, body } = await request(address, {
    dispatcher,
    headers: { authorization: `Bearer ${botToken}` },
    headersTimeout: IDLE_TIMEOUT_MS,
    bodyTimeout: IDLE_TIMEOUT_MS,
    signal: AbortSignal.timeout(TOTAL_TIMEOUT_MS),
  });
  if (statusCode !== 200) {
    await body.dump();
    const isTransient = statusCode === 429 || statusCode >= 500;
    return isTransient ? { kind: 'later', afterMs: null } : { kind: 'refused', why: 'gone' };
  }
  const bytes = await readAtMost(body, MAX_AUDIO_BYTES);
  return bytes === null ? { kind: 'refused', why: 'too_large' } : { kind: 'done', bytes };
}
