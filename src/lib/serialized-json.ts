/** A value that is already serialized as JSON. */
export class SerializedJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** Lets `JSON.stringify` include the value in another object. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** `JSON.stringify`, except that a `SerializedJson` is used as it is. */
export function stringifyJson(content: unknown): string {
  return content instanceof SerializedJson ? content.text : JSON.stringify(content);
}
