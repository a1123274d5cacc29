import { describe, expect, it } from 'vitest';
import { cardVersionOf } from '../../src/domain/video/card-version.ts';
import { FAILURES, STATES, type Video, videoSchema } from '../../src/domain/video/video.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { candidateOffer } from '../../src/slack/messages/unconfirmed-actions.ts';
import { sheet } from './block-text.ts';
import { NOON, ordered, READY, sampleVideo } from './sample-video.ts';

const MINUTE = 60_000;
const cardOf = (video: Video, now = NOON, usualMs: number | null = 170_000) =>
  cardMessage(video, { now, usualMs });
const stateLine = (...card: Parameters<typeof cardOf>) => cardOf(...card).text.split('\n')[1];

const credit = { reason: 'credit', detail: null, rid: null } as const;
const unrendered = { reason: 'rendering', detail: 'face <not> found', rid: 'r-1' } as const;
const failure = unrendered;
const project = { id: 'p1', version: 'v1' } as const;
const secret = { id: 'p:1', version: 'v1', title: '<!channel> *Secret*' } as const;
const audio = { kind: 'file', id: 'F1', name: 'hello.mp3' } as const;
const result = { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: null, seconds: 3 };
const rendering = sampleVideo('rendering', { submittedAt: NOON });
const likely = sampleVideo('unconfirmed', { confirmations: 2, candidate: secret });
const ofRequest = (confirmations: number) => ({ failure: credit, confirmations });

