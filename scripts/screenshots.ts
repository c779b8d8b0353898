import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startServer, type ProductionServer } from './bench/production-server';
import { buildWeb } from './support/build-web';
import { launchChromium } from './support/chromium';
import { projectRoot } from './support/project-root';
import { runCommand, untilInterrupted } from './support/run-command';
import { runScript } from './support/run-script';
import { PLACES, type Place } from './support/screenshot-places';

const SIZES = { wide: { width: 1280, height: 860 }, narrow: { width: 390, height: 844 } };

/**
 * `npm run screenshots`: every page with the sample documents, in both languages, light and dark, wide and narrow, into
 * docs/screenshots/pages, for looking at. Nothing of the data folder in use is touched.
 */
await runCommand(async () => {
  const folder = path.join(projectRoot, 'docs', 'screenshots', 'pages');
  await mkdir(folder, { recursive: true });
  const dataDir = await mkdtemp(path.join(tmpdir(), 'recollect-screenshots-'));
  let server: ProductionServer | undefined;
  // However this ends; a server that was interrupted as well may still be closing its database.
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 }));
  void untilInterrupted().then(async () => {
    await server?.close();
    process.exit(130);
  });
  process.env.RECOLLECT_DATA_DIR = dataDir;
  await buildWeb();
  await runScript('ingest', [path.join(projectRoot, 'data', 'sample')]);
  await runScript('map', []);
  const browser = await launchChromium();
  try {
    for (const keyed of [false, true]) {
      if (keyed) process.env.RECOLLECT_REQUIRE_KEY = '1';
      const places = PLACES.filter((place) => Boolean(place.keyed) === keyed);
      server = await startServer(projectRoot, dataDir);
      for (const place of places) {
        console.log(place.name);
        await pictures(browser, server.url, place, folder);
      }
      await server.close();
    }
  } finally {
    await browser.close();
  }
  process.exit(0);
});

async function pictures(browser: Browser, url: string, place: Place, folder: string): Promise<void> {
  for (const locale of ['en', 'zh'] as const)
    for (const [size, viewport] of Object.entries(SIZES))
      for (const colorScheme of ['light', 'dark'] as const) {
        if (place.only !== undefined && place.only !== size) continue;
        const language = locale === 'en' ? 'en-GB' : 'zh-CN';
        const context = await browser.newContext({
          locale: language,
          viewport,
          colorScheme,
          reducedMotion: 'reduce',
        });
        const page = await context.newPage();
        await page.goto(url + place.address[locale], { waitUntil: 'networkidle' });
        await place.prepare?.(page);
        const file = path.join(folder, `${place.name}-${locale}-${size}-${colorScheme}.webp`);
        await writeFile(file, await asWebp(page));
        await context.close();
      }
}

/** Chromium writes pictures as PNG, and is able to press them to a third. */
async function asWebp(page: Page): Promise<Buffer> {
  const png = (await page.screenshot()).toString('base64');
  const painter = await page.context().newPage();
  const address = await painter.evaluate(async (data) => {
    const bytes = await (await fetch(`data:image/png;base64,${data}`)).blob();
    const picture = await createImageBitmap(bytes);
    const canvas = document.createElement('canvas');
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    return canvas.toDataURL('image/webp', 0.82);
  }, png);
  await painter.close();
  return Buffer.from(address.split(',')[1] ?? '', 'base64');
}
