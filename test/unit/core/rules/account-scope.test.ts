import fc from 'fast-check';
import type { AccountScope } from '../../../../core/model/policy';
import { AccountScope as Scope, PermissionSetScope } from '../../../../core/model/policy';
import { matchesAccount, matchesPermissionSet } from '../../../../core/rules/account-scope';
import { matchesNamePattern } from '../../../../core/rules/name-pattern';
import { account, ACCOUNTS, PERMISSION_SETS, UNITS } from '../../../support/build';

const unit = (id: string, includeDescendants = false) => ({
  organizationalUnits: [{ id, includeDescendants }],
});
const tag = (key: string, ...values: string[]) => ({ tags: [{ key, values }] });

describe('matchesAccount', () => {
  const cases: [string, Partial<AccountScope>, keyof typeof ACCOUNTS, boolean][] = [
    ['an empty scope matches nothing', {}, 'payments', false],
    ['everywhere matches every account', { everywhere: true }, 'sandbox', true],
    ['an account is matched by its id', { accounts: [ACCOUNTS.shop] }, 'shop', true],
    ['an id matches no other account', { accounts: [ACCOUNTS.shop] }, 'payments', false],
    ['a unit matches the accounts directly in it', unit(UNITS.payments), 'payments', true],
    ['a unit does not match accounts below it', unit(UNITS.production), 'payments', false],
    ['a unit with descendants matches accounts below it', unit(UNITS.production, true), 'payments', true],
    ['a unit with descendants matches its own accounts', unit(UNITS.production, true), 'shop', true],
    ['a unit with descendants stays inside itself', unit(UNITS.production, true), 'development', false],
    ['the root matches accounts directly under it', unit(UNITS.root), 'management', true],
    ['the root alone does not match deeper accounts', unit(UNITS.root), 'sandbox', false],
    ['the root with descendants matches everything', unit(UNITS.root, true), 'payments', true],
    ['a tag matches by one of its values', tag('environment', 'test', 'production'), 'shop', true],
    ['a tag with another value does not match', tag('environment', 'test'), 'shop', false],
    ['a tag that the account lacks does not match', tag('team', 'payments'), 'shop', false],
    ['a tag named like an object member does not match', tag('constructor', ''), 'shop', false],
    ['a name pattern matches without case', { namePatterns: ['*PRODUCTION'] }, 'shop', true],
    ['one part of the scope is enough', { ...unit(UNITS.sandbox), namePatterns: ['Shop*'] }, 'shop', true],
  ];
  test.each(cases)('%s', (_, scope, name, expected) => {
    expect(matchesAccount(Scope.parse(scope), account(name))).toBe(expected);
  });
});

describe('matchesPermissionSet', () => {
  test('an empty scope matches nothing, all matches everything, a list its members', () => {
    const matches = (scope: object) =>
      matchesPermissionSet(PermissionSetScope.parse(scope), PERMISSION_SETS.admin);
    expect(matches({})).toBe(false);
    expect(matches({ all: true })).toBe(true);
    expect(matches({ arns: [PERMISSION_SETS.readOnly] })).toBe(false);
    expect(matches({ arns: [PERMISSION_SETS.readOnly, PERMISSION_SETS.admin] })).toBe(true);
  });
});

describe('matchesNamePattern', () => {
  test.each([
    ['prod', 'prod', true],
    ['prod', 'prod-1', false],
    ['prod*', 'prod', true],
    ['*', '', true],
    ['a*a', 'a', false],
    ['a*b*c', 'a-c-b-c', true],
    ['a*b*c', 'acb', false],
    ['*ab*ab', 'ab', false],
    ['a.c', 'abc', false],
    ['[a]*', '[A]b', true],
  ])('%s against %s', (pattern, name, expected) => {
    expect(matchesNamePattern(pattern, name)).toBe(expected);
  });

  test('agrees with the regular expression that the pattern means', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    fc.assert(
      fc.property(letters, name, (pattern, text) => {
        const meaning = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
        expect(matchesNamePattern(pattern, text)).toBe(meaning.test(text));
      }),
    );
  });

  test('a pattern made to be slow is not', () => {
    const started = performance.now();
    expect(matchesNamePattern(`${'*a'.repeat(60)}*b`, 'a'.repeat(100_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
