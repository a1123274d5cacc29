/** What a line in the composer means. */
export function readLine(line, commands) {
  const trimmed = line.trim();
  if (trimmed === '') return { kind: 'nothing' };
  const match = /^(\/[^\s]+)\s*([\s\S]*)$/.exec(trimmed);
  if (match === null) return { kind: 'post', text: trimmed };
  const [, command = '', text = ''] = match;
  return commands.includes(command)
    ? { kind: 'command', command, text }
    : { kind: 'unknown', command };
}

/** The commands that a half-typed line may become. */
export function suggestCommands(line, commands) {
  const word = /^\/\S*/.exec(line)?.[0];
  if (word === undefined) return [];
  return commands.filter((each) => each.command.startsWith(word));
}

/** The people, `{ id, name }`, that a half-typed `@name` at the end may become. */
export function suggestPeople(line, people) {
  const typed = /(?:^|\s)@([^\s@]*)$/.exec(line)?.[1]?.toLowerCase();
  if (typed === undefined) return [];
  return people.filter(({ name }) =>
    name
      .toLowerCase()
      .split(' ')
      .some((part) => part.startsWith(typed)),
  );
}

/** The line with each `@name` as Slack sends it, `<@id>`; the longest name wins. */
export function withMentions(line, people) {
  return people
    .toSorted((one, other) => other.name.length - one.name.length)
    .reduce((text, { id, name }) => {
      const literal = name.replaceAll(/[^\p{L}\p{N} ]/gu, String.raw`\$&`);
      return text.replaceAll(
        new RegExp(`(?<![\\w<])@${literal}(?![\\p{L}\\p{N}])`, 'giu'),
        `<@${id}>`,
      );
    }, line);
}
