import * as model from '@aws-sdk/client-cloudformation';
import { readStackOutputs } from '../../aws/stack-outputs';
import { type EmulatedService, ServiceError } from '../../local/aws/service';
import { VirtualClock } from '../../local/clock';
import { type EmulatedEndpoint, emulate } from './support/endpoint';

/** CloudFormation with one stack; it tells one that is not there by a validation error. */
const cloudFormation: EmulatedService = {
  name: 'cloudformation',
  protocol: 'query',
  target: '2010-05-15',
  model: { ...model },
  call: async ({ input }) => {
    if (input.StackName === 'Hourglass-prod-Api') return { Stacks: [stack] };
    if (input.StackName === 'Hourglass-prod-Data') return { Stacks: [{ ...stack, Outputs: [] }] };
    if (input.StackName === 'forbidden')
      throw new ServiceError('AccessDeniedException', 'not authorized to DescribeStacks', 403);
    throw new ServiceError('ValidationException', `Stack with id ${String(input.StackName)} does not exist`);
  },
};

const stack = {
  StackName: 'Hourglass-prod-Api',
  CreationTime: new Date('2026-11-21T09:00:00Z'),
  StackStatus: 'CREATE_COMPLETE',
  Outputs: [{ OutputKey: 'ApiUrl', OutputValue: 'https://api.example.com' }, { OutputKey: 'Empty' }],
};

describe('outputs of a deployed stack', () => {
  let endpoint: EmulatedEndpoint;
  let client: model.CloudFormationClient;
  beforeAll(async () => {
    endpoint = await emulate([cloudFormation], new VirtualClock({ ticking: false }));
    client = new model.CloudFormationClient(endpoint.config);
  });
  afterAll(async () => {
    client.destroy();
    await endpoint.close();
  });

  test('are read by their names', async () => {
    expect(await readStackOutputs(client, 'Hourglass-prod-Api')).toEqual({
      ApiUrl: 'https://api.example.com',
    });
    expect(await readStackOutputs(client, 'Hourglass-prod-Data')).toEqual({});
  });

  test('are nothing for a stack that is not there, which is not the same as a denial', async () => {
    expect(await readStackOutputs(client, 'Hourglass-dev-Api')).toBeUndefined();
    await expect(readStackOutputs(client, 'forbidden')).rejects.toThrow('not authorized');
  });
});
