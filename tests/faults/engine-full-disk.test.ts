import { describe, expect, it } from 'vitest';
import { hasPrivateDisks, runOnPrivateDisk } from './private-disk.ts';

describe.runIf(hasPrivateDisks)('an engine on a disk that really fills up', () => {
  it('refuses scans, loses nothing, and goes on with all of its work once there is room', () => {
    const told = runOnPrivateDisk('full-engine-child.ts', '32m') as { enrolled: number };
    expect(told).toMatchObject({ refusal: 'diskFull', opening: 'diskFull', lost: 0 });
    // Twice when the disk took the event and then had no room for the job's own row.
    expect(told.enrolled).toBeGreaterThanOrEqual(1);
    expect(told).not.toHaveProperty('firstBreak');
  }, 60_000);
});
