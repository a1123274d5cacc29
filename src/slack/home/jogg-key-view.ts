import type { Button, KnownBlock, ModalView } from '@slack/types';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button } from '../blocks/button.ts';
import { literalText, plainText } from '../blocks/plain-text.ts';
import { JOGG_KEY_COPY, type OwnKey } from '../copy/home-copy.ts';

/** The form's callback id, and the id of its only field. */
export const JOGG_KEY = 'jogg_key';
export const API_KEY = 'api_key';

/** The workspace's own key, or null if it uses the operator's. */
export interface HomeAccount {
  readonly ownKey: OwnKey | null;
  /** Whether the app can tell who is an admin. */
  readonly knowsAdmins: boolean;
}

/** The Jogg account in an admin's Home tab. */
export function accountBlocks({ ownKey, knowsAdmins }: HomeAccount): KnownBlock[] {
  const copy = JOGG_KEY_COPY;
  const text = ownKey ? copy.own(ownKey) : copy.shared;
  const { setJoggKey, removeJoggKey } = ACTION_IDS.home;
  const elements: Button[] = [
    button(setJoggKey, ownKey ? copy.change : copy.set),
    ...(ownKey ? [removeButton(removeJoggKey)] : []),
  ];
  return [
    { type: 'divider' },
    { type: 'header', text: plainText(copy.heading) },
    { type: 'section', text: literalText(knowsAdmins ? text : copy.noAdmins) },
    ...(knowsAdmins ? [{ type: 'actions' as const, elements }] : []),
  ];
}

function removeButton(action_id: string): Button {
  const copy = JOGG_KEY_COPY;
  return {
    ...button(action_id, copy.remove),
    style: 'danger',
    confirm: {
      style: 'danger',
      title: plainText(copy.removeTitle),
      text: plainText(copy.removeText),
      confirm: plainText(copy.remove),
      deny: plainText(copy.keepKey),
    },
  };
}

/** Asks for the key. No view ever contains a key. */
export function joggKeyView(): ModalView {
  const copy = JOGG_KEY_COPY;
  return {
    type: 'modal',
    callback_id: JOGG_KEY,
    title: plainText(copy.title),
    submit: plainText(copy.save),
    close: plainText(copy.cancel),
    blocks: [
      { type: 'section', text: plainText(copy.about) },
      {
        type: 'input',
        block_id: API_KEY,
        label: plainText(copy.label),
        hint: plainText(copy.hint),
        element: { type: 'plain_text_input', action_id: API_KEY, min_length: 8, max_length: 200 },
      },
    ],
  };
}
