import { checkMedia, putSigned, type Upload, type UploadDeps } from '../api/put-signed.ts';
import { uploadSchema } from './schemas.ts';

const PATH = '/v2/upload/asset';

/**
 * Uploads as Jogg's own clients do: requests a signed URL and uploads the file to it without the
 * API key.
 * @throws {JoggError}
 */
export function createUpload(deps: UploadDeps): Upload {
  const { transport, link } = deps;
  return async (media) => {
    checkMedia(PATH, media);
    const { filename, contentType, bytes } = media;
    const body = { filename, content_type: contentType, file_size: bytes.byteLength };
    const { data } = await transport.post(PATH, body, { schema: uploadSchema });
    return putSigned({ signed: link(data.sign_url), asset: link(data.asset_url) }, media, deps);
  };
}
