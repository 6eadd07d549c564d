// @ts-check
import assert from 'node:assert/strict';
import { languageServers } from '../harness/languageServers.mjs';
import { screenshot } from '../harness/screenshot.mjs';
import { shownText } from '../harness/shownText.mjs';
import { until } from '../harness/until.mjs';
import { workbenchWindow } from './workbenchWindow.mjs';

const SPECS = 40;
const ITEMS = 1000;

/** A project that takes seconds to check, with one thing to be found in it. */
function largeProject() {
  /** @type {Record<string, string>} */
  const files = { 'pump.c': '// @implements SRS-99999\nint pump(void) { return 0; }\n' };
  for (let spec = 1; spec <= SPECS; spec++) {
    const items = Array.from({ length: ITEMS }, (_, index) => {
      const number = spec * ITEMS + index;
      return `# SRS-${number} What number ${number} asks for\n- derives: SYS-${spec}\n`;
    });
    files[`spec/${spec}.md`] = `# SYS-${spec} Need\n${items.join('')}`;
  }
  return files;
}

describe('a window that is opened again', () => {
  const window = workbenchWindow({ workspace: (server) => server.writeWorkspace('large', largeProject()) });

  it('shows what was found last while everything is looked at again, and how many that was', async () => {
    const { workbench, server } = window;
    const { page, problems } = workbench;
    const status = page.locator('[id="lifetrace.lifetrace.lifetrace.status"]');
    await problems.show('SRS-99999');
    await problems.row('is not defined');
    const [before] = languageServers(server.pid);
    await page.reload();
    await workbench.booted();
    await page.locator('[id="status.problems"]', { hasText: '1' }).waitFor();
    const looking = await until('another server runs', async () =>
      languageServers(server.pid).find((pid) => pid !== before),
    );
    // Held, so that there is time to look at it.
    process.kill(looking, 'SIGSTOP');
    try {
      await status.locator('.codicon-sync').waitFor();
      assert.equal((await shownText(status)).trim(), '1');
      await problems.show('SRS-99999');
      await problems.row('is not defined');
      assert.match(
        (await status.locator('a').first().getAttribute('aria-label')) ?? '',
        /^As last checked: 1 error\. /,
      );
      await screenshot(page, 'next-start');
    } finally {
      process.kill(looking, 'SIGCONT');
    }
    await workbench.known();
    await problems.row('is not defined');
  });
});
