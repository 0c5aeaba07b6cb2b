import { z } from 'zod';
import { organizationsClient } from '../../aws/clients';
import { OrganizationAdministrators } from '../../aws/organization-administrators';
import { answerStack } from '../../aws/stack-answer';
import { systemClock } from '../../aws/system-clock';
import { registerAdministrator } from '../../core/usecases/register-administrator';
import { customResource } from '../shared/custom-resource';
import { once } from '../shared/once';
import { readEnv } from '../shared/read-env';
import { RegisterAdministratorEnv } from './env';

const Properties = z.looseObject({ Account: z.string().regex(/^\d{12}$/, 'must be 12 digits') });

const administrators = once(() => {
  readEnv(RegisterAdministratorEnv);
  return new OrganizationAdministrators(organizationsClient());
});

/** CloudFormation, in the management account: registers the delegated administrator. Deleting the stack takes nothing away. */
export const handler = customResource(
  Properties,
  async ({ Account }) => {
    const outcome = await registerAdministrator(Account, administrators());
    return outcome.kind === 'failed' ? outcome : { kind: 'done' };
  },
  (address, answer) => answerStack(address, answer, systemClock),
);
