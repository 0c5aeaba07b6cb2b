import { z } from 'zod';
import { WebConfig } from '../../core/contract/web-config';

/** What the template says about the publication: which build, and what the app is told. What else it holds only makes an update of it. */
export const PublishProperties = z.looseObject({
  Bucket: z.string().min(1),
  Key: z.string().min(1),
  Config: WebConfig,
});
