import type { Page } from 'playwright-core';

/** A page of the site in a state worth looking at. */
export interface Place {
  name: string;
  address: { en: string; zh: string };
  /** Brings it into that state. */
  prepare?: (page: Page) => Promise<void>;
  /** Where only one width has it. */
  only?: 'wide' | 'narrow';
  /** Of a server that asks for a key. */
  keyed?: true;
}

const both = (address: string) => ({ en: address, zh: address });
const search = { en: '/?q=why+do+we+forget+what+we+learned', zh: '/?q=%E9%BB%91%E6%B4%9E' };

/** A summary is written beside the hits; it has its footer when it is whole. */
const summaryWritten = async (page: Page) => {
  await page.waitForTimeout(4_000);
};
const pressed = (name: string) => async (page: Page) => {
  await page.locator(name).first().click();
  await page.waitForTimeout(800);
};

export const PLACES: readonly Place[] = [
  { name: 'start', address: both('/') },
  { name: 'search', address: search, prepare: summaryWritten },
  {
    name: 'explained',
    address: search,
    prepare: async (page) => {
      await summaryWritten(page);
      await pressed('article button[aria-expanded]')(page);
    },
  },
  { name: 'weak', address: both('/?q=quarterly+tax+return+of+a+limited+company') },
  { name: 'nothing', address: both('/?q=zxqv&mode=lexical') },
  {
    name: 'document',
    address: search,
    prepare: async (page) => {
      await page.locator('[data-hit-link]').first().click();
      await page.waitForURL(/\/documents\//);
      await page.waitForTimeout(800);
    },
  },
  { name: 'library', address: both('/library') },
  { name: 'map', address: both('/map'), prepare: (page) => page.waitForTimeout(2_000) },
  { name: 'status', address: both('/status') },
  { name: 'reference', address: both('/docs') },
  { name: 'schemas', address: both('/docs/schemas') },
  { name: 'errors', address: both('/docs/errors') },
  { name: 'not-found', address: both('/documents/0000000000000000') },
  {
    name: 'keys-dialog',
    address: both('/'),
    only: 'wide',
    prepare: async (page) => {
      await page.locator('main').click();
      await page.keyboard.press('Escape');
      await page.locator('body').press('?');
      await page.waitForTimeout(300);
    },
  },
  { name: 'menu', address: both('/library'), only: 'narrow', prepare: pressed('nav button[aria-expanded]') },
  { name: 'key', address: both('/'), keyed: true },
];
