import { farewell, KEPT, notYet } from '../../scripts/uninstall/words';
import { exampleConfig } from '../support/doctor-facts';
import { synthesized } from './support/assembly';
import { everyOption } from './support/installation';

const partOf = (stack: string) => stack.replace('Hourglass-prod-', '');

describe.each(['example', 'every option'] as const)('what uninstall says of %s', (options) => {
  const assembly = synthesized(options);
  const config = options === 'example' ? exampleConfig : everyOption();

  it('names every stack, none before those that import something of it', () => {
    // What is in the management account takes nothing away when it goes, and needs other credentials.
    const here = assembly.stacks.map(partOf).filter((part) => part !== 'Management');
    const order = [...farewell(config).matchAll(/npx cdk destroy Hourglass-prod-(\w+)/g)].map(
      ([, part = '']) => part,
    );
    expect(order.toSorted()).toEqual(here.toSorted());
    const exporterOf = (name: string) =>
      [...assembly.templates].find(([, { Outputs = {} }]) =>
        Object.values(Outputs).some(({ Export }) => Export?.Name === name),
      )?.[0];
    for (const [stack, template] of assembly.templates)
      for (const [, name = ''] of JSON.stringify(template).matchAll(/"Fn::ImportValue":"([^"]+)"/g)) {
        const needed = partOf(exporterOf(name) ?? '');
        expect(order.indexOf(partOf(stack))).toBeLessThan(order.indexOf(needed));
      }
  });

  it('says of everything that is kept how it is deleted', () => {
    const kept = [...assembly.templates.values()]
      .flatMap(({ Resources }) => Object.values(Resources))
      .filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain')
      .map(({ Type }) => Type);
    expect(kept.filter((type) => !(type in KEPT))).toEqual([]);
    for (const { what } of Object.values(KEPT)) expect(farewell(config)).toContain(what);
  });
});

it('says why nothing may be destroyed yet', () => {
  expect(notYet({ leases: 2, findings: 0 })).toMatch(/^2 leases are still live/);
  expect(notYet({ leases: 0, findings: 1 })).toMatch(/^1 finding is open/);
  expect(notYet({ leases: 0, findings: 0 })).toBeUndefined();
});

it('says first how hard end is taken back, where it is configured', () => {
  expect(farewell({ ...exampleConfig, hardEnd: 'permission-set' })).toMatch(/^Hard end is configured/);
  expect(farewell(exampleConfig)).not.toContain('Hard end');
});
