import { expect, it } from 'vitest';
import { cardVersionOf, nextCardVersionAt } from '../../src/domain/video/card-version.ts';
import { FAILURES, STATES, type Video } from '../../src/domain/video/video.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { candidateOffer } from '../../src/slack/messages/unconfirmed-actions.ts';
import { LABEL, NOON, READY, sampleVideo } from './sample-video.ts';
import { snapshotText } from './snapshot-text.ts';

const MINUTE = 60_000;
const cardOf = (video: Video, now = NOON, usualMs: number | null = 170_000) =>
  cardMessage(video, { now, usualMs, label: LABEL });
const stateLine = (...card: Parameters<typeof cardOf>) => cardOf(...card).text.split('\n')[1];

const credit = { reason: 'credit', detail: null, rid: null } as const;
const failure = { reason: 'rendering', detail: 'face <not> found', rid: 'r-1' } as const;
const project = { id: 'p1', version: 'v1' } as const;
const secret = { id: 'p:1', version: 'v1', title: '<!channel> *Secret*' } as const;
const audio = { kind: 'file', id: 'F1', name: 'hello.mp3' } as const;
const rendering = sampleVideo('rendering', { submittedAt: NOON, since: NOON - 5 });
const withCandidate = sampleVideo('unconfirmed', { confirmations: 2, candidate: secret });
const announced = (change: Partial<Video>) => sampleVideo('announced', change);
const unconfirmed = (answered: Video['answered']) => sampleVideo('unconfirmed', { answered });
const failedVideo = (confirmations: number, change: Partial<Video> = {}) =>
  sampleVideo('failed', { failure: credit, confirmations, ...change });
const failures = FAILURES.map((reason) => failedVideo(1, { failure: { ...credit, reason } }));
const withResult = (addresses: Partial<Video['result']>) => {
  const result = { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: null, seconds: 3 };
  return cardOf(sampleVideo('ready', { result: { ...result, ...addresses } }));
};

it('the card shows in every state the video’s status and the possible actions', async () => {
  const states = STATES.map((state) => [state, cardOf(sampleVideo(state, { ...READY, failure }))]);
  await expect(snapshotText(states)).toMatchFileSnapshot('snapshots/card-states.txt');
});

it('the card claims only what is known about payments and losses, in at most 20 words a sentence', async () => {
  const videos: [string, Video][] = [
    ['nothing paid, nothing made', failedVideo(1)],
    ['an earlier try may be paid', failedVideo(2)],
    ['Jogg had taken it', failedVideo(1, { project })],
    ['never started', sampleVideo('expired')],
    ['cancelled before Jogg was asked', sampleVideo('cancelled', { cancelledIn: 'announced' })],
    ['an answer with an error', unconfirmed({ code: 50_000, rid: 'r-1' })],
    ['an answer without a video', unconfirmed({ code: 0, rid: null })],
    ['no answer', unconfirmed(null)],
    ['no answer, checked', { ...unconfirmed(null), checkedAt: NOON + 5_000 }],
    ['moved to a direct message', announced({ movedFrom: 'C0LAUNCH' })],
    ['a remix', announced({ lineage: { how: 'remix', name: 'Spring & sale' } })],
    ['a nameless remix', announced({ lineage: { how: 'remix', name: '' } })],
    ['a new try', announced({ lineage: { how: 'retry', name: 'X' } })],
    ['a green background', sampleVideo('announced', {}, { background: 'green' })],
    ['no name', sampleVideo('announced', {}, { name: '' })],
    ['a recording', sampleVideo('delivered', READY, { script: '', audio })],
    ['a recording that failed', sampleVideo('failed', { failure }, { script: '', audio })],
  ];
  const linesOf = (video: Video) => cardOf(video).text.split('\n');
  const usual = new Set(linesOf(rendering));
  const unusual = (video: Video) => linesOf(video).filter((line) => !usual.has(line));
  const texts = videos.map(([name, video]) => [name, unusual(video)]);
  await expect(snapshotText(texts)).toMatchFileSnapshot('snapshots/card-words.txt');
  const states = STATES.map((state) => sampleVideo(state, READY));
  const sentences = [...failures, ...states, withCandidate, ...videos.map(([, video]) => video)]
    .flatMap((video) => cardOf(video).text.split(/\n|(?<=[.:?!])\s/))
    .map((sentence) => sentence.split(/\s+/).length);
  expect(Math.max(...sentences)).toBeLessThanOrEqual(20);
});

