import type { Video } from '../../src/domain/video/video.ts';
import type { ReceiveHint } from '../../src/videos/receive-hint.ts';
import type { Project } from './jogg-world.ts';
import type { Process, World } from './machine.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Jogg's webhooks: none to ten of each, late, in any order; and those that somebody made up. */
export function createWebhooks(
  { machine, scenario, dice, record, timeline }: World,
  deps: {
    readonly receive: (process: Process) => ReceiveHint;
    readonly stored: (id: string) => Video | undefined;
    /** Whether another video has this project: by the choice of its requester, who may be wrong. */
    readonly given: (project: string, besides: string) => boolean;
  },
) {
  const { after } = timeline;

  /**
   * Where nothing goes wrong, a webhook shows within a minute: the next poll may be far away. One
   * whose paid request left doubt is offered.
   */
  function mustBeHeard({ id, video, truth, endsAt, knownAt, madeAt }: Project): void {
    const couldBe = ({ askedAt }: Video): boolean =>
      scenario.titled && askedAt !== null && madeAt >= askedAt;
    const visible = machine.now() >= Math.max(endsAt, knownAt);
    if (!visible || (truth !== 'succeeded' && truth !== 'failed')) return;
    after(MINUTE, () => {
      const stored = deps.stored(video);
      if (deps.given(id, video)) return;
      const waits =
        (stored?.state === 'rendering' && stored.project?.id === id) ||
        (stored?.state === 'unconfirmed' && couldBe(stored) && !stored.candidate);
      const long = stored !== undefined && machine.now() - stored.since >= 50 * SECOND;
      if (waits && long && machine.isCalm())
        record.violate('a webhook is heard', `${video}: ${id}`);
    });
  }

  /** Jogg tries three times more, 5 s apart, where it is not answered well. */
  function deliver(id: string, truly: Project | null, tries: number): void | Promise<void> {
    const process = machine.awake();
    let answered = false;
    if (tries > 0) after(5 * SECOND, () => (answered ? undefined : deliver(id, truly, tries - 1)));
    if (!process) return;
    return machine.start(process, `webhook ${id}`, null, async () => {
      try {
        const answer = await deps.receive(process)(id);
        answered = true;
        record.logEvent(`webhook ${id}${truly ? '' : ' (forged)'} was answered ${answer}`);
        if (truly) mustBeHeard(truly);
        if (answer === 'known' && id.startsWith('forged'))
          record.violate('a webhook is a hint', `a made-up project ${id} is known`);
      } catch {
        record.logEvent(`webhook ${id} was answered with an error`);
      }
    });
  }

  return {
    /** Plans the deliveries about a project, true ones and forged ones. */
    about(project: Project): void {
      if (!scenario.webhook) return;
      const toEnd = project.endsAt - machine.now();
      if (Number.isFinite(toEnd)) {
        const times = dice.weigh([
          [0, 2],
          [1, 6],
          [dice.between(2, 10), 2],
        ]);
        for (let index = 0; index < times; index += 1) {
          const late = dice.happens(0.15)
            ? dice.between(MINUTE, 30 * MINUTE)
            : dice.between(0, 3_000);
          after(toEnd + late, () => deliver(project.id, project, 3));
        }
      }
      if (dice.happens(0.3)) {
        const made = `forged-${project.id}`;
        after(dice.between(0, 5 * MINUTE), () => deliver(made, null, 0));
        after(dice.between(0, 5 * MINUTE), () => deliver(project.id, null, 0));
      }
    },
  };
}
