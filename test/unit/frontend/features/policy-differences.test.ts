import { differences } from '../../../../frontend/src/features/policies/differences';

const names: Record<string, string> = { 'g-1': 'Engineers', 'g-2': 'Leads', 'ou-1': 'Production' };
const nameOf = (id: string) =>
  names[id] === undefined ? undefined : { id, name: names[id], description: '', disabled: false };
const before = {
  id: 'p',
  version: 1,
  enabled: true,
  maxMinutes: 240,
  subjects: { groups: ['g-1'], users: [] },
  accounts: { organizationalUnits: [{ id: 'ou-1', includeDescendants: false }] },
};

describe('what a version of a policy changed', () => {
  it('is nothing when only the version differs', () => {
    expect(differences(before, { ...before, version: 2 }, nameOf)).toEqual([]);
  });

  it('tells old and new of a single value, in words', () => {
    expect(differences(before, { ...before, enabled: false, maxMinutes: 480 }, nameOf)).toEqual([
      { kind: 'text', field: 'Enabled', before: 'yes', after: 'no' },
      { kind: 'text', field: 'Longest lease, in minutes', before: '240', after: '480' },
    ]);
  });

  it('tells what joined and what left a list, by name', () => {
    const after = { ...before, subjects: { groups: ['g-2'], users: [] } };
    expect(differences(before, after, nameOf)).toEqual([
      { kind: 'list', field: 'Groups', removed: 'Engineers', added: 'Leads' },
    ]);
  });

  it('sees a flag inside a list entry', () => {
    const after = {
      ...before,
      accounts: { organizationalUnits: [{ id: 'ou-1', includeDescendants: true }] },
    };
    expect(differences(before, after, nameOf)).toEqual([
      { kind: 'list', field: 'Organizational units', removed: 'Production', added: 'Production (and below)' },
    ]);
  });

  it('sees a value that was not there before', () => {
    const after = { ...before, ticket: { pattern: 'INC-\\d+' } };
    expect(differences(before, after, nameOf)).toEqual([
      { kind: 'text', field: 'Pattern of the ticket', before: '', after: 'INC-\\d+' },
    ]);
  });
});
