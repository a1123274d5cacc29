import { type DestinationStream, pino } from 'pino';
import { errorCodeOf } from './network/error-code.ts';
import { networkProblem } from './network/network-error.ts';

/** The fields of a log line: ids and numbers, never text from people, tokens or signed links. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Logs one line: a stable `event` name and its fields. */
export type LogEvent = (event: string, fields?: LogFields) => void;

export interface Log {
  readonly debug: LogEvent;
  readonly info: LogEvent;
  readonly warn: LogEvent;
  readonly error: LogEvent;
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Logs one JSON object per line to `destination`, by default to standard output. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = destination ? pino(options, destination) : pino(options);
  return {
    debug: (event, fields) => logger.debug({ event, ...fields }),
    info: (event, fields) => logger.info({ event, ...fields }),
    warn: (event, fields) => logger.warn({ event, ...fields }),
    error: (event, fields) => logger.error({ event, ...fields }),
  };
}

/** The names of events that need an operator's attention. */
const WARNING_EVENTS =
  /_(failed|refused|damaged|unread|unsaved|unreachable|incomplete|quarantined|not_\w+)$|trouble/;

/** Logs every event, with `WARNING_EVENTS` as warnings, and passes it to `onEvent`. */
export function createLogEvent(log: Log, onEvent: LogEvent): LogEvent {
  return (event, fields) => {
    onEvent(event, fields);
    log[WARNING_EVENTS.test(event) ? 'warn' : 'info'](event, fields);
  };
}

/**
 * An error as log fields: its name and `code`, those of its cause, and its network problem. Never
 * its message, because libraries can put a request body or a token into it.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const cause = error.cause instanceof Error ? { cause: nameWithCode(error.cause) } : {};
  const at = error.stack
    ?.split('\n')
    .find((line) => line.includes('/src/'))
    ?.trim()
    .replace(/^at .*\/src\//, 'src/');
  const problem = networkProblem(error);
  return {
    error: nameWithCode(error),
    ...cause,
    ...(problem ? { network: problem.code, says: problem.message } : {}),
    ...(at ? { at } : {}),
  };
}

function nameWithCode(error: Error): string {
  return [error.name, errorCodeOf(error)].filter((each) => each !== null).join(' ');
}
