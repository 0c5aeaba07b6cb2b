import { SavedState } from '../../../../../local/aws/support/saved-state';

function saved() {
  const written: unknown[] = [];
  let count = 0;
  const state = new SavedState({ read: () => undefined, write: (value) => written.push(value) }, () => count);
  const change = () => {
    count += 1;
    state.changed();
  };
  return { written, state, change };
}

describe('state that is saved', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('gathers the changes of a moment into one write of the newest', () => {
    const { written, change } = saved();
    for (let i = 0; i < 1_000; i += 1) change();
    expect(written).toEqual([]);
    jest.advanceTimersByTime(100);
    expect(written).toEqual([1_000]);
    change();
    jest.advanceTimersByTime(100);
    expect(written).toEqual([1_000, 1_001]);
  });

  it('is written at once by a flush, and only if something changed', () => {
    const { written, state, change } = saved();
    state.flush();
    expect(written).toEqual([]);
    change();
    state.flush();
    state.flush();
    jest.advanceTimersByTime(1_000);
    expect(written).toEqual([1]);
  });
});
