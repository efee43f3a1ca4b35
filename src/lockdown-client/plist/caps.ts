/**
 * What a foreign list may cost. The worst list within them keeps the event loop busy for less than 30 ms
 * (docs/adr/0014-lockdown-client.md).
 */
export const caps = {
  /** A list as XML, and one in binary. */
  xmlBytes: 0x3_0000,
  binaryBytes: 0x10_0000,
  /** Containers in containers. */
  depth: 32,
  /** Keys and values; in a binary list those that it stands for, not those that it is made of. */
  nodes: 4_000,
} as const;
