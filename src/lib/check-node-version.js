// Plain JavaScript that every Node can read: an older one cannot load the app to say so itself.
const [major, minor] = process.versions.node.split('.').map(Number);

/** The oldest Node that runs the app, as package.json's `engines` says. */
const NEEDED = [24, 15];

if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(
    [
      `jogg-slack needs Node ${NEEDED.join('.')} or newer; ${process.execPath} is ${process.versions.node}.`,
      '`npm ci` brings one along, and `npm start`, `npm run doctor` and `npm run demo` use it.',
      'Without npm run node_modules/.bin/node in place of node. Where `npm ci` brought none',
      '(--omit=optional, Alpine, another processor), install Node 24 or newer: https://nodejs.org',
      '',
    ].join('\n'),
  );
  process.exit(1);
}
