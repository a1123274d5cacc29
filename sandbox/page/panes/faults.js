/** Cues for a script, which the fake Jogg obeys, with names and descriptions for the menu. */
export const FAULTS = [
  ['fail', 'The video fails', 'Jogg cannot render it'],
  ['slow', 'It takes a long time', 'Ten times the usual time'],
  ['never', 'It never ends', 'Cancel it, or wait and see'],
  ['lost', 'The answer is lost', 'We don’t know if Jogg started it'],
  ['credit', 'No credit left', 'Jogg rejects the request'],
  ['denied', 'No access', 'The plan does not include the API'],
  ['param', 'The script is rejected', 'Jogg reports a parameter error'],
  ['rate', 'Too many requests', 'Jogg asks the app to wait'],
  ['down', 'Jogg is down', 'A system error'],
  ['silent', 'No webhook', 'The app has to poll'],
  ['twice', 'The webhook arrives twice', 'Still only one result'],
  ['early', 'The webhook arrives early', 'Before Jogg answers the request'],
  ['late', 'Jogg does not know it yet', 'The first three polls find nothing'],
  ['deleted', 'Deleted at Jogg', 'Rendered, then gone'],
  ['empty', 'Ready, but without a link', 'Jogg gives no URL'],
  ['odd', 'An unknown state', 'An undocumented number'],
].map(([word, name, description]) => ({ word, name, description: `${description} · [${word}]` }));

const EXAMPLE = 'Good morning everybody';

/** The composer's text after a fault was chosen: the command, the cue and what was typed. */
export function withFault(line, { word }, command) {
  const typed = line.trim().startsWith(command) ? line.trim().slice(command.length) : line;
  return `${command} [${word}] ${typed.trim().replace(/^\[[a-z]+\]\s*/, '') || EXAMPLE}`;
}
