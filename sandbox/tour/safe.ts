import { PARTNERS, VISITOR } from '../slack/seed.ts';
import type { Steps } from './guide.ts';

const EVIL_NAME = '<!channel> <https://evil.example|jogg.ai> \u202Egpj.exe';
const EVIL_SCRIPT = 'Hello <@U0GRACE001> & <!here>, *pay* \u202Eat <https://evil.example|jogg.ai>';

/** Who may do what, and text that is only text. */
export const SAFE: Steps = {
  'Text from people is only text: no ping, no false link, nothing turned around': async (g) => {
    await g.order({ script: EVIL_SCRIPT, video_name: EVIL_NAME }, { channel: PARTNERS });
    const card = await g.card('evil.example', /\[Share\]/, PARTNERS);
    for (const text of [EVIL_NAME, EVIL_SCRIPT]) g.say(text.replace('\u202E', '(turn around)'));
    g.thread(PARTNERS, card.ts);
    for (const { arguments: given } of g.slack.log) {
      const { text, initial_comment: comment, blocks } = given;
      if (!JSON.stringify(given).includes('evil.example')) continue;
      const markup = `${String(text ?? '')}${String(comment ?? '')}`;
      const shown = JSON.stringify(blocks ?? []);
      g.check(!/<!|<https:\/\/evil|<@U0GRACE/.test(markup), `markup of a person: ${markup}`);
      g.check(!/\u202E/.test(markup + shown), 'the text is turned around');
      g.check(!/"mrkdwn"/.test(shown), 'a person’s text as mrkdwn');
      g.check(!/"(?:url|user_id)":"[^"]*(evil|GRACE)/.test(shown), 'a link of a person’s making');
    }
  },
  'A guest of another organization watches, and does nothing else': async (g) => {
    const card = await g.card('evil.example', /./, PARTNERS);
    await g.refused(card, 'share', VISITOR, /Guests from another organization/, PARTNERS);
  },
};
