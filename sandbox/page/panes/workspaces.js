import { html } from '../html.js';
import { MenuButton } from './menu.js';

const SQUARE =
  'size-9.5 rounded-[9px] bg-lilac font-bold text-brand data-without:bg-transparent ' +
  'data-without:text-lilac data-without:inset-ring ' +
  'aria-[current]:outline-3 aria-[current]:outline-offset-2 aria-[current]:outline-white';

/** The list of workspaces at the left; null if there is only one. */
export function Rail({ session }) {
  const { workspaces, workspace } = session.state;
  if (workspaces.length < 2) return null;
  const square = ({ id, name, organization, person, installed }) => {
    const of = organization && `of ${organization.name}`;
    const label = [name, of, !installed && 'app not installed'].filter(Boolean).join(', ');
    const onclick = () => session.become(person);
    const props = { title: name, 'aria-label': label, 'data-without': !installed || null, onclick };
    return html`<button class=${SQUARE} aria-current=${id === workspace.id || null} ...${props}>
      ${name[0]}
    </button>`;
  };
  const props = { role: 'group', 'aria-label': 'Workspaces' };
  return html`<div class="rail row-[1/-1] items-center gap-3 bg-[#0a061e]/38 pt-3" ...${props}>
    ${workspaces.map(square)}
  </div>`;
}

/** The menu to install or remove the app; null if it cannot be installed from here. */
export function WorkspaceMenu({ session }) {
  const { app, workspace, workspaces, install_url } = session.state;
  if (install_url === null) return null;
  const { organization } = workspaces.find((each) => each.id === workspace.id);
  const whole = app.installed?.org_wide ? organization.name : workspace.name;
  const items = [
    {
      name: app.installed ? `Reinstall ${app.name}` : `Add ${app.name} to ${workspace.name}`,
      description: 'Opens Slack’s consent page',
      url: install_url,
    },
    organization && {
      name: `Install for all of ${organization.name}`,
      description: 'As its administrator, on Slack’s own page',
      url: `/oauth/admin-install?enterprise=${organization.id}`,
    },
    app.installed && {
      name: `Remove ${app.name} from ${whole}`,
      description: 'Its token is revoked, and the app is told',
      action: 'uninstall',
    },
  ].filter(Boolean);
  const label = `${workspace.name} menu`;
  return html`<${MenuButton} label=${label} items=${items} onPick=${session.runMenuItem}>▾<//>`;
}

const EXPIRES = {
  name: 'The token expires now',
  description: 'The app’s next call renews it and is repeated',
  action: 'expire',
};

/** Faults that need no cue in a script. */
export const tokenFaults = ({ app }) => (app.installed?.rotates ? [EXPIRES] : []);

/** The hint above the composer if the app is not installed yet. */
export function AddToSlack({ session }) {
  const { app, workspace, install_url: url } = session.state;
  return html`<section class="coach" aria-label="Add ${app.name}">
    <div class="flex-[1_1_240px]">
      <strong>${app.name} is not in ${workspace.name} yet.</strong>
      <p class="muted">It doesn’t answer here until somebody adds it.</p>
    </div>
    <a class="button" href=${url} target="_blank" data-style="primary">Add to Slack</a>
  </section>`;
}
