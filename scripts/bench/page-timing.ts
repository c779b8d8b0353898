import type { Page } from 'playwright-core';

/** What a load of a page cost. */
export interface LoadFigures {
  /** Largest contentful paint, milliseconds from the start of the navigation. */
  lcpMs: number;
  /** Cumulative layout shift. */
  cls: number;
  /** Compressed bytes of its scripts. */
  scriptBytes: number;
  /** Compressed bytes of everything. */
  bytes: number;
}

/** What the page keeps for us; names as web-vitals are named in the specifications of Chromium's observers. */
interface Watched {
  lcp: number;
  cls: number;
  /** Longest time from an event to the frame after it, by interaction, of those since last asked. */
  interactions: Map<number, number>;
  lastKey: number;
  /** Resolves in the frame after the one with the results of a query: milliseconds since the last key. */
  painted(query: string, patienceMs: number): Promise<number>;
}

declare global {
  interface Window {
    watched: Watched;
  }
}

/** A page calm for so long has painted what it will. */
const CALM_MS = 700;
const PATIENCE_MS = 10_000;

/** Before the page's own scripts run: notes paints, shifts, the frames that follow inputs, and when keys were struck. */
export async function watchPage(page: Page): Promise<void> {
  await page.addInitScript(`
    window.watched = { lcp: 0, cls: 0, interactions: new Map(), lastKey: 0 };
    watched.painted = (query, patienceMs) => new Promise((resolve, reject) => {
      const look = () => {
        // Of the results alone: the summary beside them is at work for longer.
        const heading = document.querySelector('#main [aria-busy="false"] > h2.sr-only');
        if (!heading?.textContent.includes(query)) return;
        observer.disconnect();
        // The first frame callback comes before the frame is painted, the second after it.
        requestAnimationFrame(() => requestAnimationFrame((now) => resolve(now - watched.lastKey)));
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      setTimeout(() => reject(new Error('no results for ' + query)), patienceMs);
    });
    const observe = (type, each, more) =>
      new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...more });
    observe('largest-contentful-paint', (entry) => { watched.lcp = entry.startTime; });
    observe('layout-shift', (entry) => { if (!entry.hadRecentInput) watched.cls += entry.value; });
    observe('event', (entry) => {
      const { interactionId: id, duration } = entry;
      if (id) watched.interactions.set(id, Math.max(watched.interactions.get(id) ?? 0, duration));
    }, { durationThreshold: 16 });
    addEventListener('keydown', (event) => { watched.lastKey = event.timeStamp; }, true);
  `);
}

/** Loads a page in a browser that has nothing of it. */
export async function loadFigures(page: Page, address: string): Promise<LoadFigures> {
  await page.goto(address, { waitUntil: 'networkidle' });
  await page.waitForTimeout(CALM_MS);
  return page.evaluate(() => {
    const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const [document] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    let scriptBytes = 0;
    let bytes = document?.encodedBodySize ?? 0;
    for (const { initiatorType, name, encodedBodySize } of resources) {
      bytes += encodedBodySize;
      if (initiatorType === 'script' || new URL(name).pathname.endsWith('.js'))
        scriptBytes += encodedBodySize;
    }
    return { lcpMs: window.watched.lcp, cls: window.watched.cls, scriptBytes, bytes };
  });
}

/**
 * Types over what stands in the search box, key by key.
 *
 * @param everyMs milliseconds between keys
 * @returns milliseconds from the last key to the frame with the results of the whole query
 */
export async function paintedAfterKey(page: Page, query: string, everyMs: number): Promise<number> {
  await page.locator('#search-box').focus();
  await page.keyboard.press('ControlOrMeta+a');
  const painted = page.evaluate(([wanted, patience]) => window.watched.painted(wanted, patience), [
    query,
    PATIENCE_MS + query.length * everyMs,
  ] as const);
  await page.keyboard.type(query, { delay: everyMs });
  return painted;
}

/** Of every so many interactions the slowest does not count. Source: the definition of INP, web.dev/articles/inp. */
const INTERACTIONS_PER_OUTLIER = 50;

/** Interaction to next paint since the last time this was asked, milliseconds. */
export async function interactionToNextPaint(page: Page): Promise<number> {
  const durations = await page.evaluate(() => {
    const { interactions } = window.watched;
    const all = [...interactions.values()];
    interactions.clear();
    return all;
  });
  durations.sort((a, b) => b - a);
  return durations[Math.floor(durations.length / INTERACTIONS_PER_OUTLIER)] ?? 0;
}
