/** Now, in ms, on the clock that all threads of this process share. */
export function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
