import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, openPage, skipReason, visit, type Visit } from '../support/browser';

const base = inject('baseUrl');

describe.skipIf(skipReason !== null)('the map', () => {
  let browser: Browser;
  let current: Visit;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    expect(current.foreign).toEqual([]);
    expect(current.complaints).toEqual([]);
    await current.close();
  });

  async function open(address: string, locale = 'en-GB'): Promise<Page> {
    current = await visit(browser, base, { locale, reducedMotion: 'reduce' });
    await openPage(current.page, base + address);
    await current.page.locator('canvas').waitFor();
    return current.page;
  }

  /** How many pixels of the map are neither paper nor grey. */
  const coloured = (page: Page) =>
    page.evaluate(() => {
      const canvas = document.querySelector('canvas');
      const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let count = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
        if (Math.max(red, green, blue) - Math.min(red, green, blue) > 60) count += 1;
      }
      return count;
    });
  const card = (page: Page) => page.locator('[data-card]');

  it('draws every passage, and is reached from the search', async () => {
    current = await visit(browser, base);
    const { page } = current;
    await openPage(page, `${base}/?q=bread`);
    await page.getByRole('link', { name: 'Show on the map' }).click();
    await page.waitForURL(/\/map\?q=bread$/);
    await page.locator('canvas').waitFor();
    await expect.poll(() => coloured(page)).toBeGreaterThan(300);
    await page.getByText(/passages? (is|are) marked/).waitFor();
    expect(await page.getByRole('link', { name: 'Map' }).getAttribute('aria-current')).toBe('page');
  });

  it('keeps names clear of its buttons and of its edges, on a telephone too', async () => {
    const viewport = { width: 390, height: 844 };
    current = await visit(browser, base, { reducedMotion: 'reduce', viewport });
    const { page } = current;
    // The plates of names are the only round rectangles that are painted; every frame begins with the picture of points.
    await page.addInitScript(() => {
      const painter = CanvasRenderingContext2D.prototype;
      const { roundRect, putImageData } = painter;
      let plates: number[][] = [];
      Object.assign(window, { platesOfNames: () => plates });
      painter.putImageData = function (this: CanvasRenderingContext2D, ...painted: unknown[]) {
        plates = [];
        Reflect.apply(putImageData, this, painted);
      };
      painter.roundRect = function (this: CanvasRenderingContext2D, x, y, width, height, radii) {
        plates.push([x, y, x + width, y + height]);
        roundRect.call(this, x, y, width, height, radii);
      };
    });
    await openPage(page, `${base}/map`);
    await page.locator('canvas').waitFor();
    const plates = () =>
      page.evaluate(() => (window as unknown as { platesOfNames: () => number[][] }).platesOfNames());
    await expect.poll(async () => (await plates()).length).toBeGreaterThan(1);
    const canvas = await page.locator('canvas').boundingBox();
    if (!canvas) throw new Error('there is no canvas');
    for (let farther = 0; farther < 2; farther += 1) {
      const buttons = await page.locator('[data-over-map]').all();
      expect(buttons.length).toBe(2);
      for (const button of buttons) {
        const box = await button.boundingBox();
        if (!box) throw new Error('a button is hidden');
        const [bx, by] = [box.x - canvas.x, box.y - canvas.y];
        for (const [left = 0, top = 0, right = 0, bottom = 0] of await plates()) {
          expect(right < bx || left > bx + box.width || bottom < by || top > by + box.height).toBe(true);
          expect(Math.min(left, top, canvas.width - right, canvas.height - bottom)).toBeGreaterThan(5);
        }
      }
      const before = JSON.stringify(await plates());
      await page.getByRole('button', { name: 'Zoom out' }).click();
      await expect.poll(async () => JSON.stringify(await plates())).not.toBe(before);
    }
  });

  it('shows a passage that is pointed at, and opens it', async () => {
    const page = await open('/map');
    const box = await page.locator('canvas').boundingBox();
    if (!box) throw new Error('there is no canvas');
    const { points } = (await (await fetch(`${base}/api/v1/map`)).json()) as {
      points: { x: number[]; y: number[] };
    };
    // The camera shows everything with 36 pixels around it.
    const [left, right] = [Math.min(...points.x), Math.max(...points.x)];
    const [top, bottom] = [Math.min(...points.y), Math.max(...points.y)];
    const scale = Math.min((box.width - 72) / (right - left), (box.height - 72) / (bottom - top));
    const placeOf = (index: number) => ({
      x: box.x + box.width / 2 + ((points.x[index] ?? 0) - (left + right) / 2) * scale,
      y: box.y + box.height / 2 + ((points.y[index] ?? 0) - (top + bottom) / 2) * scale,
    });
    let at = placeOf(0);
    let tried = 0;
    // A card comes to whoever stays at a point, when its passage has been fetched. A button may lie over one point, and
    // other tests may delete the passage of another: the next one will do.
    await expect
      .poll(
        async () => {
          at = placeOf(tried % points.x.length);
          tried += 1;
          await page.mouse.move(at.x + 1, at.y);
          await page.mouse.move(at.x, at.y);
          const came = card(page).waitFor({ timeout: 3_000 });
          return came.then(
            () => true,
            () => false,
          );
        },
        { timeout: 60_000 },
      )
      .toBe(true);
    expect(await card(page).getByRole('link').count()).toBe(0);
    await page.mouse.click(at.x, at.y);
    await card(page).getByRole('link', { name: 'Open in the document' }).click();
    await page.waitForURL(/\/documents\/[0-9a-f]{16}.*#passage-\d+$/);
  });

  it('is walked through with the keys alone', async () => {
    const page = await open('/map');
    const map = page.getByRole('application', { name: 'Map of all passages' });
    await map.focus();
    await page.keyboard.press('ArrowRight');
    await card(page).waitFor();
    const texts = new Set([await card(page).textContent()]);
    const keys = ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'];
    // Not every key finds a passage in its direction, and a card comes to whoever stays at one.
    await expect
      .poll(
        async () => {
          const key = keys.shift() ?? '';
          keys.push(key);
          await page.keyboard.press(key);
          texts.add(await card(page).textContent());
          return texts.size;
        },
        { interval: 250 },
      )
      .toBeGreaterThan(2);
    const before = await coloured(page);
    for (const key of ['Escape', '+', '+', '+']) await page.keyboard.press(key);
    await expect.poll(() => card(page).count()).toBe(0);
    await expect.poll(() => coloured(page)).not.toBe(before);
    await page.keyboard.press('0');
    await page.keyboard.press('ArrowDown');
    await card(page).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/documents\//);
  });

  it('is zoomed by two fingers, and the page around it is not', async () => {
    current = await visit(browser, base, { reducedMotion: 'reduce', hasTouch: true });
    const { page } = current;
    await openPage(page, `${base}/map`);
    await page.locator('canvas').waitFor();
    await expect.poll(() => coloured(page)).toBeGreaterThan(300);
    /** How wide the coloured points lie, device pixels. */
    const width = () =>
      page.evaluate(() => {
        const canvas = document.querySelector('canvas');
        const context = canvas?.getContext('2d');
        if (!canvas || !context) throw new Error('there is no canvas');
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        let [left, right] = [Infinity, -Infinity];
        for (let at = 0; at < data.length; at += 4) {
          const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
          if (Math.max(red, green, blue) - Math.min(red, green, blue) <= 60) continue;
          const x = (at / 4) % canvas.width;
          [left, right] = [Math.min(left, x), Math.max(right, x)];
        }
        return right - left;
      });
    const box = await page.locator('canvas').boundingBox();
    if (!box) throw new Error('there is no canvas');
    const fingers = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number) =>
      fingers.send('Input.dispatchTouchEvent', {
        type,
        touchPoints:
          type === 'touchEnd'
            ? []
            : [-1, 1].map((side, id) => ({
                id,
                x: box.x + box.width / 2 + (side * apart) / 2,
                y: box.y + box.height / 2,
              })),
      });
    const pinch = async (from: number, to: number) => {
      await touch('touchStart', from);
      for (let step = 1; step <= 10; step += 1) await touch('touchMove', from + ((to - from) * step) / 10);
      await touch('touchEnd', to);
    };
    const whole = await width();
    // Together first: what goes out of the view has no width.
    await pinch(400, 280);
    await expect.poll(width).toBeLessThan(whole * 0.8);
    expect(await width()).toBeGreaterThan(whole * 0.6);
    await pinch(280, 400);
    await expect.poll(width).toBeGreaterThan(whole * 0.97);
    expect(await width()).toBeLessThan(whole * 1.03);
    expect(await page.evaluate(() => [window.visualViewport?.scale, window.scrollY])).toEqual([1, 0]);
    // Lifting the fingers was no press on a point.
    expect(await card(page).count()).toBe(0);
  });

  it('makes an outline a filter of the search, which can be removed', async () => {
    const page = await open('/map');
    await page.getByRole('button', { name: 'Draw around passages' }).click();
    const box = await page.locator('canvas').boundingBox();
    if (!box) throw new Error('there is no canvas');
    // The left half.
    const corners = [
      [0.02, 0.02],
      [0.5, 0.02],
      [0.5, 0.95],
      [0.02, 0.95],
    ] as const;
    const [start] = corners;
    await page.mouse.move(box.x + start[0] * box.width, box.y + start[1] * box.height);
    await page.mouse.down();
    for (const [x, y] of corners)
      await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 8 });
    await page.mouse.up();
    const search = page.getByRole('button', { name: /^Search in (these \d+ passages|this passage)$/ });
    const chosen = Number(/\d+/.exec((await search.textContent()) ?? '')?.[0] ?? 1);
    await search.click();
    await page.waitForURL(/\/\?filter=selection/);
    const name = chosen === 1 ? '1 passage' : `${chosen} passages`;
    const chip = page.getByRole('button', { name: `Remove the filter On the map: ${name}` });
    await chip.waitFor();
    await page.getByRole('textbox', { name: 'Search your documents' }).fill('the');
    await page.locator('article').first().waitFor();
    expect(new URL(page.url()).searchParams.get('filter')).toMatch(/^selection:[0-9a-f]{12}$/);
    await chip.click();
    await expect.poll(() => new URL(page.url()).searchParams.has('filter')).toBe(false);
  });

  it('does the same by its list, in Chinese too', async () => {
    const page = await open('/map', 'zh-CN');
    await page.getByRole('heading', { level: 1, name: '地图' }).waitFor();
    const groups = page.getByRole('region', { name: '主题' }).getByRole('button');
    const size = Number(
      /(\d+) 个段落/.exec((await groups.first().locator('.sr-only').textContent()) ?? '')?.[1],
    );
    expect(size).toBeGreaterThan(0);
    await groups.first().click();
    expect(await groups.first().getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('textbox', { name: '在地图上查找问题的位置' }).fill('bread');
    await page.getByText(/已标出 \d+ 个段落/).waitFor();
    await page.getByRole('button', { name: `在这 ${size} 个段落中搜索` }).click();
    await page.waitForURL(/\/\?q=bread&filter=selection/);
    await page.getByRole('button', { name: /^移除筛选条件 地图所选：/ }).waitFor();
  });

  it('says in Chinese why a place could not be found', async () => {
    const page = await open('/map', 'zh-CN');
    const problem = { code: 'overloaded', detail: 'Busy.', status: 503, details: { waiting: 7 } };
    await page.route('**/api/v1/map/place?*', (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', json: problem }),
    );
    await page.getByRole('textbox', { name: '在地图上查找问题的位置' }).fill('bread');
    await page.getByText('已有 7 个请求在等待。请稍后再试。').waitFor();
    // The browser itself reports the 503.
    current.complaints.splice(
      0,
      current.complaints.length,
      ...current.complaints.filter((text) => !text.includes('503')),
    );
  });

  it('narrows by collection with the filter that there is for it', async () => {
    const page = await open('/map');
    await page.getByText('Collection', { exact: true }).click();
    const list = page.getByRole('region', { name: 'Collections' });
    await list.getByRole('button', { name: /^kitchen/ }).click();
    await page.getByRole('button', { name: /^Search in/ }).click();
    await page.waitForURL(/\/\?collection=kitchen$/);
  });
});
