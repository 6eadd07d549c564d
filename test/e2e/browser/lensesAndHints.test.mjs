// @ts-check
import { screenshot } from '../harness/screenshot.mjs';
import { demoWindow } from './demoWindow.mjs';

describe('lenses above code and items, and hints beside tags', () => {
  const demo = demoWindow();

  it('tell what a function traces to, and list its tests where it stands', async () => {
    const { page } = demo.workbench;
    await demo.openAt('src/pump/rate_controller.c', 'uint32_t rate_controller_speed');
    const lenses = page.locator('.codelens-decoration');
    await lenses.getByText('implements SRS-001 · class C').first().waitFor();
    await page
      .locator('.view-line', { hasText: '@implements SRS-001' })
      .getByText('Compute motor speed')
      .first()
      .waitFor();
    await screenshot(page, 'lenses-in-code');
    await lenses
      .getByText(/^\d+ tests$/)
      .first()
      .click();
    await page.locator('.peekview-widget .monaco-list-row, .zone-widget .monaco-list-row').first().waitFor();
    await screenshot(page, 'lens-tests');
    await page.keyboard.press('Escape');
  });

  it('count above a requirement what implements and tests it', async () => {
    const { page } = demo.workbench;
    await demo.openAt('spec/srs/delivery.md', 'SRS-001');
    await page
      .locator('.codelens-decoration')
      .getByText(/^\d+ implementations?$/)
      .first()
      .waitFor();
    await screenshot(page, 'lenses-in-spec');
  });
});
