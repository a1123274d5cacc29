type Defined<Fields> = { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };

export const compact = <Fields extends object>(fields: Fields): Defined<Fields> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Defined<Fields>;
