import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launch, openPage, skipReason, visit } from '../support/browser';

const base = inject('baseUrl');

/** After two frames, how many elements there are of each kind and colours. */
const colours = (page: Page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const counts: Record<string, number> = {};
    for (const element of document.querySelectorAll('body, body *')) {
      const { color, backgroundColor, borderTopColor } = getComputedStyle(element);
      const key = [element.tagName, color, backgroundColor, borderTopColor].join(' ');
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  });

describe.skipIf(skipReason !== null)('a theme that changes while a long page is open', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each(['reduce', 'no-preference'] as const)(
    'leaves no element in the colours of the other one, with motion: %s',
    async (reducedMotion) => {
      const night = await visit(browser, base, { colorScheme: 'dark', reducedMotion });
      await openPage(night.page, `${base}/docs/schemas`);
      const dark = await colours(night.page);
      await night.close();
      const { page, close } = await visit(browser, base, { colorScheme: 'light', reducedMotion });
      await openPage(page, `${base}/docs/schemas`);
      expect(await colours(page)).not.toEqual(dark);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await colours(page)).toEqual(dark);
      await close();
    },
  );
});
