import fc from 'fast-check';
import { compilePattern } from '../../../../core/rules/text-pattern';

const atom = fc.constantFrom(
  'a',
  'b',
  '.',
  '[ab]',
  '[^a]',
  '\\d',
  '\\w',
  '\\.',
  '\\u{61}',
  '🚀',
  '[\\]b-d]',
  '^',
  '$',
);
const count = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}', '{0,3}', '{1,}', '*?', '+?');
const { pattern: aPattern } = fc.letrec<{ pattern: string; sequence: string; part: string }>((tie) => ({
  pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((options) => options.join('|')),
  sequence: fc.array(tie('part'), { maxLength: 3 }).map((parts) => parts.join('')),
  part: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'pattern' },
    fc
      .tuple(atom, count)
      .map(([single, times]) => (single === '^' || single === '$' ? single : `${single}${times}`)),
    fc
      .tuple(fc.constantFrom('(', '(?:'), tie('pattern'), count)
      .map(([open, inner, times]) => `${open}${inner})${times}`),
  ),
}));
const aText = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '.', '\n', '🚀', ']'), maxLength: 5 });

describe('compilePattern', () => {
  test('matches exactly what the regular expression matches as a whole', () => {
    fc.assert(
      fc.property(aPattern, fc.array(aText, { minLength: 1, maxLength: 5 }), (pattern, texts) => {
        const matches = compilePattern(pattern);
        const meaning = new RegExp(`^(?:${pattern})$`, 'su');
        for (const text of texts)
          expect(`${pattern} ${text} ${matches(text)}`).toBe(`${pattern} ${text} ${meaning.test(text)}`);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    '(a|a)*b',
    '(a*)*b',
    '(a+)+b',
    `${'a?'.repeat(60)}${'a'.repeat(61)}`,
    '.*.*.*.*.*.*.*b',
    '(.*a){20}b',
  ])('a pattern made to be slow is not: %s', (pattern) => {
    const matches = compilePattern(pattern);
    const started = performance.now();
    expect(matches('a'.repeat(2_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
