/** A family as people write it, whether Apple names it (`APPLE_TV`) or we do (`AppleTV`); any other word as it is. */
export function familyName(family: string): string {
  return NAMES[family] ?? family;
}

const NAMES: Readonly<Record<string, string>> = {
  APPLE_TV: 'Apple TV',
  IPAD: 'iPad',
  IPHONE: 'iPhone',
  IPOD: 'iPod',
  MAC: 'Mac',
  VISION: 'Apple Vision',
  WATCH: 'Apple Watch',
  AppleTV: 'Apple TV',
  Vision: 'Apple Vision',
  Watch: 'Apple Watch',
};
