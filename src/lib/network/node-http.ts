/**
 * Node's HTTP. An `import` of it would read all exports, `WebSocket` among them, for which Node
 * loads a whole `fetch`: a twentieth of the start.
 * https://nodejs.org/api/process.html#processgetbuiltinmoduleid
 */
export const { createServer, request } = process.getBuiltinModule('node:http');
