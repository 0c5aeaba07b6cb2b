import { z } from 'zod';
import { FindingKind } from '../model/finding';
import { IsoTime, pageOf, pageQuery, SearchText } from './common';

/** What an open finding is about, and who or what it names; both narrow the list. */
export const FindingsQuery = z.strictObject({
  ...pageQuery,
  kind: FindingKind.optional(),
  q: SearchText.optional(),
});

/**
 * What Hourglass does about a finding. `report`: nothing more. `adopt`: takes it for standing. `end`: removes the assignment at
 * `endsAt`. `ending`: removes it now. `keep-lease`: nothing, the lease keeps its end. `end-lease`: ends the lease, again and again.
 */
export const FindingPlanKind = z.enum(['report', 'adopt', 'end', 'ending', 'keep-lease', 'end-lease']);

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
    /** By the present settings. */
    plan: FindingPlanKind,
    /** When its removal is going to be asked for. */
    endsAt: IsoTime.optional(),
    /** Since when it is being removed. */
    endAskedAt: IsoTime.optional(),
  })
  .meta({ id: 'Finding' });
export type FindingView = z.infer<typeof FindingView>;

export const FindingPage = pageOf(FindingView).meta({ id: 'FindingPage' });
