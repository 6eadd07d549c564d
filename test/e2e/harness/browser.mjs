// @ts-check
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.mjs';

/**
 * Starts a headless browser that can reach no other host than 127.0.0.1.
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser() {
  const executablePath = findChromium();
  if (!executablePath) {
    throw new Error(
      'The browser tests need Chromium or Chrome: install it, or name its executable in the environment variable CHROMIUM.',
    );
  }
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      // Containers run as root, where the sandbox cannot start; the pages are our own.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}
