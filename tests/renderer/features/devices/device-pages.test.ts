import { describe, expect, it } from 'vitest';
import { failure, success } from '../../../../src/core/result.ts';
import { createDevicePages } from '../../../../src/renderer/features/devices/device-pages.ts';
import { createFakeEngine } from '../../fake-engine.ts';
import { fleet } from '../../preview/scenery.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve, 1));

function pagesOn(
  engine = createFakeEngine({ 'devices.window': (input) => success(fleet(input)) }),
) {
  return { engine, pages: createDevicePages(engine.client) };
}

const asked = (search: string) => ({
  search,
  filter: {},
  sort: { by: 'serial' as const, isDescending: false },
});

const offsetsOf = (calls: readonly { readonly input: unknown }[]) =>
  calls.map(({ input }) => (input as { offset: number }).offset);

describe('the pages of the fleet', () => {
  it('fetch only what is in sight', async () => {
    const { engine, pages } = pagesOn();
    pages.show(asked(''));
    pages.want(150_040, 150_110);
    await settled();
    expect(offsetsOf(engine.calls)).toEqual([0, 150_000, 150_100]);
    expect(pages.row(150_100)?.serial).toMatch(/^F/);
    expect(pages.row(90_000)).toBeUndefined();
  });

  it('ask for a page once', async () => {
    const { engine, pages } = pagesOn();
    pages.show(asked(''));
    pages.want(0, 40);
    pages.want(10, 50);
    await settled();
    pages.want(20, 60);
    expect(engine.calls).toHaveLength(1);
  });

  it('keep a few pages and forget the rest', async () => {
    const { pages } = pagesOn();
    pages.show(asked(''));
    for (let page = 0; page < 30; page++) pages.want(page * 100, page * 100 + 30);
    await settled();
    expect(pages.row(0)).toBeUndefined();
    expect(pages.row(2_900)).toBeDefined();
  });

  it('drop the answer to a search that is no longer wanted', async () => {
    const { pages } = pagesOn();
    pages.show(asked('f'));
    pages.show(asked('iphone'));
    await settled();
    expect(pages.state.matched).toBe(fleet({ search: 'iphone', offset: 0, limit: 1 }).matched);
  });

  it('say why there are none and try again', async () => {
    const { engine, pages } = pagesOn(
      createFakeEngine({ 'devices.window': () => failure({ code: 'engineLost' }) }),
    );
    pages.show(asked(''));
    await settled();
    expect(pages.state.failure).toBe('engineLost');
    engine.answer('devices.window', (input) => success(fleet(input)));
    pages.refresh();
    await settled();
    expect(pages.state).toMatchObject({ failure: undefined, total: 200_000 });
  });
});
