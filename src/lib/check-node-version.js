// Plain JavaScript, because an old Node cannot load TypeScript to report its own version.
const [major, minor] = process.versions.node.split('.').map(Number);

/** The oldest Node that can run the app, as in `engines` of package.json. */
const MINIMUM = [24, 15];

if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  process.stderr.write(
    [
      `jogg-slack needs Node ${MINIMUM.join('.')} or newer; ${process.execPath} is ${process.versions.node}.`,
      '`npm ci` downloads one, and `npm start`, `npm run doctor` and `npm run demo` use it.',
      'Without npm, run node_modules/.bin/node instead of node. If `npm ci` downloaded none',
      `(--omit=optional, Alpine, another processor), install Node ${MINIMUM.join('.')} or newer: https://nodejs.org`,
      '',
    ].join('\n'),
  );
  process.exit(1);
}
