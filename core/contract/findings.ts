import { z } from 'zod';
import { FindingKind } from '../model/finding';
import { IsoTime, pageOf, pageQuery } from './common';

export const FindingsQuery = z.strictObject(pageQuery);

/** What the reconciler has found and is not settled, with the names that the directory has now. */
export const FindingView = z
  .strictObject({
    id: z.string(),
    kind: FindingKind,
    userId: z.string(),
    person: z.string(),
    accountId: z.string(),
    accountName: z.string(),
    permissionSetArn: z.string(),
    permissionSetName: z.string(),
    /** The request whose lease it is about. */
    requestId: z.string().optional(),
    since: IsoTime,
    /** Since when it is being removed. */
    endAskedAt: IsoTime.optional(),
  })
  .meta({ id: 'Finding' });
export type FindingView = z.infer<typeof FindingView>;

export const FindingPage = pageOf(FindingView).meta({ id: 'FindingPage' });
