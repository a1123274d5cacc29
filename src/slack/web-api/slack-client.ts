import type { KnownBlock } from '@slack/types';

/** Links a message to its video. Everybody in the workspace can read it. */
export interface VideoMetadata {
  event_type: string;
  event_payload: { video_id: string };
}

interface MessageArgs {
  channel: string;
  text: string;
  blocks: KnownBlock[];
  metadata: VideoMetadata;
}

interface HistoryArgs {
  channel: string;
  oldest: string;
  inclusive: boolean;
  limit: number;
  include_all_metadata: boolean;
}

/** The part of `@slack/web-api`'s `WebClient` that the app uses. */
export interface SlackClient {
  readonly chat: {
    postMessage(
      args: MessageArgs & { thread_ts?: string; unfurl_links: boolean; unfurl_media: boolean },
    ): Promise<unknown>;
    update(
      args: MessageArgs & { ts: string; parse: 'none'; link_names: boolean },
    ): Promise<unknown>;
    delete(args: { channel: string; ts: string }): Promise<unknown>;
  };
  readonly conversations: {
    history(args: HistoryArgs): Promise<unknown>;
    replies(args: HistoryArgs & { ts: string }): Promise<unknown>;
  };
  readonly files: {
    /**
     * Slack's method takes `alt_txt`; the client's types wrongly say `alt_text`.
     * https://docs.slack.dev/reference/methods/files.getUploadURLExternal/
     */
    getUploadURLExternal(args: {
      filename: string;
      length: number;
      alt_txt: string;
    }): Promise<unknown>;
    completeUploadExternal(args: {
      files: [{ id: string; title: string }];
      channel_id: string;
      thread_ts: string;
      initial_comment: string;
    }): Promise<unknown>;
    info(args: { file: string }): Promise<unknown>;
    delete(args: { file: string }): Promise<unknown>;
  };
}
