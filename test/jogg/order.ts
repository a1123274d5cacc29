import type { Order } from '../../src/domain/video/video.ts';

/** What somebody confirmed in the form. */
export const order: Order = {
  script: 'Hello from Slack',
  avatar: { kind: 'public', id: '81', name: 'Amanda', coverUrl: null },
  voice: { id: 'en-US-ChristopherNeural', name: 'Christopher' },
  shape: 'landscape',
  captions: true,
  name: 'Launch',
  audio: null,
  background: 'normal',
};
