import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDiary, type DiaryDay } from '../../../../src/engine/campaign/progress/diary.ts';
import { aFolder } from '../../ledger/a-ledger.ts';

function line(day: string, done: number, source: DiaryDay['source'] = 'counted'): DiaryDay {
  return { day, total: 100, done, source };
}

function aDatabase(file = path.join(aFolder(), 'ledger.sqlite')) {
  const database = new DatabaseSync(file);
  onTestFinished(() => database.close());
  return database;
}

describe('the diary of a campaign', () => {
  it('keeps one line a day, the last count of it, oldest first', () => {
    const diary = openDiary(aDatabase());
    diary.note([line('2026-11-24', 5)]);
    diary.note([line('2026-11-23', 3)]);
    diary.note([line('2026-11-24', 7)]);
    expect(diary.days()).toEqual([line('2026-11-23', 3), line('2026-11-24', 7)]);
  });

  it('does not let a date worked out later stand for a count', () => {
    const diary = openDiary(aDatabase());
    diary.note([line('2026-11-24', 5)]);
    diary.note([line('2026-11-24', 9, 'dated')]);
    expect(diary.days()).toEqual([line('2026-11-24', 5)]);
  });

  it('is there again at the next start', () => {
    const file = path.join(aFolder(), 'ledger.sqlite');
    openDiary(aDatabase(file)).note([line('2026-11-24', 5)]);
    expect(openDiary(aDatabase(file)).days()).toEqual([line('2026-11-24', 5)]);
  });

  it('lasts for this run where nothing may be written', () => {
    const database = aDatabase();
    database.exec('PRAGMA query_only = ON');
    const diary = openDiary(database);
    diary.note([line('2026-11-24', 5)]);
    expect(diary.days()).toEqual([line('2026-11-24', 5)]);
  });

  it('leaves out a line that nobody of us wrote', () => {
    const database = aDatabase();
    const diary = openDiary(database);
    database.exec("INSERT INTO campaign_days VALUES ('soon', 1, 1, 'counted')");
    expect(diary.days()).toEqual([]);
  });
});
