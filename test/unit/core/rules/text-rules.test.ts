import { TextRule } from '../../../../core/model/policy';
import { checkPattern, checkText } from '../../../../core/rules/text-rules';

const rules = (...of: Partial<TextRule>[]) => of.map((each) => TextRule.parse(each));
const codes = (field: 'justification' | 'ticket', text: string | undefined, ...of: Partial<TextRule>[]) =>
  checkText(field, text, rules(...of)).map((each) => each.code);

describe('checkText', () => {
  test('without rules anything goes, also nothing', () => {
    expect(codes('ticket', undefined)).toEqual([]);
    expect(codes('justification', 'x', {})).toEqual([]);
  });

  test.each([undefined, '', '  \n\t '])('a required text is missing when it is %j', (text) => {
    expect(codes('justification', text, { required: true, minLength: 5, pattern: 'x' })).toEqual([
      'justification-missing',
    ]);
    expect(codes('ticket', text, {}, { required: true })).toEqual(['ticket-missing']);
  });

  test('what is not required may be left out, but if given it must keep the rules', () => {
    expect(codes('ticket', '', { pattern: 'T-\\d+' })).toEqual([]);
    expect(codes('ticket', 'soon', { pattern: 'T-\\d+' })).toEqual(['ticket-not-matching']);
  });

  test('the length is counted without the spaces around, and a character is one character', () => {
    expect(codes('justification', '   abcd   ', { minLength: 5 })).toEqual(['justification-too-short']);
    expect(codes('justification', '   abcde  ', { minLength: 5 })).toEqual([]);
    expect(codes('justification', '🚀🚀🚀', { minLength: 5 })).toEqual(['justification-too-short']);
    expect(codes('ticket', 'T', { minLength: 2 })).toEqual(['ticket-not-matching']);
  });

  test('the rules add up: the longest length, every pattern', () => {
    expect(checkText('justification', 'abc', rules({ minLength: 2 }, { minLength: 10 }))).toEqual([
      {
        code: 'justification-too-short',
        message: 'The justification must have at least 10 characters.',
        field: 'justification',
      },
    ]);
    const two = [{ pattern: 'T-\\d+', patternHint: 'Like T-1' }, { pattern: '.*7' }];
    expect(checkText('ticket', 'T-7', rules(...two))).toEqual([]);
    expect(checkText('ticket', 'x', rules(...two)).map((each) => each.message)).toEqual([
      'Like T-1',
      'The ticket must match .*7',
    ]);
  });

  test('the pattern must match the whole text, not a part, not one of two choices at an edge', () => {
    expect(codes('ticket', 'see T-1', { pattern: 'T-\\d+' })).toEqual(['ticket-not-matching']);
    expect(codes('ticket', 'T-1\nT-x', { pattern: 'T-\\d+' })).toEqual(['ticket-not-matching']);
    expect(codes('ticket', 'INC-and-more', { pattern: 'INC|CHG' })).toEqual(['ticket-not-matching']);
    expect(codes('ticket', ' CHG ', { pattern: 'INC|CHG' })).toEqual([]);
  });

  test('a stored pattern that cannot be used refuses instead of letting everything through', () => {
    expect(checkText('ticket', 'T-1', rules({ pattern: '(' }))).toMatchObject([
      { code: 'ticket-not-matching', message: expect.stringContaining('administrator') },
    ]);
  });
});

describe('checkPattern', () => {
  test.each(['T-\\d+', '^(INC|CHG)\\d{7,10}$', '(?:a|b)+', '(?<year>\\d{4})', '\\p{L}+', '[^\\]x-]*', ''])(
    'accepts %j',
    (pattern) => {
      expect(checkPattern(pattern)).toBeUndefined();
    },
  );

  test.each([
    ['(', 'not a regular expression'],
    ['a**', 'not a regular expression'],
    ['[z-a]', 'not a regular expression'],
    ['a{2,1}', 'not a regular expression'],
    ['(a)\\1', 'back-references'],
    ['(?<x>a)\\k<x>', 'back-references'],
    ['\\bword', 'Word boundaries'],
    ['(?=a)b', 'Look-ahead'],
    ['(?<!a)b', 'look-behind'],
    ['a{5000}', 'too complex'],
    ['((a{50}){50}){50}', 'too complex'],
    ['x'.repeat(201), 'longer than 200'],
  ])('refuses %j', (pattern, why) => {
    expect(checkPattern(pattern)).toContain(why);
  });
});
