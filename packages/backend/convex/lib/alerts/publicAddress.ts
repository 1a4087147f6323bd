"use node";

import { BlockList, isIP } from "node:net";

/** Everything that is not the public internet: RFC 6890 and its IPv6 counterparts. */
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  PRIVATE.addSubnet(network, bits, "ipv4");
}
/** Of IPv6 only global unicast is public, without the ranges that carry IPv4 addresses or are for documentation. */
const PUBLIC_V6 = new BlockList();
PUBLIC_V6.addSubnet("2000::", 3, "ipv6");
for (const [network, bits] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
] as const) {
  PRIVATE.addSubnet(network, bits, "ipv6");
}

/** For an address that a name was resolved to. */
export const isPublicAddress = (address: string): boolean =>
  isIP(address) === 6
    ? PUBLIC_V6.check(address, "ipv6") && !PRIVATE.check(address, "ipv6")
    : !PRIVATE.check(address, "ipv4");
