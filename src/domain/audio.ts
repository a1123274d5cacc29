/**
 * Jogg accepts no larger recording.
 * https://docs.jogg.ai/api-reference/v2/API%20Documentation/UploadMedia
 */
export const MAX_AUDIO_BYTES = 20 * 1024 * 1024;
