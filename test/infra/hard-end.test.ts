import { Assembly, synthesized } from './support/assembly';
import { exampleConfig, synthesize } from './support/installation';
import { permissionsOf } from './support/permissions';

type Mode = ReturnType<typeof exampleConfig>['hardEnd'];

const assemblyOf = (hardEnd: Mode) => new Assembly(synthesize(exampleConfig({ hardEnd })));
const rowsOf = (assembly: Assembly) =>
  permissionsOf(assembly).map(({ who, action, resource }) => `${who} ${action} ${resource}`);
const modesOf = (assembly: Assembly) =>
  assembly
    .all('AWS::Lambda::Function')
    .map(({ resource }) => {
      const environment = resource.Properties.Environment as
        | { Variables?: Record<string, string> }
        | undefined;
      return environment?.Variables?.HARD_END ?? '-';
    })
    .filter((mode) => mode !== '-');
const timersOf = (assembly: Assembly) => assembly.all('AWS::Events::Rule').map((rule) => assembly.path(rule));

describe('hard end', () => {
  const off = synthesized();
  const on = assemblyOf('permission-set');

  it('is off unless it is asked for: nobody may write into a permission set, and nothing runs for it', () => {
    expect(rowsOf(off).filter((row) => /InlinePolicy|ProvisionPermissionSet /.test(row))).toEqual([]);
    expect(timersOf(off).filter((path) => path.includes('TidyHardEnds'))).toEqual([]);
    expect(modesOf(off)).toEqual(['off', 'off', 'off']);
  });

  it('gives its one function what it needs, and nobody else anything', () => {
    const instance = 'arn:${Partition}:sso:::instance/ssoins-0123456789abcdef';
    const sets = 'arn:${Partition}:sso:::permissionSet/ssoins-0123456789abcdef/*';
    const accounts = 'arn:${Partition}:sso:::account/*';
    const before = new Set(rowsOf(off));
    const added = rowsOf(on).filter((row) => !before.has(row));
    const may = (action: string, ...resources: string[]) =>
      resources.map((resource) => `hard-end sso:${action} ${resource}`);
    expect(added.filter((row) => row.includes(' sso:')).toSorted()).toEqual(
      [
        ...may('DeleteInlinePolicyFromPermissionSet', instance, sets),
        ...may('DescribePermissionSet', instance, sets),
        ...may('DescribePermissionSetProvisioningStatus', instance),
        ...may('GetInlinePolicyForPermissionSet', instance, sets),
        ...may('ListAccountsForProvisionedPermissionSet', instance, sets),
        ...may('ProvisionPermissionSet', instance, sets, accounts),
        ...may('PutInlinePolicyToPermissionSet', instance, sets),
      ].toSorted(),
    );
    expect(
      added.filter((row) => !row.includes(' sso:')).every((row) => row.startsWith('hard-end sqs:')),
    ).toBe(true);
    expect(modesOf(on)).toEqual(['permission-set', 'permission-set', 'permission-set']);
  });

  it('tidies every minute, also on the way back', () => {
    expect(timersOf(on).some((path) => path.includes('TidyHardEnds'))).toBe(true);
    const back = assemblyOf('removing');
    expect(rowsOf(back)).toEqual(rowsOf(on));
    expect(timersOf(back)).toEqual(timersOf(on));
  });
});
