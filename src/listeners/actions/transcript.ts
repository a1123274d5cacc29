import { transcriptView } from '../../slack/messages/transcript-view.ts';
import { openView } from '../form/open-view.ts';
import { onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';

/** "Transcript" on a result or a share: shows the whole script to people who may read it. */
export function transcriptPressed(deps: VideoButtonDeps) {
  return onVideoButton(deps, { action: 'transcript' }, ({ args, video }) =>
    openView(deps, args, transcriptView(video)),
  );
}
