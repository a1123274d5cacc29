import type { App } from './app.ts';
import type { Project, World } from './ledger.ts';
import { MINUTE, SECOND } from './scenario.ts';

/** Jogg's webhooks: none to ten of each, late, in any order; and those that somebody made up. */
export function beginWebhooks(world: World, app: App): void {
  const { machine, scenario, dice, record, ledger } = world;
  const { after } = world.timeline;

  /** Jogg tries three times more, 5 s apart, where it is not answered well. */
  const deliver = (
    id: string,
    account: string | undefined,
    truly: Project | null,
  ): void | Promise<void> => {
    const times = { tries: truly ? 3 : 0, wait: [5 * SECOND, 5 * SECOND] } as const;
    return machine.request(`webhook ${id}`, times, async (process) => {
      const answer = await app(process).receiveAt(account)(id);
      if (answer === 'known' && id.startsWith('forged'))
        record.violate('a webhook is a hint', `a made-up project ${id} is known`);
      return answer;
    });
  };

  ledger.hear.project = (project) => {
    if (!scenario.webhook) return;
    const toEnd = project.endsAt - machine.now();
    const times = dice.weigh([0, 2], [1, 6], [dice.between(2, 10), 2]);
    for (let nth = 0; nth < times && Number.isFinite(toEnd); nth += 1) {
      const isLate = dice.happens(0.15);
      const late = isLate ? dice.between(MINUTE, 30 * MINUTE) : dice.between(0, 3_000);
      after(toEnd + late, () => deliver(project.id, project.account, project));
    }
    if (!dice.happens(0.3)) return;
    for (const id of [`forged-${project.id}`, project.id])
      after(dice.between(0, 5 * MINUTE), () => deliver(id, project.account, null));
  };
}
