import type { EncodedPacket, InputTrack } from 'mediabunny';

/**
 * Makes a film of `seconds` whole seconds, MP4 or WebM like its clip. It repeats the clip, which
 * may be transparent, and the sound.
 */
export async function filmOf(clip: Buffer, sound: Buffer, seconds: number): Promise<Buffer> {
  // Loaded for the first film, because most runs of the sandbox make none.
  const media = await import('mediabunny');
  const open = (bytes: Buffer) =>
    new media.Input({ formats: [media.MP4, media.WEBM], source: new media.BufferSource(bytes) });
  const [picture, voice] = [open(clip), open(sound)];
  const video = await picture.getPrimaryVideoTrack();
  const audio = await voice.getPrimaryAudioTrack();
  const videoConfig = await video?.getDecoderConfig();
  const audioConfig = await audio?.getDecoderConfig();
  if (!video?.codec || !audio?.codec || !videoConfig || !audioConfig)
    throw new Error('no picture or no sound to make a film of');
  const isWebm = (await picture.getFormat()) === media.WEBM;
  const format = isWebm ? new media.WebMOutputFormat() : new media.Mp4OutputFormat();
  const target = new media.BufferTarget();
  const output = new media.Output({ format, target });
  const pictures = new media.EncodedVideoPacketSource(video.codec);
  const sounds = new media.EncodedAudioPacketSource(audio.codec);
  output.addVideoTrack(pictures);
  output.addAudioTrack(sounds);
  await output.start();
  const packetsOf = async (track: InputTrack) => {
    const all: EncodedPacket[] = [];
    for await (const each of new media.EncodedPacketSink(track).packets()) all.push(each);
    return all;
  };
  for (const each of repeatPackets(await packetsOf(video), seconds))
    void pictures.add(each, { decoderConfig: videoConfig });
  for (const each of repeatPackets(await packetsOf(audio), seconds))
    void sounds.add(each, { decoderConfig: audioConfig });
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer());
}

/** Repeats the packets, each as long as the first, until the film's end. */
function repeatPackets(packets: readonly EncodedPacket[], seconds: number): EncodedPacket[] {
  const [first, second] = packets;
  if (!first || !second) throw new Error('no pictures or no sound to make a film of');
  const length = second.timestamp - first.timestamp;
  return Array.from({ length: Math.ceil(seconds / length) }, (_, at) => {
    const timestamp = at * length;
    const duration = Math.min(length, seconds - timestamp);
    return (packets[at % packets.length] ?? first).clone({ timestamp, duration });
  });
}
