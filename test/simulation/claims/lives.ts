import type { Video } from '../../../src/domain/video/video.ts';
import { MINUTE, type Scenario, SECOND, scenarioOf } from '../scenario.ts';

type State = Video['state'];

/** A life in which nothing goes wrong but what it says. */
export interface Life {
  readonly name: string;
  readonly scenario: Scenario;
  /** How its videos end where no claim is lost. */
  readonly ends: State | `${State},${State}`;
}

const NEVER = { from: 0, until: 0 };
const QUIET = {
  ...{ target: { name: 'none', call: 'none', answer: null }, lean: null, answers: {} },
  ...({
    accounts: 'one workspace',
    videos: 1,
    processes: 2,
    embedded: false,
    changesVersion: false,
    calm: false,
  } as const),
  ...{ faultsUntil: 0, faults: { store: 0, slack: 0, jogg: 0, process: 0 } },
  down: { store: NEVER, slack: NEVER, jogg: NEVER, process: NEVER },
  ...{ crashes: 0, pauses: 0, losses: 0, webhook: false, titled: true, ownAudio: false },
  ...{ files: false, history: true, cancels: false, inThread: false, directRefused: false },
  ...({ mishap: 'none', mishapAt: 0, misplaced: false, truth: 'succeeded', slow: false } as const),
  ...({ manner: 'silent', backAfter: null, origin: 'C1' } as const),
};

const LOST = 'unknown, done';
const unconfirmed = { answers: { 'renderer.submit': [LOST] } };

/** Seeds are chosen so that people and webhooks come when the name says. */
const ROWS: readonly (readonly [string, Life['ends'], Partial<Scenario>, seed?: number])[] = [
  ['plain', 'delivered', {}],
  ['with webhooks', 'delivered', { webhook: true, calm: true }],
  ['in a thread, with a recording', 'delivered', { inThread: true, ownAudio: true }],
  ['asked for where the app is', 'delivered', { origin: 'D1' }],
  ['with a file', 'delivered', { files: true }],
  [
    'of two workspaces with one account',
    'delivered,delivered',
    { accounts: 'the operator’s', webhook: true },
  ],
  [
    'of two workspaces, one of which changes its key meanwhile',
    'delivered,delivered',
    { accounts: 'changed', webhook: true, faultsUntil: 50 * SECOND },
  ],
  [
    'with a file whose message is in doubt',
    'delivered',
    { files: true, answers: { 'messenger.post result': [LOST] } },
  ],
  [
    'with a file that nobody can see',
    'delivered',
    { files: true, target: { name: 'none', call: 'messenger.discard', answer: 'none' } },
  ],
  [
    'put off by everybody',
    'delivered',
    {
      answers: {
        ...{ 'paying.take': ['wait'], 'renderer.submit': ['later'], 'renderer.poll': ['later'] },
        ...{ 'messenger.post card': ['later'], 'messenger.edit': ['later, done'] },
        ...{ 'messenger.post result': ['later'], 'files.store': ['later'] },
      },
      files: true,
    },
  ],
  [
    'whose posts are in doubt',
    'delivered',
    {
      answers: { 'messenger.post card': [LOST], 'messenger.post result': ['unknown, not sent'] },
    },
  ],
  [
    'whose posts are in doubt where the app may not look',
    'delivered',
    { history: false, answers: { 'messenger.post card': [LOST], 'messenger.post direct': [LOST] } },
  ],
  [
    'whose channel refuses the result',
    'delivered',
    {
      ...{ mishap: 'not a member', mishapAt: MINUTE },
      answers: { 'messenger.post direct': [LOST] },
    },
  ],
  [
    'whose thread is gone',
    'delivered',
    { mishap: 'root deleted', mishapAt: 20 * SECOND, misplaced: true },
  ],
  ['that takes long', 'delivered', { slow: true, answers: { 'messenger.post late': [LOST] } }],
  ['that fails', 'failed', { truth: 'failed' }],
  ['that Jogg refuses', 'failed', { answers: { 'renderer.submit': ['refused'] } }],
  ['without a video', 'failed', { truth: 'empty' }],
  ['that never ends', 'expired', { truth: 'never' }],
  ['cancelled', 'cancelled', { cancels: true }],
  ['cancelled while it renders', 'cancelled', { cancels: true }, 5],
  [
    'unconfirmed',
    'unconfirmed',
    { answers: { ...unconfirmed.answers, 'messenger.post unconfirmed': [LOST] } },
  ],
  ['unconfirmed and given up', 'cancelled', { ...unconfirmed, manner: 'gives up' }],
  ['unconfirmed and asked for again', 'delivered', { ...unconfirmed, manner: 'again' }, 2],
  ['unconfirmed and found', 'delivered', { ...unconfirmed, webhook: true, manner: 'any' }, 3],
  [
    'whose answer comes after all',
    'delivered',
    {
      answers: {
        ...{ 'store.saveReceipt': ['threw', 'threw though done'] },
        ...{ 'store.save rendering': ['threw', 'threw though done'] },
      },
    },
  ],
  [
    'whose store loses the answer to each intent',
    'delivered',
    {
      history: false,
      answers: {
        ...{ 'store.save requested': ['threw though done'], 'store.load': ['done', 'threw'] },
        'store.save submitting': ['threw though done'],
        'store.save ready': Array.from({ length: 3 }, () => 'threw though done'),
      },
    },
  ],
  [
    'whose store loses answers',
    'delivered',
    {
      answers: {
        ...{ 'store.save announced': ['threw though done'], 'store.save ready': ['threw'] },
        'queue.rest': ['threw though done'],
      },
    },
  ],
];

/** Every kind of life, asked for over that version of Jogg's API. */
export const livesOf = (version: Scenario['version']): Life[] =>
  ROWS.map(([name, ends, special, seed = 1]) => ({
    name: `${name}, ${version}`,
    ends,
    scenario: { ...scenarioOf(seed), ...QUIET, ...special, seed, version },
  }));
