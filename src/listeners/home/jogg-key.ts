import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { errorFields } from '../../lib/log.ts';
import { JOGG_KEY_COPY, type OwnKey } from '../../slack/copy/home-copy.ts';
import { API_KEY, type HomeAccount, joggKeyView } from '../../slack/home/jogg-key-view.ts';
import { openView } from '../form/open-view.ts';
import type { ActionArgs } from '../request/action-args.ts';
import { onOwnPress, type PressDeps } from '../request/on-press.ts';
import { signedInteraction } from '../request/signed.ts';

/** How a new key was taken. Only `set` changes anything. */
export type KeyOutcome = 'set' | 'refused' | 'unanswered';

/** The Jogg account of one workspace. Both methods throw what the store throws. */
export interface JoggAccount {
  /** Its own key, if it has one. */
  own(): Promise<OwnKey | null>;
  /** Asks Jogg whether the key is good, and makes it the workspace's own. */
  set(key: string): Promise<KeyOutcome>;
  /** The operator's account again, for new videos. */
  remove(): Promise<void>;
}

export interface JoggKeyDeps extends PressDeps {
  /** Null where the operator's account is the only one. */
  readonly joggAccount: JoggAccount | null;
  /** Whether Slack says that the person is an admin; null where it does not tell. Never throws. */
  readonly isAdmin: (user: string) => Promise<boolean | null>;
}

/** What of the account a person sees in Home; null for all but admins. */
export async function accountFor(
  { joggAccount, isAdmin }: Pick<JoggKeyDeps, 'joggAccount' | 'isAdmin'>,
  user: string,
): Promise<HomeAccount | null> {
  if (joggAccount === null) return null;
  const admin = await isAdmin(user);
  if (admin === false) return null;
  return { ownKey: await joggAccount.own(), knowsAdmins: admin !== null };
}

/** An admin's button: opens the form for the key. */
export function setJoggKeyButton(deps: JoggKeyDeps) {
  return onOwnPress(deps, 'list', async (args: ActionArgs, { user }) => {
    if ((await deps.isAdmin(user)) !== true) return JOGG_KEY_COPY.notAdmin;
    const { reply } = await openView(deps, args, joggKeyView());
    return reply ?? null;
  });
}

/** An admin's other button: the operator's account again. */
export function removeJoggKeyButton(deps: JoggKeyDeps) {
  return onOwnPress(deps, 'list', async (_: ActionArgs, { user }) => {
    if ((await deps.isAdmin(user)) !== true) return JOGG_KEY_COPY.notAdmin;
    await deps.joggAccount?.remove();
    deps.logEvent('jogg_key_removed');
    return null;
  });
}

/** A key as an HTTP header can carry it. https://www.rfc-editor.org/rfc/rfc9110#section-5.5 */
const SENDABLE = /^[\x21-\x7e]{8,200}$/;

/**
 * The form. Who may set a key is asked again here. The answer appears under the field; the form
 * closes once the key is stored.
 */
export function joggKeySubmission(
  deps: JoggKeyDeps,
  done: (workspace: string, user: string, client: AllMiddlewareArgs['client']) => Promise<void>,
) {
  return async ({
    ack,
    body,
    view,
    client,
  }: SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs): Promise<void> => {
    const problem = (text: string) =>
      ack({ response_action: 'errors', errors: { [API_KEY]: text } });
    const { workspace, user, membership } = await deps.accessResolver.access(
      signedInteraction(body),
      'money',
    );
    const isAdmin = membership === 'member' && (await deps.isAdmin(user)) === true;
    if (!isAdmin || deps.joggAccount === null) return problem(JOGG_KEY_COPY.notAdmin);
    const key = (view.state.values[API_KEY]?.[API_KEY]?.value ?? '').trim();
    if (!SENDABLE.test(key)) return problem(JOGG_KEY_COPY.unsendable);
    try {
      const outcome = await deps.joggAccount.set(key);
      deps.logEvent('jogg_key_set', { outcome });
      if (outcome !== 'set') return problem(JOGG_KEY_COPY[outcome]);
    } catch (error) {
      deps.logEvent('jogg_key_not_saved', errorFields(error));
      return problem(JOGG_KEY_COPY.notSaved);
    }
    await ack();
    await done(workspace, user, client);
  };
}
