/** Cues for a script, which the fake Jogg obeys, with names and descriptions for the menu. */
export const FAULTS = [
  ['fail', 'The video fails', 'Jogg cannot render it'],
  ['slow', 'It takes long', 'Ten times the usual time'],
  ['never', 'It never ends', 'Cancel it, or wait and see'],
  ['lost', 'The answer is lost', 'Nobody knows whether Jogg started it'],
  ['credit', 'No credit left', 'Jogg refuses'],
  ['denied', 'No access', 'The plan does not include the API'],
  ['param', 'The script is refused', 'Jogg does not take its words'],
  ['rate', 'Too many requests', 'Jogg asks to wait'],
  ['down', 'Jogg is down', 'A system error'],
  ['silent', 'No webhook', 'The app has to ask by itself'],
  ['twice', 'The webhook comes twice', 'One result all the same'],
  ['early', 'The webhook comes too early', 'Before Jogg has answered'],
  ['late', 'Jogg does not know it yet', 'The first three looks find nothing'],
  ['deleted', 'Deleted at Jogg', 'Rendered, then gone'],
  ['empty', 'Ready, without a link', 'Jogg says no address'],
  ['odd', 'An unknown state', 'A number that nobody has documented'],
].map(([word, name, description]) => ({ word, name, description: `${description} · [${word}]` }));

const EXAMPLE = 'Good morning everybody';

/** The composer's text after a fault was chosen: the command, the cue and what was typed. */
export function withFault(line, { word }, command) {
  const typed = line.trim().startsWith(command) ? line.trim().slice(command.length) : line;
  return `${command} [${word}] ${typed.trim().replace(/^\[[a-z]+\]\s*/, '') || EXAMPLE}`;
}
