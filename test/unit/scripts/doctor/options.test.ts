import { BadOptionError } from '../../../../scripts/command-line';
import { readOptions } from '../../../../scripts/doctor/options';

describe('the options of the doctor', () => {
  it('are all left out at first', () => {
    expect(readOptions([])).toEqual({ json: false });
  });

  it('take a laptop with and without its address', () => {
    expect(readOptions(['--laptop']).laptop).toBe('http://localhost:4810');
    expect(readOptions(['--laptop', '--json'])).toMatchObject({
      laptop: 'http://localhost:4810',
      json: true,
    });
    expect(readOptions(['--laptop', 'http://localhost:4999']).laptop).toBe('http://localhost:4999');
  });

  it('take a configuration and a stage', () => {
    expect(readOptions(['-c', 'a.json', '--before'])).toMatchObject({ config: 'a.json', stage: 'before' });
    expect(readOptions(['--config', 'a.json', '--after'])).toMatchObject({ stage: 'after' });
  });

  it.each([
    [['--before', '--after'], /exclude each other/],
    [['--laptop', '-c', 'a.json'], /exclude each other/],
    [['--laptop', 'nowhere'], /--laptop: must be an address/],
    [['--colour'], /--colour/],
    [['surplus'], /surplus/],
    [['-c', ''], /--config/],
  ])('%j is refused', (args, message) => {
    expect(() => readOptions(args)).toThrow(BadOptionError);
    expect(() => readOptions(args)).toThrow(message);
  });
});
