/**
 * For servers that leave it to their clients to close idle connections. After Node's default of 5 s
 * a client on a busy machine would send a request over a connection that has just been closed.
 */
export const CLIENT_CLOSES = { keepAliveTimeout: 0 } as const;
