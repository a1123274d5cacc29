import { z } from 'zod';
import { checkMedia, putSigned, type Upload, type UploadDeps } from '../api/put-signed.ts';

const PATH = '/v1/upload/asset';

/**
 * v1's `asset_id` is the URL of the asset.
 * https://docs.jogg.ai/api-reference/v1/API%20Documentation/UploadMedia
 */
const uploadSchema = z.object({ sign_url: z.url(), asset_id: z.url() });

/**
 * Uploads over v1. Unlike v2, v1 gets only the file's name, so it signs a URL for any content type.
 * @throws {JoggError}
 */
export function createUpload(deps: UploadDeps): Upload {
  const { transport, link } = deps;
  return async (media) => {
    checkMedia(PATH, media);
    const body = { filename: media.filename };
    const { data } = await transport.post(PATH, body, { schema: uploadSchema });
    const at = { signed: link(data.sign_url), asset: link(data.asset_id) };
    return putSigned(at, { ...media, contentType: 'application/octet-stream' }, deps);
  };
}
