import { expect, it } from 'vitest';
import { isPublic } from '../../src/media/public-address.ts';

/**
 * https://www.iana.org/assignments/iana-ipv4-special-registry,
 * https://www.iana.org/assignments/iana-ipv6-special-registry, their first and last addresses and
 * their neighbours; then every form of IPv6 address that embeds an IPv4 address.
 */
const NOT_PUBLIC = `
  0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.1
  127.255.255.255 169.254.0.0 169.254.169.254 172.16.0.0 172.31.255.255 192.0.0.0 192.0.0.1
  192.0.0.8 192.0.0.170 192.0.0.171 192.0.2.1 192.88.99.1 192.168.0.0 192.168.255.255 198.18.0.0
  198.19.255.255 198.51.100.7 203.0.113.255 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
  :: ::1 100:: 100::ffff:ffff:ffff:ffff 100:0:0:1:: 100:0:0:1:ffff:ffff:ffff:ffff
  2001:2::1 2001:10::1 2001:db8::1 2001:db8:ffff::1 3fff::1 3fff:fff::1 5f00::1 fc00::1
  fd12:3456:789a::1 fdff:ffff::1 fe80::1 fe80::1%eth0 febf::1 fec0::1 ff00::1 ff02::1 4000::1
  1fff::1 8000::1 ::127.0.0.1 ::10.0.0.1 ::8.8.8.8 ::169.254.169.254 ::2
  ::ffff:127.0.0.1 ::ffff:10.1.2.3 ::ffff:a9fe:a9fe ::ffff:100.64.0.1 ::ffff:0:127.0.0.1
  ::ffff:0:192.168.1.1 64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::a9fe:a9fe
  64:ff9b:1::127.0.0.1 64:ff9b:1::192.168.0.1 64:ff9b:1:7f00:0:100:: 64:ff9b:1:a00:0:100::
  64:ff9b:1:7f00:0:100:808:808 64:ff9b:1:808:ff08:800:: 64:ff9b:2::8.8.8.8
  2002:7f00:1:: 2002:a00:1::1 2002:c0a8:101::1 2002:a9fe:a9fe::
  2001:0:808:808::f5ff:fffe 2001:0:7f00:1::f7f7:f7f7
  2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2606:4700::5efe:10.0.0.1
  2606:4700::200:5efe:127.0.0.1 notanaddress 1.2.3 8.8.8.8.8 2606:4700:::1 ::ffff:8.8.8
`;
const PUBLIC = `
  93.184.216.34 1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255
  128.0.0.1 169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.1 192.167.255.255
  192.169.0.0 198.17.255.255 198.20.0.0 203.0.112.1 203.0.114.1 223.255.255.255
  2000::1 2001:200::1 2001:4860:4860::8888 2003::1 2606:4700:4700::1111 2a00:1450::1 3ffe::1
  ::ffff:8.8.8.8 ::ffff:808:808 ::ffff:0:8.8.8.8 64:ff9b::8.8.8.8 64:ff9b::101:101
  64:ff9b:1::8.8.8.8 64:ff9b:1:808:8:800:: 2002:808:808:: 2002:101:101::1
  2001:0:4136:e378:8000:63bf:f7f7:f7f7 2606:4700::5efe:8.8.8.8 2606:4700::200:5efe:808:808
`;
const addressesIn = (table: string) => table.trim().split(/\s+/);

it('only public IP addresses count as public', () => {
  expect([...addressesIn(NOT_PUBLIC), 'not an address', ''].filter(isPublic)).toEqual([]);
  expect(addressesIn(PUBLIC).filter((address) => !isPublic(address))).toEqual([]);
});
