import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

export type Certificate = ReturnType<typeof createCertificate>;

/**
 * A new self-signed certificate for `name`, so that the repository contains no key.
 * https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export function createCertificate(name = 'localhost') {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // OpenSSL finds authorities by name, and the whole process shares them.
  const subject = der(0x30, named('550403', name), named('55040a', randomUUID()));
  const days = ['2020', '2120'].map((year) => der(0x18, `${year}0101000000Z`));
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const body = der(0x30, der(0x02, [1]), ECDSA, subject, der(0x30, ...days), subject, key);
  const whole = der(0x30, body, ECDSA, der(0x03, [0], sign('sha256', body, privateKey)));
  const lines = whole.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, ...parts: readonly (Buffer | string | number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const { length } = content;
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), content]);
}

const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
/** ECDSA with SHA-256. https://www.rfc-editor.org/rfc/rfc5758#section-3.2 */
const ECDSA = der(0x30, oid('2a8648ce3d040302'));
const named = (type: string, text: string): Buffer =>
  der(0x31, der(0x30, oid(type), der(0x0c, text)));
