import { z } from 'zod';
import { mediaTypeOf } from '../../byte-range.ts';
import { compact } from '../compact.ts';
import { newId, secret } from '../ids.ts';
import type { Dict } from '../rules/block-kit.ts';
import type { Channel } from '../seed.ts';
import type { FaultSpec } from '../server/faults.ts';
import type { Message, SharedFile, World } from '../world.ts';
import { ApiError, type Arguments, botMethod, invalidArguments, type Method } from './api-call.ts';
import { blocksOf, json, required, text, withIds } from './arguments.ts';
import { joinedChannel } from './channel-access.ts';

interface Upload {
  /** The id of the installation that uploaded it; no other one can see it. */
  readonly by: string;
  readonly id: string;
  readonly key: string;
  readonly filename: string;
  readonly length: number;
  readonly altText: string | undefined;
  bytes: Buffer | undefined;
  file: SharedFile | undefined;
}

/** https://docs.slack.dev/reference/methods/files.getUploadURLExternal/ */
const LONGEST_ALT_TEXT = 1000;

export type Uploads = ReturnType<typeof createUploads>;

/** The files of all workspaces, with their upload and download URLs. */
export function createUploads(url: () => string) {
  const all = new Map<string, Upload>();
  return {
    all,
    uploadUrl: ({ key }: Upload): string => `${url()}/upload/v1/${key}`,
    fileUrl: ({ id, filename }: Upload): string =>
      `${url()}/files/${id}/${encodeURIComponent(filename)}`,
    /** Stores the uploaded bytes; false if the key is unknown or the length differs. */
    receive(key: string, bytes: Buffer): boolean {
      const upload = [...all.values()].find((each) => each.key === key);
      if (upload === undefined || bytes.length !== upload.length) return false;
      upload.bytes = bytes;
      return true;
    },
    read(id: string) {
      const { bytes, filename = '', by = '' } = all.get(id) ?? {};
      return bytes && { bytes, by, mimetype: mediaTypeOf(filename) };
    },
  };
}

/**
 * Shows and shares each of the app's files whose URL is in the `text` of one of its messages.
 * https://github.com/slackapi/bolt-python/issues/1018
 */
export function unfurl(
  { world, uploads }: { world: World; uploads: Uploads },
  channel: Channel,
  message: Message,
): void {
  const files = [...uploads.all.values()]
    .filter((each) => isOwn(world, each))
    .flatMap(({ file }) => file ?? [])
    .filter((file) => message.text.includes(String(file['permalink'])));
  if (files.length === 0) return;
  message.files = files;
  for (const file of files) recordShare(file, channel, message);
}

/** The `files.*` methods. https://docs.slack.dev/messaging/working-with-files */
export function fileMethods(deps: { world: World; uploads: Uploads }) {
  const { world, uploads } = deps;
  const { app } = world;
  const find = (id: string): Upload | undefined => {
    const upload = uploads.all.get(id);
    return upload && isOwn(world, upload) ? upload : undefined;
  };
  const fileObject = (upload: Upload, title = upload.filename): SharedFile => {
    const { id, filename: name, bytes, altText } = upload;
    const fileUrl = uploads.fileUrl(upload);
    return {
      ...{ id, created: Math.floor(Date.now() / 1000), name, title, mimetype: mediaTypeOf(name) },
      ...{ filetype: name.split('.').at(-1) ?? '', user: app.botUser, size: bytes?.length ?? 0 },
      ...{ mode: 'hosted', is_external: false, url_private: fileUrl, permalink: fileUrl },
      ...compact({ alt_txt: altText }),
      shares: {},
    };
  };

  const findFile = (args: Arguments): SharedFile => {
    const file = find(required(args, 'file'))?.file;
    if (file === undefined) throw new ApiError('file_not_found');
    return file;
  };
  const complete = (args: Arguments, fault?: FaultSpec): Dict => {
    const result = filesSchema.safeParse(json(args, 'files', 'invalid_arguments'));
    if (!result.success) throw invalidArguments('invalid `files` [json-pointer:/files]');
    const picked = result.data.map(({ id, title }) => {
      const upload = find(id);
      // An upload can be completed once; a second try does not find it.
      if (upload?.bytes === undefined || upload.file !== undefined)
        throw new ApiError('file_not_found');
      return { upload, title };
    });
    const target = text(args, 'channel_id') ?? text(args, 'channels')?.split(',')[0];
    const channel = target === undefined ? undefined : joinedChannel(world, target);
    if (channel?.archived) throw new ApiError('is_archived');
    const comment = text(args, 'initial_comment');
    const blocks = comment === undefined ? blocksOf(args)?.map(withIds) : undefined;
    const files = picked.map(({ upload, title }) => {
      upload.file = fileObject(upload, title);
      return upload.file;
    });
    const show = (): void => {
      // A file that was deleted meanwhile never appears.
      if (channel === undefined || !files.every(({ id }) => uploads.all.has(id))) return;
      const thread = text(args, 'thread_ts');
      const more = { text: comment ?? '', files, ...compact({ blocks, thread_ts: thread }) };
      const author = { user: app.botUser, bot_id: app.bot, app_id: app.id };
      const message = world.post(channel.id, { ...author, ...more });
      for (const file of files) recordShare(file, channel, message);
    };
    if (fault?.kind !== 'unshown') show();
    else if (fault.ms !== undefined) setTimeout(show, fault.ms).unref();
    return { files: files.map(({ id, title }) => ({ id, title })) };
  };

  return {
    'files.getUploadURLExternal': botMethod('files:write', false, (args) => {
      const filename = required(args, 'filename');
      const length = Number(required(args, 'length'));
      if (!Number.isInteger(length) || length < 1)
        throw invalidArguments('must be a positive integer [json-pointer:/length]');
      const altText = text(args, 'alt_txt');
      if ((altText?.length ?? 0) > LONGEST_ALT_TEXT) throw new ApiError('alt_txt_too_large');
      const by = world.installed()?.id ?? '';
      const fields = { by, filename, length, altText, bytes: undefined, file: undefined };
      const upload: Upload = { id: newId('F'), key: secret(), ...fields };
      uploads.all.set(upload.id, upload);
      return { upload_url: uploads.uploadUrl(upload), file_id: upload.id };
    }),
    'files.completeUploadExternal': botMethod('files:write', true, complete),
    'files.delete': botMethod('files:write', true, (args) => {
      uploads.all.delete(findFile(args).id);
      return {};
    }),
    'files.info': botMethod('files:read', false, (args) => ({ file: findFile(args) })),
  } satisfies Record<string, Method>;
}

const isOwn = (world: World, { by }: Upload): boolean =>
  [world.installed()?.id ?? '', world.team.id].includes(by);

function recordShare(file: SharedFile, { id, kind }: Channel, { ts, thread_ts }: Message): void {
  const visibility = kind === 'public' ? 'public' : 'private';
  const shares = sharesSchema.parse(file['shares']);
  const entries = [...(shares[visibility]?.[id] ?? []), { ts, ...compact({ thread_ts }) }];
  file['shares'] = { ...shares, [visibility]: { ...shares[visibility], [id]: entries } };
}

const sharesSchema = z.partialRecord(
  z.enum(['public', 'private']),
  z.record(z.string(), z.array(z.looseObject({ ts: z.string() }))),
);
const filesSchema = z.array(z.object({ id: z.string(), title: z.string().optional() })).min(1);
