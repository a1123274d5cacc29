import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** The server's end of one WebSocket: text frames, ping, pong and close. */
export interface Socket {
  send(text: string): void;
  ping(): void;
  /** Says goodbye and waits for the other end to close. */
  close(): void;
  /** Cuts the connection without a word. */
  destroy(): void;
}

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const TEXT = 0x1;
const CLOSE = 0x8;
const PING = 0x9;
const PONG = 0xa;

/**
 * Accepts an upgrade request. Messages of several frames are not supported: the connection is
 * closed with 1003. https://www.rfc-editor.org/rfc/rfc6455
 */
export function acceptSocket(
  request: IncomingMessage,
  stream: Duplex,
  head: Buffer,
  on: { message: (text: string) => void; end: () => void },
): Socket {
  const key = request.headers['sec-websocket-key'] ?? '';
  const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64');
  stream.write(
    [
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Connection: Upgrade',
      `Sec-WebSocket-Accept: ${accept}`,
      '\r\n',
    ].join('\r\n'),
  );

  const write = (opcode: number, payload: Buffer) => {
    if (stream.writable) stream.write(frame(opcode, payload));
  };
  const farewell = (code: number) => {
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    write(CLOSE, payload);
  };
  const take = ({ opcode, final, payload }: Frame) => {
    if (opcode === PING) write(PONG, payload);
    else if (opcode === CLOSE) {
      write(CLOSE, payload.subarray(0, 2));
      stream.end();
    } else if (opcode === TEXT && final) on.message(payload.toString('utf8'));
    else if (opcode !== PONG) {
      farewell(1003);
      stream.end();
    }
  };

  let rest = head;
  const read = (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let next = unframe(rest); next !== undefined; next = unframe(rest)) {
      rest = rest.subarray(next.size);
      take(next);
    }
  };
  stream.on('data', read);
  stream.on('error', () => stream.destroy());
  stream.on('close', on.end);
  if (head.length > 0) read(Buffer.alloc(0));

  return {
    send: (text) => write(TEXT, Buffer.from(text)),
    ping: () => write(PING, Buffer.alloc(0)),
    close: () => farewell(1000),
    destroy: () => stream.destroy(),
  };
}

interface Frame {
  readonly opcode: number;
  readonly final: boolean;
  readonly payload: Buffer;
  /** How many bytes it took. */
  readonly size: number;
}

/** A frame of the server: never masked. */
function frame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = length;
  else if (length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}

/** The first whole frame of a client, unmasked, or `undefined` where more bytes are needed. */
function unframe(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  const short = second & 0x7f;
  const start = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < start) return undefined;
  const length =
    short === 126
      ? bytes.readUInt16BE(2)
      : short === 127
        ? Number(bytes.readBigUInt64BE(2))
        : short;
  const masked = (second & 0x80) !== 0;
  const from = start + (masked ? 4 : 0);
  if (bytes.length < from + length) return undefined;
  const payload = Buffer.from(bytes.subarray(from, from + length));
  if (masked)
    for (const [index, byte] of payload.entries())
      payload[index] = byte ^ (bytes[start + (index % 4)] ?? 0);
  return { opcode: first & 0x0f, final: (first & 0x80) !== 0, payload, size: from + length };
}
