import { z } from 'zod';
import { commonEnv, webHostEnv } from '../shared/env-parts';

/** What `publish-web` needs. */
export const PublishWebEnv = z.object({ ...commonEnv, ...webHostEnv });
export type PublishWebEnv = z.infer<typeof PublishWebEnv>;
