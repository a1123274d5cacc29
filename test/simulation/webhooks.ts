import type { Video } from '../../src/domain/video/video.ts';
import type { App } from './app.ts';
import type { Project, World } from './ledger.ts';
import { isShared, MINUTE, SECOND } from './scenario.ts';

/** Jogg's webhooks: none to ten of each, late, in any order; and those that somebody made up. */
export function beginWebhooks(world: World, app: App): void {
  const { machine, scenario, dice, record, ledger } = world;
  const { after } = world.timeline;

  /**
   * Where nothing goes wrong, a webhook shows within a minute: the next poll may be far away. One
   * whose paid request left doubt is offered.
   */
  function mustBeHeard({ id, video, account, truth, endsAt, knownAt, madeAt }: Project): void {
    const couldBe = ({ askedAt, askedOf }: Video): boolean =>
      scenario.titled &&
      !isShared(scenario, account) &&
      (askedOf ?? undefined) === account &&
      askedAt !== null &&
      madeAt >= askedAt;
    const isVisible = machine.now() >= Math.max(endsAt, knownAt);
    if (!isVisible || (truth !== 'succeeded' && truth !== 'failed')) return;
    after(MINUTE, () => {
      const stored = ledger.videos.get(video);
      const owner = [...ledger.videos.values()].find((each) => each.project?.id === id);
      if (!stored || (owner && owner.id !== video)) return;
      const waits =
        (stored.state === 'rendering' && owner !== undefined) ||
        (stored.state === 'unconfirmed' && couldBe(stored) && !stored.candidate);
      const isLong = machine.now() - stored.since >= 50 * SECOND;
      if (waits && isLong && machine.isCalm())
        record.violate('a webhook is heard', `${video}: ${id}`);
    });
  }

  /** Jogg tries three times more, 5 s apart, where it is not answered well. */
  const deliver = (
    id: string,
    account: string | undefined,
    truly: Project | null,
  ): void | Promise<void> => {
    const times = { tries: truly ? 3 : 0, wait: [5 * SECOND, 5 * SECOND] } as const;
    return machine.request(`webhook ${id}`, times, async (process) => {
      const answer = await app(process).receiveAt(account)(id);
      if (truly) mustBeHeard(truly);
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
