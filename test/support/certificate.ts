import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Certified {
  readonly key: string;
  readonly cert: string;
}

/**
 * A certificate for these names that signs itself; made anew, so that no key lies in the
 * repository. https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export function certify({ names = ['localhost'] } = {}): Certified {
  // OpenSSL looks for authorities by their names, and they are known to the whole process.
  const subject = nameOf(`jogg-slack test ${randomBytes(8).toString('hex')}`);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const days = ['20200101', '21200101'].map((day) => der(0x18, Buffer.from(`${day}000000Z`)));
  const alternatives = names.map((name) => der(0x82, Buffer.from(name)));
  const isAuthority = der(0x30, der(0x01, [0xff]));
  const extensions = [
    der(0x30, oid('551d11'), der(0x04, der(0x30, ...alternatives))),
    der(0x30, oid('551d13'), der(0x04, isAuthority)),
  ];
  const body = der(
    0x30,
    der(0xa0, der(0x02, [2])),
    ...[der(0x02, [1], randomBytes(15)), ALGORITHM, subject, der(0x30, ...days), subject],
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, ...extensions)),
  );
  const whole = der(0x30, body, ALGORITHM, der(0x03, [0], sign('sha256', body, privateKey)));
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, ...parts: readonly (Buffer | number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), content]);
}

const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
/** ECDSA with SHA-256. https://www.rfc-editor.org/rfc/rfc5758#section-3.2 */
const ALGORITHM = der(0x30, oid('2a8648ce3d040302'));
const nameOf = (text: string): Buffer =>
  der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from(text)))));
