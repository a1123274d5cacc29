import { scopeOf } from '../../src/domain/scope.ts';
import { openState } from '../../src/store/open-state.ts';
import type { TwoWorkspaces } from './two-workspaces.ts';

const PAGE = 10_000;

/**
 * Finds data of one workspace that appears at the other or in shared places: in the app's requests
 * to Slack and its answers, in what people see, in records, logs and metrics.
 */
export async function findLeaks({ slack, jogg, lines, urls, workspaces, stateUrl }: TwoWorkspaces) {
  const found: string[] = [];
  const check = (where: string, of: string | null, content: unknown, ids = true): void => {
    const text = JSON.stringify(content) ?? '';
    for (const { id, identifiers } of workspaces)
      for (const sign of ids ? identifiers : identifiers.slice(0, 1))
        if (id !== of && text.includes(sign)) found.push(`${where} of ${of} has ${sign} of ${id}`);
  };

  for (const { method, by, arguments: sent, answer } of slack.log)
    if (by !== null) check(`${method}`, by, [sent, answer]);
  for (const { kind, payload, answer } of slack.deliveries)
    check(`the answer to ${kind}`, workspaceOf(payload), answer);
  for (const { id, slack: view } of workspaces) {
    for (const channel of view.channels) check('a channel', id, view.messages(channel.id));
    for (const person of view.users) check('a view', id, view.views.home(person.id) ?? null);
    check('an answer', id, view.responses);
  }
  for (const { path, body } of jogg.log) {
    const marks = workspaces.filter(({ mark }) => JSON.stringify(body ?? '').includes(mark));
    if (marks.length > 1) found.push(`a request to ${path} has both`);
  }
  check('the log', null, lines, false);
  for (const url of urls) check('a metric', null, await (await fetch(`${url}/metrics`)).text());

  const { copy, close } = openState(stateUrl, () => undefined);
  const records = await copy.readRecords({ namespace: '', key: '' }, PAGE);
  const links = records.filter(({ namespace }) => namespace === 'project');
  for (const { namespace, key, text } of records) {
    // A Jogg account links its projects to tasks, whose ids name their workspace.
    const isShared = !/^[TE]/.test(scopeOf(key));
    check(`${namespace} ${key}`, scopeOf(key), isShared ? key : [key, text], !isShared);
    // The failure reason of a project belongs to the workspace that the project is linked to.
    const link = namespace === 'reason' ? links.find((each) => each.key === key) : undefined;
    const of = /"([TE][A-Z0-9]+)~/.exec(link?.text ?? '')?.[1] ?? null;
    if (isShared) check(`${namespace} ${key}`, of, text, false);
  }
  for (const { id, payload } of await copy.readTasks(0, PAGE))
    check(`task ${id}`, scopeOf(id), payload);
  await close();
  return found;
}

function workspaceOf(payload: Record<string, unknown>): string | null {
  const { team_id, team } = payload as { team_id?: string; team?: { id?: string } };
  return team_id ?? team?.id ?? null;
}
