/** A rejected request: becomes an envelope with `code` and `message`, without `data`. */
export class JoggError extends Error {
  override readonly name = 'Refusal';
  readonly code: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.code = code;
    this.headers = headers;
  }
}

/** 40000: `why` names the parameter, as in `avatar_id is required`. */
export const parameterError = (why: string) => new JoggError(40_000, `Parameter error: ${why}`);
/** 10104: nothing has this id. */
export const notFound = (what: string) => new JoggError(10_104, `Record not found: ${what}`);
export const noCredit = () => new JoggError(18_020, 'Insufficient credit');
export const noPermission = () => new JoggError(18_025, 'No permission to call APIs');
export const wrongKey = () => new JoggError(10_105, 'Invalid API key');
export const tooMany = (seconds: number) =>
  new JoggError(429, 'Rate limit exceeded. Please try again later.', {
    'retry-after': String(seconds),
  });
