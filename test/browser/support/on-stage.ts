import './to-show';
import { Scenes } from './scenes';
import { Stage } from './stage';

/**
 * A laptop and a browser for all tests of a file. After each test nothing may be left that a browser complained about: no error
 * on a console, no failed request, no breach of the content security policy. Windows are closed after each test unless they are kept.
 */
export function onStage({ keepWindows = false } = {}): { readonly stage: Stage; readonly scenes: Scenes } {
  let opened: Stage | undefined;
  const stage = () => {
    if (!opened) throw new Error('The stage opens before the tests.');
    return opened;
  };
  beforeAll(async () => {
    opened = await Stage.open();
  });
  afterEach(async () => {
    const complaints = opened?.complaints();
    if (!keepWindows) await opened?.clear();
    expect(complaints).toEqual([]);
  });
  afterAll(() => opened?.close());
  return {
    get stage() {
      return stage();
    },
    get scenes() {
      return new Scenes(stage().laptop.client);
    },
  };
}
