import { act, fetchLogs, fetchState, onChange } from './api.js';

const TOAST_MS = 8000;

/** A person, what they see and what they do. `draw` shows it anew, before it returns. */
export function createSession(draw) {
  const [user = null, channel = null, thread = null] = location.hash
    .slice(1)
    .split('/')
    .map((each) => each || null);
  let seenNotices = null;
  /** One reload at a time; a change meanwhile causes exactly one more. */
  let running = false;
  let again = false;
  const seen = new Map();
  const session = {
    ...{ state: null, logs: null, toasts: [], question: null, isLost: false },
    /** What was typed and not sent, by the thread; of all channels in one. */
    drafts: {},
    /** Where the person is: kept in the address, so that a reload stays there. */
    here: { user, channel, thread, network: false, drawer: false },
    ...{ draw, refresh, go, show, attempt, toast, dismiss, person, problemOf, runMenuItem, ask },
    ...{ author, channel: channelNow, title, surfaceAt },
    unread: (id) => (session.state.messages[id]?.length ?? 0) > (seen.get(id) ?? 0),
  };
  const { here } = session;
  onChange(refresh, () => {
    session.isLost = true;
    draw();
  });
  return session;

  async function refresh() {
    session.isLost = false;
    again = running;
    if (running) return;
    running = true;
    await attempt(async () => {
      session.state = await fetchState(here.user);
      settle();
      draw();
      if (!here.network) return;
      session.logs = await fetchLogs();
      draw();
    });
    running = false;
    if (again) refresh();
  }

  /** Stays where the person was, if that is there; says what happened since the page opened. */
  function settle() {
    const { channels, messages, notices } = session.state;
    here.channel ??= channels.find((each) => each.name === 'marketing')?.id ?? null;
    if (here.channel !== 'home' && !channelNow()) here.channel = channels[0]?.id ?? 'home';
    seen.set(here.channel, messages[here.channel]?.length ?? 0);
    const known = seenNotices ?? new Set(notices.map(({ id }) => id));
    for (const { id, text } of notices) if (!known.has(id)) toast(text);
    seenNotices = new Set([...known, ...notices.map(({ id }) => id)]);
  }

  function go(where) {
    Object.assign(here, where, { drawer: false });
    location.hash = [here.user ?? '', here.channel ?? '', here.thread ?? ''].join('/');
    if (where.channel === 'home') person('home', {});
    refresh();
  }

  /** Opens or closes the sidebar on a telephone, or the network. */
  function show(parts) {
    Object.assign(here, parts);
    draw();
    if (parts.network) refresh();
  }

  function toast(text) {
    const said = { text };
    session.toasts = [...session.toasts, said];
    draw();
    setTimeout(dismiss, TOAST_MS, said);
  }

  function dismiss(said) {
    session.toasts = session.toasts.filter((each) => each !== said);
    draw();
  }

  /** Runs `work`; what goes wrong is said in a toast. */
  async function attempt(work) {
    try {
      return await work();
    } catch (error) {
      toast(error.message);
      return null;
    }
  }

  function person(action, body) {
    return attempt(() => act(action, { user: session.state.me, ...body }));
  }

  /** Does it; what goes wrong is told as a sentence, for where it was typed. */
  function problemOf(action, body) {
    return act(action, { user: session.state.me, channel: here.channel, ...body }).then(
      () => null,
      (error) => error.message,
    );
  }

  /** Opens an address, or does something about the app as a whole. */
  function runMenuItem({ url, action }) {
    if (url) window.open(url, '_blank');
    else person(action, {});
  }

  /** Asks what a block's `confirm` object asks; resolves to the answer. */
  function ask(confirm) {
    return new Promise((resolve) => {
      const answer = (agreed) => {
        session.question = null;
        draw();
        resolve(agreed);
      };
      session.question = { ...confirm, answer };
      draw();
    });
  }

  function author(id) {
    const { users, app } = session.state;
    const known = users.find((each) => each.id === id);
    const name = known?.is_bot ? app.name : known?.real_name || known?.name || id;
    return { id: id ?? '', is_bot: known?.is_bot ?? false, shown: name || 'Somebody' };
  }

  function channelNow(id = here.channel) {
    return session.state.channels.find((each) => each.id === id);
  }

  function title(each) {
    if (each.kind === 'im') return author(each.with).shown;
    return `${each.kind === 'private' ? '🔒' : '#'} ${each.name}`;
  }

  /**
   * What blocks need from where they stand. `where` names the message or view in a click, `more`
   * what else a form says.
   */
  function surfaceAt(where, more = () => ({})) {
    const fields = ({ block_id }, { action_id }) => ({
      ...{ user: session.state.me, ...where, block_id, action_id },
      ...more(),
    });
    return {
      ask,
      directory: {
        ...{ author, me: session.state.me, nameOf: (id) => author(id).shown },
        channelName: (id) => channelNow(id)?.name ?? 'private-channel',
      },
      click: (block, element, selected) =>
        attempt(async () => {
          const { value } = element;
          const { url } = await act('click', { ...fields(block, element), value, selected });
          if (url) window.open(url, '_blank', 'noreferrer');
        }),
      suggest: (block, element, query) => act('suggest', { ...fields(block, element), query }),
      conversations: () => session.state.channels.map((each) => ({ ...each, name: title(each) })),
    };
  }
}
