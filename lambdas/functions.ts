import type { z } from 'zod';
import { ActivateLeaseEnv } from './activate-lease/env';
import { ApiEnv } from './api/env';
import { AwaitDecisionEnv } from './await-decision/env';
import { AwaitEndEnv } from './await-end/env';
import { EndLeaseEnv } from './end-lease/env';
import { ExpireRequestEnv } from './expire-request/env';
import { HardEndEnv } from './hard-end/env';
import { NotifyEnv } from './notify/env';
import { PreTokenEnv } from './pre-token/env';
import { PublishWebEnv } from './publish-web/env';
import { QueryActivityEnv } from './query-activity/env';
import { ReconcileEnv } from './reconcile/env';
import { RegisterAdministratorEnv } from './register-administrator/env';
import { SealAuditEnv } from './seal-audit/env';
import { SyncDirectoryEnv } from './sync-directory/env';

/** A function as it is bundled, deployed and run on the laptop. */
export type FunctionSpec = {
  /** Its environment; deployment fails when a variable is not provided. */
  readonly env: z.ZodObject;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** One sentence, shown in the console. */
  readonly description: string;
};

/** Every function by its name, which is its folder. */
export const functions = {
  api: { env: ApiEnv, memoryMegabytes: 1024, timeoutSeconds: 29, description: 'The HTTP API' },
  'query-activity': {
    env: QueryActivityEnv,
    memoryMegabytes: 512,
    timeoutSeconds: 29,
    description: 'The HTTP routes about CloudTrail activity',
  },
  'activate-lease': {
    env: ActivateLeaseEnv,
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    description: 'Switches a lease on: assigns and verifies',
  },
  'end-lease': {
    env: EndLeaseEnv,
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    description: 'Ends a lease: deletes and verifies',
  },
  'hard-end': {
    env: HardEndEnv,
    memoryMegabytes: 512,
    timeoutSeconds: 80,
    description: 'Denies running sessions from the end of a lease on, if configured',
  },
  'await-decision': {
    env: AwaitDecisionEnv,
    memoryMegabytes: 256,
    timeoutSeconds: 30,
    description: 'Keeps the token under which a request waits for its decision',
  },
  'await-end': {
    env: AwaitEndEnv,
    memoryMegabytes: 256,
    timeoutSeconds: 30,
    description: 'Keeps the token under which a lease waits for its end',
  },
  'expire-request': {
    env: ExpireRequestEnv,
    memoryMegabytes: 256,
    timeoutSeconds: 30,
    description: 'Expires a request that nobody decided',
  },
  notify: {
    env: NotifyEnv,
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    description: 'Turns audit events into email',
  },
  'sync-directory': {
    env: SyncDirectoryEnv,
    memoryMegabytes: 1024,
    timeoutSeconds: 900,
    description: 'Reads the directory from Identity Center and Organizations',
  },
  reconcile: {
    env: ReconcileEnv,
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    description: 'Mends what workflows left undone',
  },
  'seal-audit': {
    env: SealAuditEnv,
    memoryMegabytes: 1024,
    timeoutSeconds: 900,
    description: 'Signs a root over each day of the audit trail',
  },
  'pre-token': {
    env: PreTokenEnv,
    memoryMegabytes: 256,
    timeoutSeconds: 5,
    description: 'Puts the Identity Center user id into tokens',
  },
  'publish-web': {
    env: PublishWebEnv,
    memoryMegabytes: 512,
    timeoutSeconds: 840,
    description: 'Puts the web app online at the end of a deployment',
  },
  'register-administrator': {
    env: RegisterAdministratorEnv,
    memoryMegabytes: 256,
    timeoutSeconds: 60,
    description: 'Registers the delegated administrator of Identity Center, from the management account',
  },
} as const satisfies Record<string, FunctionSpec>;

export type FunctionName = keyof typeof functions;
