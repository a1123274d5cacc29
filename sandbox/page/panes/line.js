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
