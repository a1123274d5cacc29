import type { Dict } from '../rules/block-kit.ts';
import { APP, ORGANISATION, SALES_TEAM, TEAM, type User } from '../seed.ts';
import type { World } from '../world.ts';
import { ApiError, type Arguments, flag, type Method, text } from './api-call.ts';

/** Who is who: `auth.test`, `users.info`, `team.info`, `bots.info`. */
export function teamMethods(deps: {
  world: World;
  botName: string;
  grid: boolean;
}): Record<string, Method> {
  const { world } = deps;
  const method = (
    scope: string | null,
    formAndJson: boolean,
    run: (args: Arguments) => Dict,
  ): Method => ({ token: 'bot', scope, json: formAndJson, run });

  return {
    'auth.test': method(null, true, () => ({
      url: `https://${TEAM.domain}.slack.com/`,
      team: TEAM.name,
      user: deps.botName.toLowerCase(),
      team_id: TEAM.id,
      user_id: APP.botUser,
      bot_id: APP.bot,
      ...(deps.grid ? { enterprise_id: ORGANISATION } : {}),
      is_enterprise_install: false,
    })),
    'users.info': method('users:read', false, (args) => {
      const user = world.user(text(args, 'user') ?? '');
      if (user === undefined) throw new ApiError('user_not_found');
      return { user: describe(user, flag(args, 'include_locale')) };
    }),
    'team.info': method('team:read', false, () => ({
      team: { id: TEAM.id, name: TEAM.name, domain: TEAM.domain, email_domain: '', icon: {} },
    })),
    'usergroups.list': method('usergroups:read', false, () => ({
      usergroups: [{ id: SALES_TEAM, name: 'Sales team', handle: 'sales-team' }],
    })),
    'bots.info': method('users:read', false, (args) => {
      const bot = text(args, 'bot') ?? APP.bot;
      if (bot !== APP.bot) throw new ApiError('bot_not_found');
      return {
        bot: {
          id: APP.bot,
          app_id: APP.id,
          user_id: APP.botUser,
          name: deps.botName,
          deleted: false,
          updated: 1_700_000_000,
          icons: {},
        },
      };
    }),
  };
}

const isStranger = ({ team_id, enterprise_id }: User): boolean =>
  team_id !== TEAM.id && enterprise_id !== ORGANISATION;

function describe(user: User, locale: boolean): Dict {
  return {
    id: user.id,
    team_id: user.team_id,
    name: user.name,
    deleted: user.deleted,
    real_name: user.real_name,
    tz: 'Europe/London',
    tz_label: 'Greenwich Mean Time',
    tz_offset: 0,
    profile: {
      real_name: user.real_name,
      display_name: user.is_bot ? '' : (user.real_name.split(' ')[0] ?? ''),
      team: user.team_id,
    },
    is_admin: false,
    is_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.is_bot,
    is_app_user: false,
    is_stranger: isStranger(user),
    updated: 1_700_000_000,
    ...(user.enterprise_id === undefined
      ? {}
      : {
          enterprise_user: {
            id: user.id,
            enterprise_id: user.enterprise_id,
            teams: [user.team_id],
          },
        }),
    ...(locale ? { locale: user.locale } : {}),
  };
}
