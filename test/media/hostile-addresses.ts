/**
 * Addresses that lead, or seem to lead, somewhere a download must never go. `PORT` is the canary's.
 */
export const HOSTILE_ADDRESSES: readonly string[] = [
  // Plain http, other ports, other schemes.
  'http://res.jogg.ai/v.mp4',
  'http://127.0.0.1:PORT/v.mp4',
  'http://localhost:PORT/v.mp4',
  'https://localhost:PORT/v.mp4',
  'https://res.jogg.ai:PORT/v.mp4',
  'https://res.jogg.ai:8443/v.mp4',
  'https://res.jogg.ai:80/v.mp4',
  'ftp://res.jogg.ai/v.mp4',
  'file:///etc/passwd',
  'file://res.jogg.ai/etc/passwd',
  'data:video/mp4;base64,AAAAIGZ0eXA=',
  'blob:https://res.jogg.ai/1',
  'javascript:fetch(1)',
  'gopher://127.0.0.1:PORT/_GET',
  'ws://res.jogg.ai/v.mp4',
  'unix:/var/run/docker.sock',
  '//res.jogg.ai/v.mp4',
  '/v.mp4',
  '',
  'https://',
  // User names, passwords and what parsers disagree about.
  'https://ada@res.jogg.ai/v.mp4',
  'https://ada:lovelace@res.jogg.ai/v.mp4',
  'https://res.jogg.ai@evil.example/v.mp4',
  'https://res.jogg.ai:x@127.0.0.1:PORT/v.mp4',
  'https://evil.example#@res.jogg.ai/v.mp4',
  'https://evil.example\\@res.jogg.ai/v.mp4',
  'https://evil.example/https://res.jogg.ai/v.mp4',
  'https://evil.example?x=.jogg.ai',
  'https://evil.example%2f.jogg.ai/v.mp4',
  'https://res.jogg.ai%00.evil.example/v.mp4',
  'https://res.jogg.ai\n.evil.example/v.mp4',
  // Hosts that look like an allowed one.
  'https://evil.example/v.mp4',
  'https://notjogg.ai/v.mp4',
  'https://jogg.ai.evil.example/v.mp4',
  'https://res.jogg.ai.evil.example/v.mp4',
  'https://res-jogg.ai/v.mp4',
  'https://jogg.aі/v.mp4',
  'https://res.jogg.ai./v.mp4',
  'https://xn--jogg-8cd.ai/v.mp4',
  'https://.jogg.ai.evil.example/v.mp4',
  // Private, local and reserved addresses, however they are written.
  ...`127.0.0.1 127.1 2130706433 0x7f000001 0177.0.0.1 0 ①②⑦.⓪.⓪.① 10.0.0.1 172.16.0.1 192.168.1.1
    100.64.0.1 224.0.0.1 255.255.255.255 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1]
    [::ffff:169.254.169.254] [fe80::1] [fc00::1] [fd00:ec2::254] [64:ff9b::7f00:1] [2002:7f00:1::]`
    .split(/\s+/)
    .map((host) => `https://${host}/v.mp4`),
  'https://169.254.169.254/latest/meta-data/',
  'https://metadata.google.internal/computeMetadata/v1/',
];

/** Addresses of networks that are not the open internet, as a name server could answer them. */
export const PRIVATE_ADDRESSES: readonly string[] = [
  ...`127.0.0.1 127.255.255.254 0.0.0.0 10.1.2.3 172.31.255.255 192.168.0.1 169.254.169.254
    100.127.255.255 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.251 240.0.0.1
    255.255.255.255 :: ::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 64:ff9b::a00:1 100::1 2001:db8::1
    2002:a00:1::1 fc00::1 fd12:3456:789a::1 fe80::1 ff02::1`.split(/\s+/),
  'not an address',
  '',
];
