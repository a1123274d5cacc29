/** Parses a line in the composer. */
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

/** The commands that start with the typed text. */
export function suggestCommands(line, commands) {
  const word = /^\/\S*/.exec(line)?.[0];
  return word === undefined ? [] : commands.filter((each) => each.command.startsWith(word));
}

/** The people, `{ id, name }`, whose names start with the `@name` at the end. */
export function suggestPeople(line, people) {
  const typed = /(?:^|\s)@([^\s@]*)$/.exec(line)?.[1]?.toLowerCase();
  if (typed === undefined) return [];
  const starts = (part) => part.startsWith(typed);
  return people.filter(({ name }) => name.toLowerCase().split(' ').some(starts));
}

/** The completions of a line, each with its text and the completed line. */
export function completionsFor(line, caret, commands, people) {
  const [before, after] = [line.slice(0, caret), line.slice(caret)];
  const peopleCompletions = suggestPeople(before, people).map(({ name }) => ({
    ...{ name: `@${name}`, usage: '', more: '', isName: true },
    line: `${before.replace(/@[^\s@]*$/, `@${name} `)}${after}`,
  }));
  const commandCompletions = suggestCommands(line, commands).map((each) => ({
    ...{ name: each.command, usage: each.usage_hint, more: each.description, isName: false },
    line: `${each.command} `,
  }));
  return [...peopleCompletions, ...commandCompletions];
}

/** Replaces each `@name` by `<@id>`, as Slack sends it; the longest name wins. */
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

export const GUEST_NOTE =
  'You are a guest from another organization: you cannot use the commands of this app. ' +
  'You can watch the videos in this channel.';

/** Whether the person is a guest from another organization. */
export const isGuest = ({ users, me, workspace }) =>
  users.find(({ id }) => id === me)?.team_id !== workspace.id;

/** Why a conversation is read-only, or null. */
export function readOnlyReason({ archived, read_only }, { app }) {
  if (archived) return 'This channel is archived. You can read it, but not write in it.';
  return read_only ? `Sending messages to ${app.name} has been turned off.` : null;
}
