import { z } from 'zod';
import { syncDirectory } from '../../core/usecases/sync-directory';
import { once } from '../shared/once';
import { basePorts } from '../shared/ports/base';
import { syncPorts } from '../shared/ports/sync';
import { readEnv } from '../shared/read-env';
import { taskHandler } from '../shared/task-handler';
import { SyncDirectoryEnv } from './env';

const ports = once(() => ({ ...basePorts(), ...syncPorts(readEnv(SyncDirectoryEnv)) }));

const Output = z.strictObject({ revision: z.string(), changed: z.boolean() });

/** Every few minutes: reads the directory anew. */
export const handler = taskHandler({ input: z.unknown(), output: Output }, () => syncDirectory(ports()));
