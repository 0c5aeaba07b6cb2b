import type { Activity } from '../../lib/config/activity';
import { exampleConfig } from '../support/doctor-facts';
import { expectedVariables } from '../../scripts/doctor/deployed-configuration';
import { NEEDED_BOOTSTRAP } from '../../scripts/doctor/rules/account';
import { stackName } from '../../lib/config/stack-name';
import { partsOf, RESOURCES } from '../../scripts/doctor/stacks';
import { deployedStacks } from '../../local/laptop/deployed-stacks';
import { synthesized } from './support/assembly';

const assembly = synthesized();

describe('the doctor knows the templates', () => {
  it('looks for every stack that is deployed, and for no other', () => {
    expect(
      partsOf(exampleConfig)
        .map((part) => stackName(exampleConfig, part))
        .toSorted(),
    ).toEqual(assembly.stacks.filter((name) => !name.endsWith('-LogArchive')));
    const { trail } = exampleConfig.activity as Extract<Activity, { source: 'athena' }>;
    const atHome = { ...exampleConfig, account: trail.account ?? '' };
    expect(deployedStacks('http://localhost').map(({ part }) => part)).toEqual(partsOf(atHome));
  });

  it.each(Object.entries(RESOURCES))('finds %s, and finds it once', (_name, { part, type, logicalId }) => {
    const stack = stackName(exampleConfig, part);
    const found = assembly
      .all(type)
      .filter((one) => one.stack === stack && one.id.replace(/[0-9A-F]{8}$/, '') === logicalId);
    expect(found).toHaveLength(1);
  });

  it('compares the variables that the functions get', () => {
    const expected = expectedVariables(exampleConfig);
    const deployed = Object.fromEntries(
      assembly.all('AWS::Lambda::Function').map(({ resource }) => {
        const { Variables } = resource.Properties.Environment as { Variables: Record<string, string> };
        return [String(resource.Properties.FunctionName).replace('hourglass-prod-', ''), Variables];
      }),
    );
    for (const [name, variables] of Object.entries(expected)) expect(deployed[name]).toMatchObject(variables);
  });

  it('asks for the bootstrap that the templates ask for', () => {
    const template = JSON.parse(assembly.text(`${stackName(exampleConfig, 'Data')}.template.json`));
    const rule = JSON.stringify(template.Rules.CheckBootstrapVersion);
    expect(rule).toContain(`"${NEEDED_BOOTSTRAP - 1}"`);
    expect(rule).not.toContain(`"${NEEDED_BOOTSTRAP}"`);
  });
});
