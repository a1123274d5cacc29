import { scopeOf } from '../../src/domain/scope.ts';
import { openState } from '../../src/store/open-state.ts';
import type { Side, TwoWorkspaces } from './two-workspaces.ts';

const FIRST_PLACE = { namespace: '', key: '' };
const PAGE = 10_000;

/**
 * Every place where something of one workspace stands that belongs to the other, or to nobody: what
 * the app asked of Slack and answered it, what people see, what is stored, logged and measured.
 */
export async function leaks(two: TwoWorkspaces, sides: readonly Side[]): Promise<string[]> {
  const found: string[] = [];
  /** What names a workspace: its mark and all its ids. */
  const signs = new Map(
    two.workspaces.map(({ team, users, channels }, nth) => [
      team.id,
      [
        sides[nth]?.mark ?? '',
        team.id,
        ...users('').map(({ id }) => id),
        ...channels().map(({ id }) => id),
      ],
    ]),
  );
  const look = (where: string, of: string | null, content: unknown, ids = true): void => {
    const text = JSON.stringify(content) ?? '';
    for (const [id, all] of signs)
      for (const sign of ids ? all : all.slice(0, 1))
        if (id !== of && text.includes(sign)) found.push(`${where} of ${of} has ${sign} of ${id}`);
  };

  for (const { method, by, arguments: sent, answer } of two.slack.log)
    if (by !== null) look(`${method}`, by, [sent, answer]);
  for (const { kind, payload, answer } of two.slack.deliveries)
    look(`the answer to ${kind}`, workspaceOf(payload), answer);
  for (const { id, slack } of sides) {
    for (const channel of slack.channels) look('a channel', id, slack.messages(channel.id));
    for (const person of slack.users) look('a view', id, slack.views.home(person.id) ?? null);
    look('an answer', id, slack.responses);
  }
  for (const { path, body } of two.jogg.log) {
    const marks = sides.filter(({ mark }) => JSON.stringify(body ?? '').includes(mark));
    if (marks.length > 1) found.push(`a request to ${path} has both`);
  }
  look('the log', null, two.lines, false);
  for (const port of two.ports) {
    const metrics = await fetch(`http://127.0.0.1:${port}/metrics`);
    look('a metric', null, await metrics.text());
  }

  const state = openState(two.stateUrl, () => undefined);
  try {
    const records = await state.copy.readRecords(FIRST_PLACE, PAGE);
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
    for (const { id, payload } of await state.copy.readTasks(0, PAGE))
      look(`task ${id}`, scopeOf(id), payload);
  } finally {
    await state.close();
  }
  return found;
}

/** The workspace that a request of Slack's is for. */
function workspaceOf(payload: Record<string, unknown>): string | null {
  const { team_id, team } = payload as { team_id?: string; team?: { id?: string } };
  return team_id ?? team?.id ?? null;
}
