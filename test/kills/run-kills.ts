import { type Figures, runRound } from './round.ts';

/** Jogg takes 18 paid requests a minute of one key: a round stays below, so that nobody waits. */
const MOST_VIDEOS = 11;
const MAY_ASK_AGAIN = 5;
const KILLS = 20;

/**
 * So many kills, in rounds of twenty over a fresh batch of videos each, which is smaller for few
 * kills. Rounds take turns over HTTP and Socket Mode; in every fourth the app may not read history.
 * Both kinds meet both versions of Jogg's API; an even seed begins with v1, an odd one with v2.
 */
export async function runKills(
  kills: number,
  seed: number,
  heard: (round: Figures) => void = () => undefined,
): Promise<Figures> {
  const all: Figures[] = [];
  for (let left = kills, round = 0; left > 0; left -= KILLS, round += 1) {
    const figures = await runRound({
      seed: seed + round,
      kills: Math.min(left, KILLS),
      videos: Math.min(left + 2, MOST_VIDEOS),
      mayAskAgain: MAY_ASK_AGAIN,
      history: round % 4 !== 3,
      socket: round % 2 === 1,
      version: versionOf(seed, round),
    });
    heard(figures);
    all.push(figures);
  }
  return all.reduce(added);
}

/** Changes on another beat than what else changes from round to round. */
function versionOf(seed: number, round: number): 'v1' | 'v2' {
  return (seed + Math.floor(round / 2) + Math.floor(round / 4)) % 2 === 0 ? 'v1' : 'v2';
}

function added({ wrong, ...one }: Figures, { wrong: more, ...other }: Figures): Figures {
  const sum = { ...one };
  for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += other[key];
  return { ...sum, wrong: [...wrong, ...more] };
}
