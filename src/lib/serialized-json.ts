/** JSON that is made already, of parts that were made before. */
export class SerializedJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** For code that makes JSON of it once more, as part of something else. */
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** `JSON.stringify`, but for what is JSON already. */
export function stringifyJson(content: unknown): string {
  return content instanceof SerializedJson ? content.text : JSON.stringify(content);
}
