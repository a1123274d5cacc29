import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

export interface Certified {
  readonly key: string;
  readonly cert: string;
  readonly subject: string;
}

/**
 * A certificate that signs itself, or is signed by `issuer`, for names and IPv4 addresses, valid
 * between two days; made anew, so that no key lies in the repository.
 */
export function certify(
  facts: { names?: readonly string[]; from?: string; to?: string; issuer?: Certified } = {},
): Certified {
  const { names = ['localhost', '127.0.0.1'], from = '20200101', to = '21200101' } = facts;
  // OpenSSL looks for authorities by their names, and they are known to the whole process.
  const subject = `jogg-slack test ${randomBytes(8).toString('hex')}`;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const alternatives = names.map((name) =>
    isIPv4(name) ? der(0x87, name.split('.').map(Number)) : der(0x82, Buffer.from(name)),
  );
  const isAuthority = der(0x30, der(0x01, [0xff]));
  const extensions = [
    extension('551d11', der(0x30, ...alternatives)),
    extension('551d13', isAuthority),
  ];
  const body = der(
    0x30,
    der(0xa0, der(0x02, [2])),
    der(0x02, [1], randomBytes(15)),
    ALGORITHM,
    nameOf(facts.issuer?.subject ?? subject),
    der(0x30, ...[from, to].map((day) => der(0x18, Buffer.from(`${day}000000Z`)))),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, ...extensions)),
  );
  const signature = sign('sha256', body, facts.issuer?.key ?? privateKey);
  const whole = der(0x30, body, ALGORITHM, der(0x03, [0], signature));
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    subject,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

function der(tag: number, ...parts: readonly (Buffer | number[])[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as Buffer)));
  const { length } = content;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

/** ECDSA with SHA-256. https://www.rfc-editor.org/rfc/rfc5758#section-3.2 */
const ALGORITHM = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));

function nameOf(text: string): Buffer {
  const oid = der(0x06, Buffer.from('550403', 'hex'));
  return der(0x30, der(0x31, der(0x30, oid, der(0x0c, Buffer.from(text)))));
}

function extension(oid: string, content: Buffer): Buffer {
  return der(0x30, der(0x06, Buffer.from(oid, 'hex')), der(0x04, content));
}
