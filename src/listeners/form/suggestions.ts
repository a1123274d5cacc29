import type { AllMiddlewareArgs, SlackOptionsMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import type { CatalogueState } from '../../catalogue/catalogue-cache.ts';
import type { Option } from '../../catalogue/offers.ts';
import type { Choices } from '../../catalogue/option-groups.ts';
import { avatarOptions, voiceOptions } from '../../catalogue/options.ts';
import type { Catalogue } from '../../domain/catalogue.ts';
import type { LogEvent } from '../../lib/log.ts';
import { jsonOf, serialised } from '../../lib/serialised.ts';
import { nothingToPick, PICKER_GROUPS } from '../../slack/copy/picker-copy.ts';
import { NOTHING_YET, readNarrowing } from '../../slack/form/form-values.ts';
import type { AccessDeps } from '../request/action-args.ts';
import { signedInteraction } from '../request/signed.ts';
import { lastChoice, type Preferences } from './last-choice.ts';
import type { Locales } from './locales.ts';

export interface SuggestionDeps extends AccessDeps {
  readonly catalogue: {
    current(): Catalogue | null;
    state(): CatalogueState;
    ready(withinMs: number): Promise<Catalogue | null>;
    touch(): void;
  };
  readonly locales: Locales;
  readonly preferences: Preferences;
  readonly logEvent: LogEvent;
}

type Args = SlackOptionsMiddlewareArgs<'block_suggestion'> & AllMiddlewareArgs;

/** Slack waits 3 s; only the very first load of all can take long. */
const FIRST_LOAD_WITHIN_MS = 2_000;

const viewSchema = z.object({ state: z.object({ values: z.unknown() }) });

/** The avatars that match what was typed, from memory. */
export function suggestAvatars(deps: SuggestionDeps) {
  return async ({ payload, body, ack }: Args): Promise<void> => {
    const catalogue = await listed(deps);
    if (!catalogue) return ack(nothingYet('avatars', deps.catalogue.state()));
    const state = viewSchema.safeParse(body.view).data?.state.values;
    const { shape, filters } = readNarrowing(state);
    const ask = {
      query: payload.value,
      shape: state === undefined ? null : shape,
      recent: await recentOf(deps, body, 'recentAvatars'),
      filters,
    };
    await ack(answer(avatarOptions(catalogue.avatars, ask, PICKER_GROUPS)));
  };
}

/** The voices that match what was typed, recent ones and those in the person's language first. */
export function suggestVoices(deps: SuggestionDeps) {
  return async ({ payload, body, ack }: Args): Promise<void> => {
    const catalogue = await listed(deps);
    if (!catalogue) return ack(nothingYet('voices', deps.catalogue.state()));
    const workspace = await deps.recognise.workspace(signedInteraction(body));
    const locale = deps.locales.of(workspace, body.user.id);
    const recent = await recentOf(deps, body, 'recentVoices');
    const ask = { query: payload.value, locale, recent };
    await ack(answer(voiceOptions(catalogue.voices, ask, PICKER_GROUPS)));
  };
}

/** From the store, which answers at once; empty if it fails. */
async function recentOf(
  deps: SuggestionDeps,
  body: Args['body'],
  which: 'recentAvatars' | 'recentVoices',
): Promise<readonly string[]> {
  const workspace = await deps.recognise.workspace(signedInteraction(body));
  return (await lastChoice(deps, workspace, body.user.id))?.[which] ?? [];
}

async function listed({ catalogue }: SuggestionDeps): Promise<Catalogue | null> {
  catalogue.touch();
  return catalogue.current() ?? (await catalogue.ready(FIRST_LOAD_WITHIN_MS));
}

/**
 * Why there is nothing to pick from. Slack refuses an empty group, so its option says what to do.
 */
function nothingYet(what: 'avatars' | 'voices', state: CatalogueState) {
  const [label, fix] =
    state === 'absent' ? nothingToPick(what).failed : nothingToPick(what).loading;
  const option = { text: words(fix), value: NOTHING_YET };
  return { option_groups: [{ label: words(label), options: [option] }] };
}

function answer({ groups }: Choices) {
  if (groups.length === 0) return { options: [] };
  const shown = groups.map(({ label, options }) => ({
    label: words(label),
    options: options.map(shownOf),
  }));
  const json = shown.map(({ label, options }) => {
    return `{"label":${JSON.stringify(label)},"options":[${options.map(jsonOf)}]}`;
  });
  return serialised({ option_groups: shown }, `{"option_groups":[${json}]}`);
}

/** A key press shows a hundred options, nearly all of them again: each is made into JSON once. */
const known = new WeakMap<Option, ReturnType<typeof slackOption>>();

function shownOf(option: Option) {
  const before = known.get(option);
  if (before) return before;
  const shown = slackOption(option);
  known.set(option, serialised(shown, JSON.stringify(shown)));
  return shown;
}

function slackOption({ text, value, description }: Option) {
  const shown = { text: words(text), value };
  return description === undefined ? shown : { ...shown, description: words(description) };
}

function words(text: string) {
  return { type: 'plain_text' as const, text, emoji: false };
}