describe('the card', () => {
  it('says in every state how the video stands and what can be done now', async () => {
    const states = STATES.map((state) => [
      state,
      cardOf(sampleVideo(state, { ...READY, failure: unrendered })),
    ]);
    await expect(sheet(states)).toMatchFileSnapshot('snapshots/card-states.txt');
  });

  it('says no more than is true of what was paid, answered, lost or moved', async () => {
    const unconfirmed = (answered: Video['answered']) => sampleVideo('unconfirmed', { answered });
    const videos: [string, Video][] = [
      ['nothing paid, nothing made', sampleVideo('failed', ofRequest(1))],
      ['an earlier try may be paid', sampleVideo('failed', ofRequest(2))],
      ['Jogg had taken it', sampleVideo('failed', { ...ofRequest(1), project })],
      ['never started', sampleVideo('expired')],
      ['cancelled before Jogg was asked', sampleVideo('cancelled', { cancelledIn: 'announced' })],
      ['an answer with an error', unconfirmed({ code: 50_000, rid: 'r-1' })],
      ['an answer without a video', unconfirmed({ code: 0, rid: null })],
      ['no answer', unconfirmed(null)],
      ['moved to a direct message', sampleVideo('announced', { movedFrom: 'C0LAUNCH' })],
      ['a remix', sampleVideo('announced', { lineage: { how: 'remix', name: 'Spring & sale' } })],
      ['a nameless remix', sampleVideo('announced', { lineage: { how: 'remix', name: '' } })],
      ['a new try', sampleVideo('announced', { lineage: { how: 'retry', name: 'X' } })],
      ['a green background', ordered({ background: 'green' }, 'announced')],
      ['no name', ordered({ name: '' }, 'announced')],
      ['a recording', ordered({ script: '', audio }, 'delivered', READY)],
      ['a recording that failed', ordered({ script: '', audio }, 'failed', { failure })],
    ];
    const usual = cardOf(rendering).text.split('\n');
    const texts = videos.map(([name, video]) => {
      const lines = cardOf(video).text.split('\n');
      return [name, lines.filter((line) => !usual.includes(line)).join('\n')] as const;
    });
    await expect(sheet(texts)).toMatchFileSnapshot('snapshots/card-words.txt');
  });

  it('shows the place in line, the time so far and the usual time', async () => {
    const places = [1, 2, 3, 4, 10, 11].map((place) => {
      const line = stateLine(sampleVideo('announced', { place })) ?? '';
      return /Queued · (.*) in line for its turn at Jogg; nothing is paid yet/.exec(line)?.[1];
    });
    expect(places).toEqual(['next', '2nd', '3rd', '4th', '10th', 'about 20th']);
    const moments: [number, number | null][] = [
      [0, 170_000],
      [31_000, null],
      [2.5 * MINUTE, 20_000],
      [14 * MINUTE, 4 * MINUTE],
      [15 * MINUTE, 4 * MINUTE],
      [200 * MINUTE, Number.NaN],
    ];
    const told = moments.map(([ms, usualMs]) => [
      `${ms / 1_000} s, usually ${usualMs && usualMs / 1_000} s`,
      stateLine(rendering, NOON + ms, usualMs),
    ]);
    await expect(sheet(told)).toMatchFileSnapshot('snapshots/card-times.txt');
  });

  it('has a sentence and a remedy of its own for each reason of failure', async () => {
    const said = FAILURES.map((reason) =>
      stateLine(sampleVideo('failed', { failure: { ...credit, reason } })),
    );
    expect(new Set(said).size).toBe(FAILURES.length);
    await expect(`${said.join('\n')}\n`).toMatchFileSnapshot('snapshots/failures.txt');
  });

  const NO_COVER = `http://res.jogg.ai/c.png https://res.jogg.ai/c.webp https://res.jogg.ai/c.svg
    https://res.jogg.ai/c https://res.jogg.ai/c.mp4?x=.png https://res.jogg.ai/${'x'.repeat(3_000)}.png
    https://user:pass@res.jogg.ai/c.png javascript:alert(1)//.png`.split(/\s+/);
  it.each([...NO_COVER, 'not an address.png', '', null])(
    'shows no cover where Slack could not show it: %s',
    (coverUrl) => {
      const { blocks } = cardOf(sampleVideo('ready', { result: { ...result, coverUrl } }));
      expect(blocks.filter(({ type }) => type === 'image')).toEqual([]);
    },
  );

  it.each(['http://res.jogg.ai/v.mp4', 'javascript:alert(1)', 'https://a@b/v.mp4', 'no', ''])(
    'makes no link of an address that is none: %s',
    (videoUrl) => {
      const card = cardOf(sampleVideo('ready', { result: { ...result, videoUrl } }));
      expect(JSON.stringify(card)).not.toMatch(/"(url|type)":"(link|http|watch)/);
      expect(card.text).toContain('Its link cannot be shown safely');
    },
  );

  it('keeps an address with a bar or angle brackets inside its own link', () => {
    const videoUrl = 'https://res.jogg.ai/a|b/<c>?d=<!channel>|x';
    const card = cardOf(sampleVideo('ready', { result: { ...result, videoUrl } }));
    expect(card.text.split('\n')[2]).toBe(
      '<https://res.jogg.ai/a%7Cb/%3Cc%3E?d=%3C!channel%3E%7Cx|Watch the video> (res.jogg.ai)',
    );
  });
});

describe('a likely match of an unconfirmed video', () => {
  it('is told without its title, which may be somebody else’s, and warned of before paying', () => {
    const card = cardOf(likely);
    expect(card.text).toContain('Jogg has a video that may be this one.');
    expect(JSON.stringify(card)).not.toContain('Secret');
    expect(cardVersionOf(likely, 0)).not.toBe(cardVersionOf({ ...likely, candidate: null }, 0));
  });

  it('is offered by its title, which can do no harm, to the one who looks again', async () => {
    const sheets = [
      ['the buttons on the card', cardOf(likely).blocks.at(-1)],
      ['the offer', candidateOffer(likely)],
    ] as const;
    await expect(sheet(sheets)).toMatchFileSnapshot('snapshots/likely-match.txt');
    const others = [{ candidate: null }, { state: 'failed' }] as const;
    expect(others.map((other) => candidateOffer({ ...likely, ...other }))).toEqual([null, null]);
  });

  it('is none where the record is older than answers: it loads, and its answer counts as lost', () => {
    const { answered: _, ...older } = sampleVideo('unconfirmed');
    expect(videoSchema.parse(older).answered).toBeNull();
  });
});
