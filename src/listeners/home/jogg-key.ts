import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { errorFields } from '../../lib/log.ts';
import { JOGG_KEY_COPY, type OwnKey } from '../../slack/copy/home-copy.ts';
import { API_KEY, type HomeAccount, joggKeyView } from '../../slack/home/jogg-key-view.ts';
import { openView } from '../form/open-view.ts';
import type { ActionArgs } from '../request/action-args.ts';
import { onOwnPress, type PressDeps } from '../request/on-press.ts';
import { signedInteraction } from '../request/signed-request.ts';

/** The outcome of setting a key. Only `set` changes anything. */
export type KeyOutcome = 'set' | 'refused' | 'unanswered';

/** The Jogg account of one workspace. All methods may throw an error of the store. */
export interface JoggAccount {
  /** The workspace's own key; null if it has none. */
  own(): Promise<OwnKey | null>;
  /** Checks the key with Jogg and, if Jogg accepts it, stores it as the workspace's own. */
  set(key: string): Promise<KeyOutcome>;
  /** Removes the workspace's own key: new videos use the operator's account again. */
  remove(): Promise<void>;
}

export interface JoggKeyDeps extends PressDeps {
  /** Null if workspaces cannot have accounts of their own. */
  readonly joggAccount: JoggAccount | null;
  /** Whether the person is an admin of the workspace; null if unknown. Never throws. */
  readonly isAdmin: (user: string) => Promise<boolean | null>;
}

/** The account as the Home tab shows it; null for people who are not admins. */
export async function accountFor(
  { joggAccount, isAdmin }: Pick<JoggKeyDeps, 'joggAccount' | 'isAdmin'>,
  user: string,
): Promise<HomeAccount | null> {
  if (joggAccount === null) return null;
  const admin = await isAdmin(user);
  if (admin === false) return null;
  return { ownKey: await joggAccount.own(), knowsAdmins: admin !== null };
}

/** Opens the modal for the workspace's key. For admins only. */
export function setJoggKeyPressed(deps: JoggKeyDeps) {
  return onOwnPress(deps, 'list', async (args: ActionArgs, { user }) => {
    if ((await deps.isAdmin(user)) !== true) return JOGG_KEY_COPY.notAdmin;
    const { reply } = await openView(deps, args, joggKeyView());
    return reply ?? null;
  });
}

/** Removes the workspace's key. For admins only. */
export function removeJoggKeyPressed(deps: JoggKeyDeps) {
  return onOwnPress(deps, 'list', async (_: ActionArgs, { user }) => {
    if ((await deps.isAdmin(user)) !== true) return JOGG_KEY_COPY.notAdmin;
    await deps.joggAccount?.remove();
    deps.logEvent('jogg_key_removed');
    return null;
  });
}

/** A key that an HTTP header can carry. https://www.rfc-editor.org/rfc/rfc9110#section-5.5 */
const VALID_KEY = /^[\x21-\x7e]{8,200}$/;

/**
 * The submission of that modal. Checks again that the person is an admin. An error appears under
 * the field; the modal closes once the key is stored, then `onSaved` is called.
 */
export function joggKeySubmission(
  deps: JoggKeyDeps,
  onSaved: (workspace: string, user: string, client: AllMiddlewareArgs['client']) => Promise<void>,
) {
  return async ({
    ack,
    body,
    view,
    client,
  }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const showError = (text: string) =>
      ack({ response_action: 'errors', errors: { [API_KEY]: text } });
    const { workspace, user, membership } = await deps.accessResolver.access(
      signedInteraction(body),
      'money',
    );
    const isAdmin = membership === 'member' && (await deps.isAdmin(user)) === true;
    if (!isAdmin || deps.joggAccount === null) return showError(JOGG_KEY_COPY.notAdmin);
    const key = (view.state.values[API_KEY]?.[API_KEY]?.value ?? '').trim();
    if (!VALID_KEY.test(key)) return showError(JOGG_KEY_COPY.unsendable);
    try {
      const outcome = await deps.joggAccount.set(key);
      deps.logEvent('jogg_key_set', { outcome });
      if (outcome !== 'set') return showError(JOGG_KEY_COPY[outcome]);
    } catch (error) {
      deps.logEvent('jogg_key_not_saved', errorFields(error));
      return showError(JOGG_KEY_COPY.notSaved);
    }
    await ack();
    await onSaved(workspace, user, client);
  };
}
