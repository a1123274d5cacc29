/** The path to install the app, and the path to which Slack redirects afterwards. */
export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

/** The URL at which a workspace installs the app. */
export const installUrlOf = (publicUrl: string): string => `${publicUrl}${INSTALL_PATH}`;
