import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyText, RIGHTS } from '../../../../scripts/doctor/rights';

describe('the rights of the doctor', () => {
  it('stand in its page as they stand in the code', () => {
    const page = readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'DOCTOR.md'), 'utf8');
    expect(page).toContain(policyText());
  });

  it('let it read and nothing else, and ask one function', () => {
    const more = RIGHTS.filter(({ action }) => !/:(Describe|Get|List|Query)[A-Za-z]*$/.test(action));
    expect(more.map(({ action, resource }) => [action, resource])).toEqual([
      ['lambda:InvokeFunction', 'arn:*:lambda:*:*:function:hourglass-*-query-activity'],
    ]);
  });
});
