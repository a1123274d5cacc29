import { createRequire } from 'node:module';
import type * as Sdk from '@slack/web-api';
import { loadWithout } from '../../lib/load-without.ts';

const require = createRequire(import.meta.url);
const webApi = (): typeof Sdk => require('@slack/web-api');

/** Slack's client, loaded without the 40 files of `@slack/types`, which contain only types. */
export const {
  LogLevel,
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} = loadWithout('@slack/web-api', ['@slack/types'], webApi);
