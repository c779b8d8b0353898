import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, openPage, skipReason, visit, type Visit } from '../support/browser';
import { contrast, looksOf } from '../support/looks';

const base = inject('baseUrl');

describe.skipIf(skipReason !== null)('what the reader has set for all pages', () => {
  let browser: Browser;
  let current: Visit;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  afterEach(() => current.close());

  async function open(address: string, options: BrowserContextOptions): Promise<Page> {
    current = await visit(browser, base, options);
    await openPage(current.page, base + address);
    return current.page;
  }

  describe('less motion', () => {
    it('goes to a hit at once, and smoothly for whoever has not asked', async () => {
      for (const reducedMotion of ['reduce', 'no-preference'] as const) {
        const page = await open('/?q=bread', { reducedMotion, viewport: { width: 1280, height: 420 } });
        const links = page.locator('[data-hit-link]');
        await links.nth(2).waitFor();
        await links.first().evaluate((link) => {
          const seen: number[] = [];
          Object.assign(window, { seen });
          const look = () => {
            if (seen.at(-1) !== window.scrollY) seen.push(window.scrollY);
            requestAnimationFrame(look);
          };
          look();
          addEventListener('scrollend', () => document.body.setAttribute('data-scrolled', ''));
          (link as HTMLElement).focus({ preventScroll: true });
        });
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowDown');
        await page.locator('[data-scrolled]').waitFor();
        const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen);
        // Where it was, and where each of the two keys led.
        if (reducedMotion === 'reduce') expect(seen.length).toBeLessThanOrEqual(3);
        else expect(seen.length).toBeGreaterThan(3);
        await page.close();
      }
    });

    it('has no pulse while it searches', async () => {
      const page = await open('/', { reducedMotion: 'reduce' });
      await page.route('**/api/v1/search?*', () => undefined);
      await page.getByRole('textbox', { name: 'Search your documents' }).fill('bread');
      const pulse = page.locator('.animate-pulse');
      await pulse.waitFor();
      expect(await pulse.evaluate((element) => getComputedStyle(element).animationName)).toBe('none');
      expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      expect(await pulse.evaluate((element) => getComputedStyle(element).animationName)).toBe('pulse');
    });
  });

  describe.each(['light', 'dark'] as const)('forced colours, %s', (colorScheme) => {
    const forced = { forcedColors: 'active', colorScheme, reducedMotion: 'reduce' } as const;

    it('keep hits, matched words, filters and the mode of the search apart', async () => {
      const page = await open('/?q=bread&collection=kitchen', forced);
      const paper = (await looksOf(page.locator('body'))).background;
      const title = await looksOf(page.locator('[data-hit-link]').first());
      expect(contrast(title.colour, paper)).toBeGreaterThan(4.5);
      const word = await looksOf(page.locator('mark').first());
      expect(word.line).toBe('underline');
      expect(contrast(word.lineColour, paper)).toBeGreaterThan(4.5);
      const chip = await looksOf(page.getByRole('button', { name: /^Remove the filter/ }).first());
      expect(chip.border).toBeGreaterThanOrEqual(1);
      expect(contrast(chip.borderColour, paper)).toBeGreaterThan(3);
      expect(contrast(chip.colour, chip.background)).toBeGreaterThan(4.5);
      const chosen = await looksOf(page.locator('label:has(input[name=mode]:checked)'));
      expect(contrast(chosen.background, paper)).toBeGreaterThan(3);
      expect(contrast(chosen.colour, chosen.background)).toBeGreaterThan(4.5);
      const other = await looksOf(page.locator('label:has(input[name=mode]:not(:checked))').first());
      expect(contrast(other.colour, paper)).toBeGreaterThan(4.5);
    });

    it('show what has the focus', async () => {
      const page = await open('/?q=bread', forced);
      const paper = (await looksOf(page.locator('body'))).background;
      await page.locator('[data-hit-link]').first().waitFor();
      const names = new Set<string>();
      for (let press = 0; press < 14; press += 1) {
        await page.keyboard.press('Tab');
        // The ring of a hidden radio button is its label's.
        const focused = page.locator('label:has(> input[type=radio]:focus), :focus:not([type=radio])');
        const { name, outline, outlineColour } = await looksOf(focused);
        names.add(name);
        expect(outline, name).toBeGreaterThanOrEqual(2);
        expect(contrast(outlineColour, paper), name).toBeGreaterThan(3);
      }
      expect(names.size).toBeGreaterThan(8);
    });

    it('keep the controls of the map visible, and those that are pressed apart', async () => {
      const page = await open('/map', forced);
      const paper = (await looksOf(page.locator('body'))).background;
      const zoom = page.getByRole('button', { name: 'Zoom in' });
      expect(contrast((await looksOf(zoom)).colour, (await looksOf(zoom)).background)).toBeGreaterThan(4.5);
      const frame = await looksOf(zoom.locator('..'));
      expect(frame.border).toBeGreaterThanOrEqual(1);
      expect(contrast(frame.borderColour, paper)).toBeGreaterThan(3);
      for (const button of [
        page.getByRole('button', { name: 'Draw around passages' }),
        page.getByRole('region', { name: 'Topics' }).getByRole('button').first(),
      ]) {
        const before = await looksOf(button);
        await button.click();
        await page.locator('body').hover({ position: { x: 1, y: 1 } });
        const pressed = await looksOf(button);
        expect(contrast(pressed.background, before.background)).toBeGreaterThan(3);
        expect(contrast(pressed.colour, pressed.background)).toBeGreaterThan(4.5);
        for (const part of await button.locator('bdi, span:not([style])').all())
          expect(contrast((await looksOf(part)).colour, pressed.background)).toBeGreaterThan(4.5);
      }
    });
  });
});
