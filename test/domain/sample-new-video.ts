export const START = 1_800_000_000_000;

export const sampleNewVideo = {
  id: 'v_1',
  parent: null,
  workspace: 'T1',
  requester: 'U1',
  locale: 'en-US',
  origin: { channel: 'C1', threadTs: null },
  order: {
    script: 'Hello from Slack',
    avatar: { kind: 'public' as const, id: '81', name: 'Amara', coverUrl: null },
    voice: { id: 'en-1', name: 'Grace' },
    shape: 'landscape' as const,
    captions: true,
    name: '',
    audio: null,
    background: 'normal' as const,
  },
};
