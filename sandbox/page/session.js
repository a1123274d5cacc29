import { act, fetchLogs, fetchState, onChange } from './api.js';

const TOAST_MS = 8000;

/** What one person sees and does. `draw` renders it synchronously. */
export function createSession(draw) {
  const [user = null, channel = null, thread = null] = location.hash
    .slice(1)
    .split('/')
    .map((each) => each || null);
  let seenNotices = null;
  /** Only one reload runs at a time; changes meanwhile cause exactly one more. */
  let running = false;
  let again = false;
  const seen = new Map();
  const session = {
    ...{ state: null, logs: null, toasts: [], question: null, isLost: false },
    /** Text that was typed but not sent: per person, one per thread and one for all channels. */
    drafts: {},
    /** How many messages were sent from each pane: it then shows its end. */
    sent: { channel: 0, thread: 0 },
    /** Where the person is; the URL stores it, so that a reload stays there. */
    here: { user, channel, thread, network: false, drawer: false },
    /** The person to switch to, until the page has loaded what they see. */
    nextUser: null,
    ...{ draw, refresh, go, become, show, attempt, toast, dismiss, person, problemOf },
    ...{ runMenuItem, ask, author, channel: channelNow, title, surfaceAt },
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
      await load();
      settle();
      draw();
      if (!here.network) return;
      session.logs = await fetchLogs();
      draw();
    });
    running = false;
    if (again) refresh();
  }

  /** Loads what the person sees. A switch to another person takes effect only with their state. */
  async function load() {
    const { nextUser } = session;
    try {
      session.state = await fetchState(nextUser ?? here.user);
    } finally {
      if (session.nextUser === nextUser) session.nextUser = null;
    }
    if (nextUser !== null) place({ user: nextUser, channel: null, thread: null });
  }

  /** Keeps the current channel if it still exists; shows new notices. */
  function settle() {
    const { channels, messages, notices } = session.state;
    here.channel ??= channels.find((each) => each.name === 'marketing')?.id ?? null;
    if (here.channel !== 'home' && !channelNow()) here.channel = channels[0]?.id ?? 'home';
    seen.set(here.channel, messages[here.channel]?.length ?? 0);
    const known = seenNotices ?? new Set(notices.map(({ id }) => id));
    for (const { id, text } of notices) if (!known.has(id)) toast(text);
    seenNotices = new Set([...known, ...notices.map(({ id }) => id)]);
  }

  function place(where) {
    Object.assign(here, where, { drawer: false });
    location.hash = [here.user ?? '', here.channel ?? '', here.thread ?? ''].join('/');
  }

  function go(where) {
    place(where);
    if (where.channel === 'home') person('home', {});
    refresh();
  }

  /** Switches to another person. Until their state is loaded, the panes accept no input. */
  function become(user) {
    session.nextUser = user;
    draw();
    refresh();
  }

  /** Opens or closes the sidebar on a phone, or the network drawer. */
  function show(parts) {
    Object.assign(here, parts);
    draw();
    if (parts.network) refresh();
  }

  function toast(text) {
    const entry = { text };
    session.toasts = [...session.toasts, entry];
    draw();
    setTimeout(dismiss, TOAST_MS, entry);
  }

  function dismiss(entry) {
    session.toasts = session.toasts.filter((each) => each !== entry);
    draw();
  }

  /** Runs `work`; shows an error in a toast. */
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

  /** Performs an action; resolves with the error message, or null. */
  function problemOf(action, body) {
    return act(action, { user: session.state.me, channel: here.channel, ...body }).then(
      () => null,
      (error) => error.message,
    );
  }

  /** Opens a URL or performs an action on the whole app. */
  function runMenuItem({ url, action }) {
    if (url) window.open(url, '_blank');
    else person(action, {});
  }

  /** Shows a block's `confirm` dialog; resolves with the answer. */
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
   * The actions that blocks can call. `where`: the message or view of a click. `more`: further
   * fields of a form.
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
