import { findBrowser, NoBrowserError } from '../../support/browser';

describe('the browser of the browser tests', () => {
  it('is the one that CHROME_PATH names, before any that is installed', async () => {
    const found = await findBrowser({ CHROME_PATH: __filename }, [process.execPath]);
    expect(found).toEqual({ path: __filename });
  });

  it('is an installed one when nothing is named', async () => {
    const found = await findBrowser({}, ['/no/such/chrome', process.execPath]);
    expect(found).toEqual({ path: process.execPath });
  });

  it('is not silently another one when CHROME_PATH names no file', async () => {
    await expect(findBrowser({ CHROME_PATH: '/no/such/chrome' }, [process.execPath])).rejects.toThrow(
      new NoBrowserError('CHROME_PATH names /no/such/chrome, and there is no such file.'),
    );
  });

  it.each([
    ['darwin', 'arm64'],
    ['linux', 'arm64'],
  ])('on %s %s without an installed one is refused with what to do', async (platform, arch) => {
    const place = { ...process, platform, arch };
    const replaced = jest.replaceProperty(globalThis, 'process', place as NodeJS.Process);
    try {
      await expect(findBrowser({}, [])).rejects.toThrow(/Install Chrome or Chromium, or set CHROME_PATH/);
    } finally {
      replaced.restore();
    }
  });
});
