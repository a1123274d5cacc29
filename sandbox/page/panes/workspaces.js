import { h } from '../dom.js';
import { menuButton } from './menu.js';

/** The rail of workspaces at the left; nothing where there is one alone. */
export function drawRail({ workspaces, workspace }, onWorkspace) {
  if (workspaces.length < 2) return [];
  const square = ({ id, name, organization, person, installed }) => {
    const label = [
      name,
      organization && `of ${organization.name}`,
      !installed && 'app not installed',
    ];
    const facts = { type: 'button', title: name, 'aria-label': label.filter(Boolean).join(', ') };
    const current = { 'aria-current': id === workspace.id && 'true', 'data-without': !installed };
    return h('button', { ...facts, ...current, onclick: () => onWorkspace(person) }, name[0]);
  };
  return [h('div.rail', { role: 'group', 'aria-label': 'Workspaces' }, workspaces.map(square))];
}

/** What can be done about the app in a workspace; null where it cannot be installed from here. */
export function workspaceMenu(state, onDeed) {
  if (state.install_url === null) return null;
  const deeds = () => workspaceDeeds(state);
  return menuButton(`${state.workspace.name} menu`, '▾', deeds, onDeed);
}

/** The menu's lines: each opens an address, or is something a person does. */
export function workspaceDeeds({ app, workspace, workspaces, install_url }) {
  const { organization } = workspaces.find((each) => each.id === workspace.id);
  const whole = app.installed?.org_wide ? organization.name : workspace.name;
  const words = app.installed ? `Reinstall ${app.name}` : `Add ${app.name} to ${workspace.name}`;
  const admin = organization && {
    name: `Install for all of ${organization.name}`,
    description: 'As its administrator, from Slack’s own page',
    url: `/oauth/admin-install?enterprise=${organization.id}`,
  };
  const remove = {
    name: `Remove ${app.name} from ${whole}`,
    description: 'Its token dies, and the app is told',
    deed: 'uninstall',
  };
  return [
    { name: words, description: 'Slack asks what it may do', url: install_url },
    admin,
    app.installed && remove,
  ].filter(Boolean);
}

/** Troubles that are no words of a script. */
export const tokenTroubles = ({ app }) =>
  app.installed?.rotates
    ? [
        {
          name: 'The token expires now',
          description: 'The app’s next call renews it, and is made once more',
          deed: 'expire',
        },
      ]
    : [];

/** Above the composer where the app is not installed yet: how it comes. */
export function addToSlack({ app, workspace, install_url: href }) {
  if (app.installed || href === null) return [];
  const link = { href, target: '_blank' };
  return [
    h(
      'section.coach.add-app',
      { 'aria-label': `Add ${app.name}` },
      h(
        'div.words',
        h('strong', `${app.name} is not in ${workspace.name} yet.`),
        h('p.muted', 'It doesn’t answer here until somebody adds it.'),
      ),
      h('a.button', { ...link, 'data-style': 'primary' }, 'Add to Slack'),
    ),
  ];
}