it('the card shows the place in line, the elapsed time and the usual time', async () => {
  const places = [1, 2, 3, 4, 10, 11].map((place) => [place, stateLine(announced({ place }))]);
  const usual = { 0: 170, 31: null, 150: 20, 840: 240, 900: 240, 12000: Number.NaN };
  const times = Object.entries(usual).map(([seconds, usualSeconds]) => [
    `${seconds} s, usually ${usualSeconds} s`,
    stateLine(rendering, NOON + Number(seconds) * 1_000, usualSeconds && usualSeconds * 1_000),
  ]);
  await expect(snapshotText([...places, ...times])).toMatchFileSnapshot('snapshots/card-times.txt');
});

it('each failure reason has its own sentence and remedy on the card', async () => {
  const sentences = failures.map((video) => cardOf(video).text.split('\n').slice(1, 3).join(' '));
  expect(new Set(sentences).size).toBe(FAILURES.length);
  await expect(`${sentences.join('\n')}\n`).toMatchFileSnapshot('snapshots/failures.txt');
});

const NO_COVER = `http://res.jogg.ai/c.png https://res.jogg.ai/c.webp https://res.jogg.ai/c.svg
  https://res.jogg.ai/c https://res.jogg.ai/c.mp4?x=.png https://res.jogg.ai/${'x'.repeat(3_000)}.png
  https://user:pass@res.jogg.ai/c.png javascript:alert(1)//.png`.split(/\s+/);
const NO_LINK = ['http://a.ai/v.mp4', 'javascript:alert(1)', 'https://a@b/v.mp4', 'no', ''];
it('the card shows no cover and no link for an address that Slack cannot show', () => {
  const addresses = [...NO_COVER, 'no address.png', '', null];
  const covers = addresses.map((coverUrl) => withResult({ coverUrl }));
  expect(JSON.stringify(covers)).not.toContain('"image"');
  const cards = NO_LINK.map((videoUrl) => withResult({ videoUrl }));
  expect(JSON.stringify(cards)).not.toMatch(/"(url|type)":"(link|http|watch)/);
  const hasSentence = cards.map(({ text }) => text.includes('We can’t show its link safely'));
  expect(hasSentence).toEqual(NO_LINK.map(() => true));
  // A bar and angle brackets stay inside the link.
  const { bare } = withResult({ videoUrl: 'https://a.ai/a|b/<c>?d=<!channel>|x' });
  const url = 'https://a.ai/a%7Cb/%3Cc%3E?d=%3C!channel%3E%7Cx';
  const link = JSON.stringify({ type: 'link', url, text: 'Watch the video' });
  expect(JSON.stringify(bare)).toContain(link);
});

it('a candidate’s title is shown only to the requester and is never parsed as markup', async () => {
  const rows = [
    ['the card', [cardOf(withCandidate).text.split('\n')[2], cardOf(withCandidate).blocks.at(-1)]],
    ['the offer', candidateOffer(withCandidate)],
  ] as const;
  await expect(snapshotText(rows)).toMatchFileSnapshot('snapshots/candidate.txt');
  expect(JSON.stringify(cardOf(withCandidate))).not.toContain('Secret');
  const others = [{ candidate: null }, { state: 'failed' }] as const;
  expect(others.map((each) => candidateOffer({ ...withCandidate, ...each }))).toEqual([null, null]);
});

// The times of these changes: `domain/video`.
it('the card version changes exactly when the card of a rendering video changes', () => {
  const render = (at: number) => [cardVersionOf(rendering, at), cardOf(rendering, at).text];
  let at = nextCardVersionAt(rendering, NOON - MINUTE);
  for (let from = NOON; at !== Infinity; from = at, at = nextCardVersionAt(rendering, at)) {
    expect(render(at - 1)).toEqual(render(from));
    expect(render(at)[1]).not.toBe(render(from)[1]);
    expect(render(at)[0]).not.toBe(render(from)[0]);
  }
});
