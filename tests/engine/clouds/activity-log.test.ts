import { describe, expect, it } from 'vitest';
import { parseActivityLog } from '../../../src/engine/clouds/apple/activity-log.ts';

describe('the log of an activity', () => {
  it('is read after its preamble, with quotes and Windows line ends', () => {
    const csv =
      '\uFEFFOPERATION,ASSIGN_DEVICES\r\nSUB_STATUS,COMPLETED_WITH_ERROR\r\n\r\n' +
      'serial_number,device_model,operation_status,operation_substatus\r\n' +
      'dmpzt0aakxyz,"iPad (9th, 64GB)",SUCCESS,\r\n' +
      'J7QK2XW9LD,iPhone,FAILED,"ALREADY ASSIGNED, no change"\r\n,,,\r\n';
    expect(parseActivityLog(csv)).toEqual([
      { serial: 'DMPZT0AAKXYZ', status: 'SUCCESS', subStatus: '' },
      { serial: 'J7QK2XW9LD', status: 'FAILED', subStatus: 'ALREADY ASSIGNED, no change' },
    ]);
  });

  it('knows its columns under other spellings and without a sub-status', () => {
    const csv = 'Serial Number,Operation Status\nJ7QK2XW9LD,ISSUE\n';
    expect(parseActivityLog(csv)).toEqual([
      { serial: 'J7QK2XW9LD', status: 'ISSUE', subStatus: '' },
    ]);
  });

  it('comes into the record as one short line for each cell, whoever wrote it', () => {
    const status = `FAI\u202ELED\u0007${'!'.repeat(5_000)}`;
    const csv = `serial_number,operation_status,operation_substatus\nJ7QK2XW9LD,${status},"a\nb"\n`;
    const [row] = parseActivityLog(csv) ?? [];
    expect(row?.status).toMatch(/^FAILED!+$/);
    expect(row?.status.length).toBeLessThanOrEqual(300);
    expect(row?.subStatus).toBe('a b');
  });

  it('without a table is none', () => {
    expect(parseActivityLog('<html>expired</html>')).toBeUndefined();
    expect(parseActivityLog('')).toBeUndefined();
  });
});
