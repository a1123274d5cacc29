/**
 * Node's HTTP module. An `import` would read all of its exports. One of them, `WebSocket`, makes
 * Node load `fetch`, which takes a twentieth of the start.
 * https://nodejs.org/api/process.html#processgetbuiltinmoduleid
 */
export const { createServer, request } = process.getBuiltinModule('node:http');
