import { describe, expect, it } from 'vitest';
import { createHeartbeat } from '../../src/main/heartbeat.ts';

function aHeart() {
  const asked: number[] = [];
  let stops = 0;
  const heartbeat = createHeartbeat({
    ask: (id) => asked.push(id),
    stopped: () => {
      stops += 1;
    },
  });
  const beat = (times: number): void => {
    for (let count = 0; count < times; count += 1) heartbeat.beat();
  };
  return { heartbeat, asked, beat, stops: () => stops };
}

describe('the heartbeat', () => {
  it('goes on as long as every question is answered', () => {
    const { heartbeat, asked, stops } = aHeart();
    for (let count = 0; count < 50; count += 1) {
      heartbeat.beat();
      heartbeat.answered(asked.at(-1) ?? 0);
    }
    expect({ asked: asked.length, stops: stops() }).toEqual({ asked: 50, stops: 0 });
  });

  it('gives up after three questions in a row without an answer', () => {
    const { heartbeat, beat, stops } = aHeart();
    beat(1);
    heartbeat.answered(1);
    beat(3);
    expect(stops()).toBe(0);
    beat(1);
    expect(stops()).toBe(1);
  });

  it('lets a process that has never answered take longer', () => {
    const { beat, stops } = aHeart();
    beat(10);
    expect(stops()).toBe(0);
    beat(1);
    expect(stops()).toBe(1);
  });

  it('says once that it stopped', () => {
    const { beat, stops } = aHeart();
    beat(40);
    expect(stops()).toBe(1);
  });

  it('takes one late answer for all questions before it', () => {
    const { heartbeat, beat, stops } = aHeart();
    beat(3);
    heartbeat.answered(3);
    beat(3);
    expect(stops()).toBe(0);
  });

  it('does not believe answers to questions it has not asked', () => {
    const { heartbeat, beat, stops } = aHeart();
    beat(1);
    heartbeat.answered(1_000_000);
    beat(4);
    expect(stops()).toBe(1);
  });
});
