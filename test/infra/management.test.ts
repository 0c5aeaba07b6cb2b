import { synthesized } from './support/assembly';
import { permissionsOf } from './support/permissions';

describe('the stack of the management account', () => {
  const assembly = synthesized('every option');

  it('is there only where its account is configured', () => {
    expect(assembly.stacks).toContain('Hourglass-prod-Management');
    expect(synthesized().stacks).not.toContain('Hourglass-prod-Management');
  });

  it('may ask who is registered for Identity Center and register this one account for it, and nothing else', () => {
    const rights = permissionsOf(assembly).filter(({ who }) => who === 'register-administrator');
    const own = rights.filter(({ action }) => !/^(logs|xray):/.test(action));
    const forIdentityCenter = 'StringEquals organizations:ServicePrincipal sso.amazonaws.com';
    expect(own.map(({ action, resource, condition }) => [action, resource, condition])).toEqual([
      ['organizations:ListDelegatedAdministrators', '*', forIdentityCenter],
      [
        'organizations:RegisterDelegatedAdministrator',
        'arn:${Partition}:organizations::999988887777:account/o-*/111122223333',
        forIdentityCenter,
      ],
    ]);
  });

  it('uses no key and no boundary of the other account, and imports nothing of it', () => {
    const text = assembly.text('Hourglass-prod-Management.template.json');
    expect(text).not.toMatch(/Fn::ImportValue|KmsKeyId|PermissionsBoundary/);
  });
});
