import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromiumPath, launchChromium } from '@/scripts/support/chromium';

/** Why the browser tests do not run here, or null when they do. With CI=true they must run. */
export const skipReason =
  chromiumPath === null && process.env.CI !== 'true'
    ? 'Browser tests are skipped: no Chromium was found (apt-get install chromium, or set CHROMIUM to its path).'
    : null;

export const launch = launchChromium;

export interface Visit {
  page: Page;
  /** Requests that went anywhere but to the server itself. */
  foreign: string[];
  /** What the page complained about in the console, content-security violations included. */
  complaints: string[];
  close: () => Promise<void>;
}

/** A page of its own, watched for what it must not do. */
export async function visit(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) foreign.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, foreign, complaints, close: () => context.close() };
}

/**
 * Presses `/` unless the search box has the focus already.
 *
 * @returns whether it has it then: not yet, as long as the scripts of the page are on their way
 */
export async function slashFocuses(page: Page): Promise<boolean> {
  const focused = () => page.evaluate(() => document.activeElement?.id === 'search-box');
  if (!(await focused())) await page.keyboard.press('/');
  return focused();
}

/**
 * Goes to an address and waits until the page listens: a click on what the server drew, before its scripts have run, is
 * lost on a busy machine.
 */
export async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  // React marks the elements that it has taken over.
  const listens = () =>
    page.evaluate(() =>
      Object.keys(document.querySelector('#search-box, main') ?? {}).some((key) => key.startsWith('__react')),
    );
  while (!(await listens())) await page.waitForTimeout(20);
}
