import { createServer } from 'node:http';
import {
  CreateAccountCommand,
  DescribeCreateAccountStatusCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { OrganizationAdministrators } from '../../aws/organization-administrators';
import { registerAdministrator } from '../../core/usecases/register-administrator';
import { logger } from '../../lambdas/shared/logger';
import { handler } from '../../lambdas/register-administrator/handler';
import { startEndpoint } from '../../local/aws/endpoint';
import { Faults } from '../../local/aws/faults';
import { OrganizationsService } from '../../local/aws/organizations/organizations-service';
import { memorySection } from '../../local/aws/service';
import { VirtualClock } from '../../local/clock';

/** An organization with one more account, as its management account sees it. */
async function world(registered: readonly string[] = []) {
  const ids = [...registered];
  const timeline = new VirtualClock({ ticking: false, now: Date.UTC(2026, 10, 21) });
  const delegated = { ids: () => ids, register: (id: string) => void ids.push(id) };
  const organizations = new OrganizationsService({ section: memorySection(), timeline, delegated });
  const endpoint = await startEndpoint({ services: [organizations], faults: new Faults(), timeline });
  const client = new OrganizationsClient({
    endpoint: endpoint.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const created = await client.send(
    new CreateAccountCommand({ AccountName: 'access', Email: 'access@example.com' }),
  );
  await timeline.advance(60_000);
  const { CreateAccountStatus: status } = await client.send(
    new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: created.CreateAccountStatus?.Id }),
  );
  const close = async () => {
    client.destroy();
    await endpoint.close();
  };
  const administrators = new OrganizationAdministrators(client);
  return { ids, url: endpoint.url, account: status?.AccountId ?? '', organizations, administrators, close };
}

let here: Awaited<ReturnType<typeof world>>;
beforeAll(() => void jest.spyOn(logger, 'info').mockImplementation());
beforeEach(async () => {
  here = await world();
});
afterEach(() => here.close());

describe('registering the delegated administrator', () => {
  it('registers an account once, and says the second time that it is', async () => {
    const { account, administrators, ids } = here;
    expect(await registerAdministrator(account, administrators)).toEqual({ kind: 'registered' });
    expect(await registerAdministrator(account, administrators)).toEqual({ kind: 'registered-already' });
    // Between the question and the registration somebody else may have done it.
    await administrators.register(account);
    expect(ids).toEqual([account]);
  });

  it('refuses while another account is, and leaves that one alone', async () => {
    const { account, administrators, ids } = here;
    ids.push('999988887777');
    const outcome = await registerAdministrator(account, administrators);
    expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining('999988887777') });
    expect(ids).toEqual(['999988887777']);
  });

  it('is refused by the organization for an account that is not in it, and for the management account', async () => {
    const { administrators, organizations } = here;
    await expect(administrators.register('123456789012')).rejects.toMatchObject({
      name: 'AccountNotFoundException',
    });
    await expect(administrators.register(organizations.managementAccountId)).rejects.toMatchObject({
      name: 'ConstraintViolationException',
    });
  });
});

describe('the function', () => {
  /** CloudFormation's end. */
  async function ask(request: object): Promise<Record<string, string>> {
    const told: Record<string, string>[] = [];
    const server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        told.push(JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>);
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const ids = { StackId: 's', RequestId: 'r', LogicalResourceId: 'l' };
    await handler({ ...ids, ResponseURL: `http://127.0.0.1:${port}/`, ...request });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return told[0] ?? {};
  }

  it('registers when the stack is created, takes nothing away when it is deleted, and says what is wrong with its input', async () => {
    process.env.AWS_ENDPOINT_URL_ORGANIZATIONS = here.url;
    Object.assign(process.env, {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
    });
    const ResourceProperties = { ServiceToken: 'arn', Account: here.account };
    expect(await ask({ RequestType: 'Create', ResourceProperties })).toMatchObject({ Status: 'SUCCESS' });
    expect(here.ids).toEqual([here.account]);
    expect(await ask({ RequestType: 'Delete', ResourceProperties })).toMatchObject({ Status: 'SUCCESS' });
    expect(here.ids).toEqual([here.account]);
    expect(await ask({ RequestType: 'Update', ResourceProperties: { Account: 'me' } })).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('Account: must be 12 digits'),
    });
  });
});
