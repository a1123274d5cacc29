import { describe, expect, it } from 'vitest';
import { sign, verify } from '../../src/jogg/webhook/webhook-signature.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const secret = 'whsec_abc123xyz';
const body = bytes('{"event":"generated_video_success","data":{"project_id":"é😀"}}');
const good = sign(body, secret);

function flipped(source: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(source);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

describe('the signature of a webhook', () => {
  /** https://www.rfc-editor.org/rfc/rfc4231#section-4 (those whose key is text), and a known one. */
  const FOX = 'The quick brown fox jumps over the lazy dog';
  const BYTES = new Uint8Array(50).fill(0xcd);
  const COUNTED = String.fromCharCode(...Array.from({ length: 25 }, (_, at) => at + 1));
  const PUBLISHED = `5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843
    b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7
    f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8
    82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b`.split(/\s+/);
  it.each([
    ['Jefe', bytes('what do ya want for nothing?'), PUBLISHED[0]],
    ['\u000b'.repeat(20), bytes('Hi There'), PUBLISHED[1]],
    ['key', bytes(FOX), PUBLISHED[2]],
    [COUNTED, BYTES, PUBLISHED[3]],
  ])('with the key %j is the published one', (key, message, signature) => {
    expect(sign(message, key)).toBe(signature);
    // A key of white space alone is no secret.
    expect(verify(message, signature, [key])).toBe(key.trim() !== '');
  });

  const odd = Uint8Array.from([0xff, 0xfe, 0x00, 0xc3]);
  const nothing = new Uint8Array();
  const anew = bytes(JSON.stringify(JSON.parse(new TextDecoder().decode(body)), null, 1));
  it.each<[string, Uint8Array, string, string[], boolean]>([
    ['is accepted', body, good, [secret], true],
    ['is accepted with the old one of two secrets', body, good, ['new', secret], true],
    ['is accepted with the new one of two secrets', body, good, [secret, 'old'], true],
    ['of bytes that are no text is accepted', odd, sign(odd, secret), [secret], true],
    ['of no bytes is accepted', nothing, sign(nothing, secret), [secret], true],
    ['of other secrets is refused', body, good, ['new', 'newer'], false],
    ['without a secret is refused', body, good, [], false],
    ['of an empty secret is refused', body, sign(body, ''), [''], false],
    ['of a blank secret is refused', body, sign(body, ' '), [' '], false],
    ['of the same JSON written anew is refused', anew, good, [secret], false],
  ])('%s', (_, signed, header, secrets, fits) => {
    expect(verify(signed, header, secrets)).toBe(fits);
  });

  it('is refused with any bit of the body or of itself flipped', () => {
    const signature = Buffer.from(good, 'hex');
    const header = (bit: number) => Buffer.from(flipped(signature, bit)).toString('hex');
    for (let bit = 0; bit < body.length * 8; bit += 1)
      expect(verify(flipped(body, bit), good, [secret])).toBe(false);
    for (let bit = 0; bit < 256; bit += 1) expect(verify(body, header(bit), [secret])).toBe(false);
  });

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['uppercase', good.toUpperCase()],
    ['a prefix', `sha256=${good}`],
    ['one digit less', good.slice(1)],
    ['one digit more', `${good}0`],
    ['another line', `${good}\n`],
    ['spaces around', ` ${good} `],
    ['two of them in one', `${good}, ${good}`],
    ['a digit that is none', `g${good.slice(1)}`],
    ['digits of another script', '٣'.repeat(64)],
    ['a letter of several bytes', `é${good.slice(1)}`],
    ['base64', Buffer.from(good, 'hex').toString('base64')],
    ['megabytes', 'a'.repeat(4_000_000)],
    ['a list of it', [good]],
    ['a list of two', [good, good]],
    ['an empty list', []],
  ])('in a header with %s is refused without a throw', (_, header) => {
    expect(verify(body, header, [secret])).toBe(false);
  });
});
