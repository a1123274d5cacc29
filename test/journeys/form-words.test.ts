import { describe, expect, it } from 'vitest';
import { onStage } from '../support/stage.ts';

describe.concurrent('the words of a script', () => {
  it('that has none is the error of an empty one, and nothing is paid', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const told: unknown[] = [];
    for (const script of ['🎉🎉🎉', '...', '---', '\u200b', '€', '?!', '\u3164', '1️⃣', 'ーーー'])
      told.push((await stage.make({ script })).errors);
    expect([told, stage.slots(), stage.asked()]).toEqual([
      Array(9).fill({ script: 'Write what the avatar should say.' }),
      [],
      [],
    ]);
  });

  it('reach Jogg and Slack without what cannot be seen, and with the joiners they need', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await stage.make({
      script: 'Here is the na\u202eme\u0000\u200b\ufeff of\u2028می\u200cخواهم 👩\u200d🚀\ud83d!',
      video_name: 'Spring\u202e\u{e0041} 👩\u200d🚀',
    });
    await stage.reply('result');
    const { script, video_name } = stage.asked()[0] ?? {};
    expect({ script, video_name }).toEqual({
      script: 'Here is the name of\nمی\u200cخواهم 👩\u200d🚀!',
      video_name: 'Spring 👩\u200d🚀',
    });
  });
});
