/** Whether `page` and `page_size` work; `repeats` answers the first page whatever is asked. */
export type Paging = 'honoured' | 'ignored' | 'repeats';

/** Every point where Jogg's documentation and the field differ. Tests may change each alone. */
export interface Habits {
  v1: {
    /** Webhook endpoints and events come without the envelope. */
    bareEndpoints: boolean;
    /** The name of a voice's sample. */
    sample: 'audition_url' | 'audio_url';
    /** The name of the number that says how a project stands. */
    status: 'status_code' | 'status';
    /** Endpoints can hear of new avatars too. */
    avatarEvents: boolean;
    /** Public avatars carry a meaningless `status: 0`. */
    publicStatus: boolean;
    paging: Paging;
  };
  v2: {
    /** What a finished video is called. */
    success: 'completed' | 'success';
    /**
     * A video's answer to GET has its title. Neither documented nor met, but those of product
     * videos have one.
     */
    title: boolean;
    /** Failed videos say why in the answer to GET. */
    errorInGet: boolean;
    /** Webhooks name the video `video_id` and carry status and cover; else `project_id` alone. */
    fullWebhook: boolean;
    /** `generated_video_*` is sent beside `generated_avatar_video_*`. */
    legacyEventsToo: boolean;
    /** Errors come with a 4xx or 5xx instead of 200. */
    httpErrors: boolean;
    /** Envelopes carry `rid`. */
    rid: boolean;
    /** Custom avatars say their shape. */
    customShape: boolean;
    /** What video ids begin with. */
    idPrefix: string;
    paging: Paging;
  };
  /** What `remaining_quota` says: the credits, or always nothing. */
  quota: 'credits' | 'zero';
}

/** `documented` is Jogg's own text to the letter; `field` is what its callers have met. */
export function habitsOf(behaviour: 'field' | 'documented'): Habits {
  const documented = behaviour === 'documented';
  return {
    v1: {
      bareEndpoints: documented,
      sample: documented ? 'audition_url' : 'audio_url',
      status: 'status_code',
      avatarEvents: !documented,
      publicStatus: !documented,
      paging: 'honoured',
    },
    v2: {
      success: documented ? 'completed' : 'success',
      title: false,
      errorInGet: documented,
      fullWebhook: documented,
      legacyEventsToo: false,
      httpErrors: documented,
      rid: !documented,
      customShape: !documented,
      idPrefix: documented ? 'video_' : 'vd_',
      paging: documented ? 'honoured' : 'ignored',
    },
    quota: 'credits',
  };
}
