import { z } from 'zod';

const Fields = z.record(z.string(), z.unknown());

/** One CloudTrail event as CloudTrail delivers it, with the members that Hourglass's sessions have. */
export const CloudTrailRecord = z.looseObject({
  eventVersion: z.string(),
  userIdentity: z.looseObject({ type: z.string() }),
  /** ISO 8601, to the second, UTC. */
  eventTime: z.iso.datetime(),
  eventSource: z.string(),
  eventName: z.string(),
  awsRegion: z.string(),
  sourceIPAddress: z.string(),
  userAgent: z.string(),
  errorCode: z.string().optional(),
  errorMessage: z.string().optional(),
  requestParameters: Fields.nullish(),
  responseElements: Fields.nullish(),
  additionalEventData: Fields.nullish(),
  requestID: z.string().optional(),
  eventID: z.string(),
  readOnly: z.boolean(),
  resources: z.array(z.object({ accountId: z.string(), type: z.string(), ARN: z.string() })).optional(),
  eventType: z.string(),
  managementEvent: z.boolean(),
  recipientAccountId: z.string(),
  eventCategory: z.string(),
  sessionCredentialFromConsole: z.string().optional(),
});
export type CloudTrailRecord = z.infer<typeof CloudTrailRecord>;
