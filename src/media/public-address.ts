import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

type Octets = readonly number[];

/**
 * Whether an IP address is public: globally reachable by the IANA registries. If an IPv6 address
 * embeds an IPv4 address, the IPv4 address decides.
 * https://www.iana.org/assignments/iana-ipv6-special-registry
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return ipaddr.parse(address).range() === 'unicast';
  // An address with a zone is link-local.
  if (family === 0 || address.includes('%')) return false;
  // `URL` converts it to hexadecimal, because `ipaddr.js` parses ::1.2.3.4 as ::ffff:1.2.3.4.
  const parsed = ipaddr.parse(new URL(`http://[${address}]`).hostname.slice(1, -1));
  const octets = parsed.toByteArray();
  const embedding = IPV4_EMBEDDINGS.find(({ prefix }) => startsWith(octets, prefix));
  if (embedding) return embedding.embedded(octets).every(isPublicV4);
  return isGlobal(octets) && parsed.range() === 'unicast' && isatap(octets).every(isPublicV4);
}

/** The prefixes of IPv6 addresses that embed IPv4 addresses, and functions that extract them. */
const IPV4_EMBEDDINGS: readonly { prefix: Octets; embedded: (octets: Octets) => Octets[] }[] = [
  // IPv4-mapped, ::ffff:0:0/96. https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2
  { prefix: [...zeros(10), 0xff, 0xff], embedded: (octets) => [octets.slice(12)] },
  // IPv4-translated, ::ffff:0:0:0/96. https://www.rfc-editor.org/rfc/rfc2765#section-2.1
  { prefix: [...zeros(8), 0xff, 0xff, 0, 0], embedded: (octets) => [octets.slice(12)] },
  // NAT64, 64:ff9b::/96. https://www.rfc-editor.org/rfc/rfc6052#section-2.1
  { prefix: [0, 0x64, 0xff, 0x9b, ...zeros(8)], embedded: (octets) => [octets.slice(12)] },
  // Local-use NAT64, 64:ff9b:1::/48. https://www.rfc-editor.org/rfc/rfc8215
  { prefix: [0, 0x64, 0xff, 0x9b, 0, 1], embedded: localNat64 },
  // 6to4, 2002::/16. https://www.rfc-editor.org/rfc/rfc3056#section-2
  { prefix: [0x20, 0x02], embedded: (octets) => [octets.slice(2, 6)] },
  // Teredo, 2001::/32: the server, and the client with inverted bits.
  // https://www.rfc-editor.org/rfc/rfc4380#section-4
  {
    prefix: [0x20, 0x01, 0, 0],
    embedded: (octets) => [octets.slice(4, 8), octets.slice(12).map((octet) => octet ^ 0xff)],
  },
];

/** The position depends on the prefix length of the network. An ambiguous address is not public. */
function localNat64(octets: Octets): Octets[] {
  if (octets.slice(6, 12).every((octet) => octet === 0)) return [octets.slice(12)];
  const [high = 0, low = 0, unused, third = 0, fourth = 0, ...rest] = octets.slice(6);
  const isUnambiguous = unused === 0 && rest.every((octet) => octet === 0);
  return [isUnambiguous ? [high, low, third, fourth] : zeros(4)];
}

/**
 * The IPv4 address at the end of an ISATAP address.
 * https://www.rfc-editor.org/rfc/rfc5214#section-6.1
 */
function isatap(octets: Octets): Octets[] {
  const [first = 0, ...others] = octets.slice(8, 12);
  const isIsatap = (first & 0xfd) === 0 && startsWith(others, [0, 0x5e, 0xfe]);
  return isIsatap ? [octets.slice(12)] : [];
}

/** 2000::/3, the only range of IPv6 that is allocated. */
function isGlobal([first = 0]: Octets): boolean {
  return (first & 0xe0) === 0x20;
}

function isPublicV4(octets: Octets): boolean {
  return ipaddr.fromByteArray([...octets]).range() === 'unicast';
}

function startsWith(octets: Octets, prefix: Octets): boolean {
  return prefix.every((octet, index) => octets[index] === octet);
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}
