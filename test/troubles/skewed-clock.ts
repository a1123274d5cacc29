/**
 * Loaded before the program (`--import`): its clock is off by `CLOCK_OFFSET_MS`, as that of a badly
 * kept machine.
 */
const offset = Number(process.env['CLOCK_OFFSET_MS'] ?? 0);
const now = Date.now;
Date.now = () => now() + offset;
