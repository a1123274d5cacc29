import { ADA } from '../../sandbox/slack/seed.ts';
import type { Stage } from './stage.ts';

/** What the form on top of a person's screen holds. */
export function formOf(stage: Stage, user = ADA) {
  const view = stage.slack.views.stack(user).at(-1);
  const block = (id: string) => view?.blocks.find((each) => each.block_id === id);
  const script = block('script')?.['element'] as { initial_value?: string } | undefined;
  const notice = block('notice')?.['elements'] as { text: string }[] | undefined;
  return { script: script?.initial_value ?? null, notice: notice?.[0]?.text ?? null };
}
