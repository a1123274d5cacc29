import { expect, it } from 'vitest';
import { sign, verify } from '../../src/jogg/webhook/webhook-signature.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const secret = 'whsec_abc123xyz';
const body = bytes('{"event":"generated_video_success","data":{"project_id":"é😀"}}');
const good = sign(body, secret);
const binary = Uint8Array.from([0xff, 0xfe, 0x00, 0xc3]);
const reserialized = bytes(JSON.stringify(JSON.parse(new TextDecoder().decode(body)), null, 1));

/** https://www.rfc-editor.org/rfc/rfc4231#section-4.3 */
const PUBLISHED = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
it.each<[string, Uint8Array, string, string[], boolean]>([
  ['is accepted', body, good, [secret], true],
  ['of RFC 4231 is accepted', bytes('what do ya want for nothing?'), PUBLISHED, ['Jefe'], true],
  ['is accepted with the old of two secrets', body, good, ['new', secret], true],
  ['is accepted with the new of two secrets', body, good, [secret, 'old'], true],
  ['of bytes that are not text is accepted', binary, sign(binary, secret), [secret], true],
  ['of other secrets is refused', body, good, ['new', 'newer'], false],
  ['without a secret is refused', body, good, [], false],
  ['of an empty secret is refused', body, sign(body, ''), [''], false],
  ['of a blank secret is refused', body, sign(body, ' '), [' '], false],
  ['of reformatted JSON is refused', reserialized, good, [secret], false],
])('the signature of a webhook %s', (_, signed, header, secrets, isValid) => {
  expect(verify(signed, header, secrets)).toBe(isValid);
});

it('the signature of a webhook is refused if any bit of the body or of the signature is flipped', () => {
  const flipped = (source: Uint8Array) => (bit: number) =>
    Buffer.from(source).fill((source[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3, (bit >> 3) + 1);
  const bits = ({ length }: Uint8Array) => Array.from({ length: length * 8 }, (_, bit) => bit);
  const signature = Buffer.from(good, 'hex');
  const headers = bits(signature).map((bit) => flipped(signature)(bit).toString('hex'));
  expect(bits(body).filter((bit) => verify(flipped(body)(bit), good, [secret]))).toEqual([]);
  expect(headers.filter((header) => verify(body, header, [secret]))).toEqual([]);
});

it.each([
  ['nothing', undefined],
  ['uppercase', good.toUpperCase()],
  ['a prefix', `sha256=${good}`],
  ['one digit less', good.slice(1)],
  ['one digit more', `${good}0`],
  ['a line break after it', `${good}\n`],
  ['two signatures', `${good}, ${good}`],
  ['digits of another script', '٣'.repeat(64)],
  ['a multi-byte character', `é${good.slice(1)}`],
  ['megabytes', 'a'.repeat(4_000_000)],
  ['a list of one signature', [good]],
])('a header with %s is refused without an error', (_, header) => {
  expect(verify(body, header, [secret])).toBe(false);
});
