import { scopeOf } from '../../src/domain/scope.ts';
import { openState } from '../../src/store/open-state.ts';
import type { TwoWorkspaces } from './two-workspaces.ts';

const PAGE = 10_000;

/**
 * Every place where something of one workspace stands that belongs to the other, or to nobody: what
 * the app asked of Slack and answered it, what people see, what is stored, logged and measured.
 */
export async function leaks({ slack, jogg, lines, urls, sides, stateUrl }: TwoWorkspaces) {
  const found: string[] = [];
  const look = (where: string, of: string | null, content: unknown, ids = true): void => {
    const text = JSON.stringify(content) ?? '';
    for (const { id, signs } of sides)
      for (const sign of ids ? signs : signs.slice(0, 1))
        if (id !== of && text.includes(sign)) found.push(`${where} of ${of} has ${sign} of ${id}`);
  };

  for (const { method, by, arguments: sent, answer } of slack.log)
    if (by !== null) look(`${method}`, by, [sent, answer]);
  for (const { kind, payload, answer } of slack.deliveries)
    look(`the answer to ${kind}`, workspaceOf(payload), answer);
  for (const { id, slack: seen } of sides) {
    for (const channel of seen.channels) look('a channel', id, seen.messages(channel.id));
    for (const person of seen.users) look('a view', id, seen.views.home(person.id) ?? null);
    look('an answer', id, seen.responses);
  }
  for (const { path, body } of jogg.log) {
    const marks = sides.filter(({ mark }) => JSON.stringify(body ?? '').includes(mark));
    if (marks.length > 1) found.push(`a request to ${path} has both`);
  }
  look('the log', null, lines, false);
  for (const url of urls) look('a metric', null, await (await fetch(`${url}/metrics`)).text());

  const { copy, close } = openState(stateUrl, () => undefined);
  const records = await copy.readRecords({ namespace: '', key: '' }, PAGE);
  const links = records.filter(({ namespace }) => namespace === 'project');
  for (const { namespace, key, text } of records) {
    // A Jogg account links its projects to tasks, whose ids name their workspace.
    const isShared = !/^[TE]/.test(scopeOf(key));
    look(`${namespace} ${key}`, scopeOf(key), isShared ? key : [key, text], !isShared);
    // What Jogg says of a project is for the workspace that it is linked to.
    const link = namespace === 'reason' ? links.find((each) => each.key === key) : undefined;
    const of = /"([TE][A-Z0-9]+)~/.exec(link?.text ?? '')?.[1] ?? null;
    if (isShared) look(`${namespace} ${key}`, of, text, false);
  }
  for (const { id, payload } of await copy.readTasks(0, PAGE))
    look(`task ${id}`, scopeOf(id), payload);
  await close();
  return found;
}

/** The workspace that a request of Slack's is for. */
function workspaceOf(payload: Record<string, unknown>): string | null {
  const { team_id, team } = payload as { team_id?: string; team?: { id?: string } };
  return team_id ?? team?.id ?? null;
}
