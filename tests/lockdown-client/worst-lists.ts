import createBinary from 'bplist-creator';
import { caps } from '../../src/lockdown-client/plist/caps.ts';
import { sharedReferences } from '../support/fake-devices/hostile/lists.ts';

// A value less than the cap, for the dictionary and its key around them.
const numbers = Array.from({ length: caps.nodes - 3 }, (_, index) => index);

/** Lists within the caps, or at the least beyond them, that keep a reader busy for as long as they can. */
export const worstLists: Readonly<Record<string, Buffer>> = {
  'character references': filled('<plist><string>', '&#65;', '</string></plist>'),
  'references to emoji': filled('<plist><string>', '&#x1F600;', '</string></plist>'),
  entities: filled('<plist><string>', '&amp;', '</string></plist>'),
  'ends of lines': filled('<plist><string>', '\r\n', '</string></plist>'),
  'brackets that end nothing': filled('<plist><string>', ']', '</string></plist>'),
  data: filled('<plist><data>', 'Q U F B\n', '</data></plist>'),
  'data that is none': filled('<plist><data>', 'QUFB', '*</data></plist>'),
  'a long comment': filled('<plist><!--', '-a', '--><true/></plist>'),
  comments: filled('<plist>', '<!---->', '<true/></plist>'),
  instructions: filled('<plist>', '<?a b?>', '<true/></plist>'),
  'pieces of text': filled('<plist><string>', '<![CDATA[x]]>', '</string></plist>'),
  attributes: filled('<plist', ' version=""', '></plist>'),
  'a long name': filled('<plist><', 'a', '/></plist>'),
  'a long entity': filled('<plist><string>&', 'a', ';</string></plist>'),
  'a long document type': filled('<!DOCTYPE ', 'a', '><plist><true/></plist>'),
  'elements that are too many': filled('<plist><array>', '<true/>', '</array></plist>'),
  'arrays that are too deep': filled('<plist>', '<array>', '</plist>'),
  'XML dictionary': xmlDictionary(),
  'binary integers': createBinary({ a: numbers.map((number) => 2n ** 60n + BigInt(number)) }),
  'binary dictionary': createBinary(
    Object.fromEntries(numbers.slice(0, caps.nodes / 2 - 1).map((n) => [`k${n}`, `v${n}`])),
  ),
  'binary dates': createBinary({ a: numbers.map((number) => new Date(number * 1e7)) }),
  'binary text': createBinary({ a: 'é'.repeat(caps.binaryBytes / 2 - 100) }),
  'binary data': createBinary({ a: Buffer.alloc(caps.binaryBytes - 100) }),
  // 2^11 values out of 12 objects; one level more is beyond the cap.
  'shared references': sharedReferences(10),
  'shared references beyond the cap': sharedReferences(28),
};

function filled(head: string, unit: string, tail: string): Buffer {
  const room = caps.xmlBytes - head.length - tail.length;
  return Buffer.from(head + unit.repeat(Math.floor(room / unit.length)) + tail);
}

function xmlDictionary(): Buffer {
  const entries = numbers.slice(0, caps.nodes / 2 - 1).map((n) => `<key>${n}</key><true/>`);
  return Buffer.from(`<plist><dict>${entries.join('')}</dict></plist>`);
}
