import type { Browser, Page } from 'playwright-core';
import { buildWeb } from '@/scripts/support/build-web';
import { launchChromium } from '@/scripts/support/chromium';
import { latencyOf, machineName, round, verdict, type Latency } from './measure';
import {
  interactionToNextPaint,
  loadFigures,
  paintedAfterKey,
  watchPage,
  type LoadFigures,
} from './page-timing';
import { startServer } from './production-server';
import { queriesOf } from './queries';
import { searchCorpus } from './search-corpus';

/** Bars of the project. */
const BARS = { lcpMs: 1_500, cls: 0.02, inpMs: 100, scriptKb: 150, paintedMs: 120 };
/** Loads of every page, each in a browser that has nothing of it yet. */
const LOADS = 5;
/** Milliseconds between two keys of someone who types well. */
const KEY_EVERY_MS = 110;

export interface PagesBench {
  machine: string;
  passages: number;
  pages: { path: string; lcp: Latency; cls: number; scriptKb: number; bytesKb: number }[];
  /** From the last key to the frame that shows the results of all that was typed, milliseconds. */
  painted: Latency;
  /** Interaction to next paint of each visit, milliseconds. */
  interaction: Latency;
}

/**
 * The pages of the production build in a Chromium, over loopback: what the web vitals of a visit are, how much script it
 * takes, and how long after the last key the results are there.
 *
 * @param root the project's folder
 */
export async function benchPages(
  root: string,
  { passages, queries }: { passages: number; queries: number },
  report: (line: string) => void,
): Promise<PagesBench> {
  const { dataDir } = await searchCorpus(root, passages, report);
  if (await buildWeb()) report('built the web pages');
  const typed = await queriesOf(dataDir, queries);
  const server = await startServer(root, dataDir);
  const browser = await launchChromium();
  try {
    const found = `/?q=${encodeURIComponent(typed[0] ?? 'memory')}`;
    const pages: PagesBench['pages'] = [];
    for (const path of ['/', found, '/library', '/status', '/docs']) {
      report(`loading ${path}`);
      pages.push(await loads(browser, server.url, path));
    }
    report(`typing ${typed.length} queries`);
    const { painted, interaction } = await typing(browser, server.url, typed);
    return { machine: machineName(), passages, pages, painted, interaction };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function loads(browser: Browser, url: string, path: string): Promise<PagesBench['pages'][number]> {
  const figures: LoadFigures[] = [];
  for (let load = 0; load < LOADS; load += 1)
    figures.push(await inNewContext(browser, (page) => loadFigures(page, `${url}${path}`)));
  const most = (of: (one: LoadFigures) => number) => Math.max(...figures.map(of));
  return {
    path: path.split('=')[0] ?? path,
    lcp: latencyOf(figures.map(({ lcpMs }) => lcpMs)),
    cls: round(most(({ cls }) => cls)),
    scriptKb: round(most(({ scriptBytes }) => scriptBytes) / 1_000),
    bytesKb: round(most(({ bytes }) => bytes) / 1_000),
  };
}

async function typing(
  browser: Browser,
  url: string,
  queries: readonly string[],
): Promise<Pick<PagesBench, 'painted' | 'interaction'>> {
  const painted: number[] = [];
  const interaction: number[] = [];
  await inNewContext(browser, async (page) => {
    await page.goto(url, { waitUntil: 'networkidle' });
    for (const query of queries) {
      painted.push(await paintedAfterKey(page, query, KEY_EVERY_MS));
      // What people do next: another mode, why a hit is there, another filter.
      await page.getByRole('radio').nth(1).check({ force: true });
      await page.locator('article button[aria-expanded]').first().click();
      await page.waitForTimeout(300);
      await page.getByRole('radio').first().check({ force: true });
      await page.waitForTimeout(300);
      interaction.push(await interactionToNextPaint(page));
    }
  });
  return { painted: latencyOf(painted), interaction: latencyOf(interaction) };
}

async function inNewContext<T>(browser: Browser, visit: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    await watchPage(page);
    return await visit(page);
  } finally {
    await context.close();
  }
}

/** Lines of a table, and what is said of the bars. */
export function pagesTable({ machine, passages, pages, painted, interaction }: PagesBench): string[] {
  const met = (value: number, bar: number) => verdict(value <= bar);
  const vital = ({ median, p75, max }: Latency) => `median ${median} ms, p75 ${p75}, at most ${max}`;
  return [
    `| pages at ${passages} passages | ${machine} |`,
    '| --- | --- |',
    ...pages.map(
      ({ path, lcp, cls, scriptKb, bytesKb }) =>
        `| ${path} | largest paint ${vital(lcp)} (${BARS.lcpMs}), ${met(lcp.p75, BARS.lcpMs)}; shift ${cls} (${BARS.cls}), ${met(cls, BARS.cls)}; script ${scriptKb} kB (${BARS.scriptKb}), ${met(scriptKb, BARS.scriptKb)}; all ${bytesKb} kB |`,
    ),
    `| results painted after the last key | median ${painted.median} ms, p95 ${painted.p95} (${BARS.paintedMs}), ${met(painted.p95, BARS.paintedMs)} |`,
    `| interaction to next paint, by visit | ${vital(interaction)} (${BARS.inpMs}), ${met(interaction.p75, BARS.inpMs)} |`,
  ];
}
