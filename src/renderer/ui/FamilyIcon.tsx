import {
  CircleQuestionMark,
  Glasses,
  Laptop,
  Smartphone,
  Tablet,
  TvMinimal,
  Watch,
} from 'lucide-react';
import type { DeviceFamily } from '../../core/facts/device-facts.ts';

const ICONS = {
  iPhone: Smartphone,
  iPad: Tablet,
  Mac: Laptop,
  AppleTV: TvMinimal,
  Watch,
  Vision: Glasses,
  unknown: CircleQuestionMark,
} as const satisfies Record<DeviceFamily, typeof Watch>;

/** The kind of device as a small picture; its name always stands beside it. */
export function FamilyIcon({
  family,
  size,
}: {
  readonly family: DeviceFamily;
  readonly size: number;
}) {
  const Icon = ICONS[family];
  return <Icon size={size} strokeWidth={1.5} aria-hidden="true" />;
}
