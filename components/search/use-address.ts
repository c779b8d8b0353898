'use client';

import { useEffect, useState } from 'react';
import { addressOf, type View } from './view-state';

/** Milliseconds between two keys after which the next one starts a new entry of the history. */
const BURST_MS = 1500;
/**
 * Milliseconds after the last key until the address follows. Every change of it makes the router, and the browser's own
 * bar, do more work than showing results takes; nobody reads it while typing.
 */
const FOLLOW_MS = 250;

export interface Address {
  /** Someone typed: the address follows when they pause. One burst of typing is one entry of the history. */
  follow(view: View): void;
  /** Someone chose: the address changes at once, as a new entry of the history. */
  open(view: View): void;
  /** Someone typed and is done: what they type next is an entry of its own. */
  submit(view: View): void;
  /** What is yet to be written is written now. */
  settle(): void;
}

/**
 * Writes what is shown into the browser's address and its history. Who leaves the page at once leaves an entry all the
 * same; only a reload within a quarter of a second shows the one before.
 *
 * @param onWrite hears which view the address says; the same function for as long as the page is there
 */
export function useAddress(onWrite: (view: View) => void): Address {
  const [address] = useState(() => new AddressWriter(onWrite));

  useEffect(() => {
    const settle = () => address.settle();
    const forget = () => address.forget();
    window.addEventListener('pagehide', settle);
    window.addEventListener('popstate', forget);
    return () => {
      window.removeEventListener('pagehide', settle);
      window.removeEventListener('popstate', forget);
      address.forget();
    };
  }, [address]);

  return address;
}

class AddressWriter implements Address {
  #pending: View | null = null;
  #timer: number | undefined;
  #lastKey = -Infinity;
  #newBurst = true;

  constructor(readonly onWrite: (view: View) => void) {}

  follow(view: View): void {
    const now = performance.now();
    if (now - this.#lastKey > BURST_MS) this.#newBurst = true;
    this.#lastKey = now;
    this.#pending = view;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.settle(), FOLLOW_MS);
  }

  settle(): void {
    const view = this.#pending;
    window.clearTimeout(this.#timer);
    this.#pending = null;
    if (view === null) return;
    // A letter that was taken back has made no entry that the next one could stand in.
    if (this.#write(view, this.#newBurst ? 'new' : 'same')) this.#newBurst = false;
  }

  open(view: View): void {
    this.settle();
    this.#lastKey = -Infinity;
    this.#write(view, 'new');
  }

  submit(view: View): void {
    this.follow(view);
    this.settle();
    this.#lastKey = -Infinity;
  }

  /** Someone went back or away: what they typed here belongs to no entry any more. */
  forget(): void {
    window.clearTimeout(this.#timer);
    this.#pending = null;
    this.#lastKey = -Infinity;
  }

  /** @returns whether the address was another one */
  #write(view: View, entry: 'new' | 'same'): boolean {
    const address = addressOf(view);
    const differs = address !== window.location.pathname + window.location.search;
    if (differs && entry === 'new') window.history.pushState(null, '', address);
    else if (differs) window.history.replaceState(null, '', address);
    this.onWrite(view);
    return differs;
  }
}
