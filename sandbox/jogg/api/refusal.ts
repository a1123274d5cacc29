/** A request Jogg turns down: becomes an envelope with `code` and `message`, and no `data`. */
export class Refusal extends Error {
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
export function parameterError(why: string): Refusal {
  return new Refusal(40_000, `Parameter error: ${why}`);
}

/** 10104: nothing has this id. */
export function notFound(what: string): Refusal {
  return new Refusal(10_104, `Record not found: ${what}`);
}

export function noCredit(): Refusal {
  return new Refusal(18_020, 'Insufficient credit');
}

export function noPermission(): Refusal {
  return new Refusal(18_025, 'No permission to call APIs');
}

export function wrongKey(): Refusal {
  return new Refusal(10_105, 'Invalid API key');
}

export function tooMany(seconds: number): Refusal {
  return new Refusal(429, 'Rate limit exceeded. Please try again later.', {
    'retry-after': String(seconds),
  });
}
