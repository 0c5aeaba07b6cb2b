import { z } from 'zod';
import { ApprovalPolicyBody, EligibilityPolicyBody, SettingsBody } from '../model/policy';
import { IsoTime, PersonView, pageOf, pageQuery, SearchText } from './common';

const versioned = { id: z.string(), version: z.number().int(), changedAt: IsoTime, changedBy: PersonView };

export const EligibilityPolicyView = EligibilityPolicyBody.extend(versioned).meta({
  id: 'EligibilityPolicy',
});
export type EligibilityPolicyView = z.infer<typeof EligibilityPolicyView>;
export const ApprovalPolicyView = ApprovalPolicyBody.extend(versioned).meta({ id: 'ApprovalPolicy' });
export type ApprovalPolicyView = z.infer<typeof ApprovalPolicyView>;
export const SettingsView = SettingsBody.extend(versioned).meta({ id: 'Settings' });
export type SettingsView = z.infer<typeof SettingsView>;

/** An edit names the version it started from; another one is refused with 409. */
const onVersion = { version: z.number().int().positive() };
export const EligibilityPolicyEdit = z
  .strictObject({ ...onVersion, policy: EligibilityPolicyBody })
  .meta({ id: 'EligibilityPolicyEdit' });
export const ApprovalPolicyEdit = z
  .strictObject({ ...onVersion, policy: ApprovalPolicyBody })
  .meta({ id: 'ApprovalPolicyEdit' });
export const SettingsEdit = z
  .strictObject({ ...onVersion, settings: SettingsBody })
  .meta({ id: 'SettingsEdit' });

export const PoliciesQuery = z.strictObject({
  ...pageQuery,
  q: SearchText.optional(),
  state: z.enum(['all', 'enabled', 'disabled']).default('all'),
});
export const EligibilityPolicyPage = pageOf(EligibilityPolicyView).meta({ id: 'EligibilityPolicyPage' });
export const ApprovalPolicyPage = pageOf(ApprovalPolicyView).meta({ id: 'ApprovalPolicyPage' });
export const VersionsQuery = z.strictObject(pageQuery);
