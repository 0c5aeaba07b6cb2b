import { z } from 'zod';
import { commonEnv } from '../shared/env-parts';

/** What `register-administrator` needs. */
export const RegisterAdministratorEnv = z.object(commonEnv);
export type RegisterAdministratorEnv = z.infer<typeof RegisterAdministratorEnv>;
